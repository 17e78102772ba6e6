import{createRequire as __airlockRequire}from"node:module";const require=__airlockRequire(import.meta.url);
import{a,b,c,d}from"./chunk-FQOZ4OQV.js";import"./chunk-UHQX6HIP.js";import"./chunk-ODIEQYNS.js";import"./chunk-NCVV7Q5I.js";export{b as defaultBranchOf,d as environmentApprovals,a as environmentRules,c as environmentsOn};
