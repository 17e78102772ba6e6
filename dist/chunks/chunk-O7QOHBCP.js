import{createRequire as __airlockRequire}from"node:module";const require=__airlockRequire(import.meta.url);
function d(o,n){for(let e of n)o.push(e)}function p(o,n,e){let t=o.get(n);t===void 0?o.set(n,[e]):t.push(e)}export{d as a,p as b};
