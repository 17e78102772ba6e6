import{createRequire as __airlockRequire}from"node:module";const require=__airlockRequire(import.meta.url);
import{a,b,c,d}from"./chunk-4SQK3JS7.js";import"./chunk-UHQX6HIP.js";import"./chunk-5EOVOMH6.js";import"./chunk-NCVV7Q5I.js";export{b as defaultBranchOf,d as environmentApprovals,a as environmentRules,c as environmentsOn};
