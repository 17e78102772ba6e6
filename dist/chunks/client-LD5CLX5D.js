import{createRequire as __airlockRequire}from"node:module";const require=__airlockRequire(import.meta.url);
import{a,b,c}from"./chunk-FU6LYNS4.js";import"./chunk-NCVV7Q5I.js";export{a as connect,b as failureOf,c as ifPermitted};
