import{createRequire as __airlockRequire}from"node:module";const require=__airlockRequire(import.meta.url);
import{a,b,c,d}from"./chunk-H2DXF4TU.js";import"./chunk-OXNYLMXN.js";import"./chunk-234ZT2XU.js";import"./chunk-NCVV7Q5I.js";export{b as defaultBranchOf,d as environmentApprovals,a as environmentRules,c as environmentsOn};
