import{createRequire as __airlockRequire}from"node:module";const require=__airlockRequire(import.meta.url);
import{a,b,c,d}from"./chunk-4NHMSIX6.js";import"./chunk-FU6LYNS4.js";import"./chunk-JKTL43OL.js";import"./chunk-NCVV7Q5I.js";export{b as defaultBranchOf,d as environmentApprovals,a as environmentRules,c as environmentsOn};
