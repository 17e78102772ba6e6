import{createRequire as __airlockRequire}from"node:module";const require=__airlockRequire(import.meta.url);
import{createHash as e}from"node:crypto";var r=16;function s(t){return e("sha256").update(`airlock/item/v1
`).update(t).digest("hex").slice(0,r)}export{s as a};
