import{createRequire as __airlockRequire}from"node:module";const require=__airlockRequire(import.meta.url);
import{a,b,c}from"./chunk-UHQX6HIP.js";import"./chunk-NCVV7Q5I.js";export{a as connect,b as failureOf,c as ifPermitted};
