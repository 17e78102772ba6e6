import{createRequire as __airlockRequire}from"node:module";const require=__airlockRequire(import.meta.url);
function p(o,e){for(let n of e)o.push(n)}export{p as a};
