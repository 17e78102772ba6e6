import{createRequire as __airlockRequire}from"node:module";const require=__airlockRequire(import.meta.url);
import{d as a,e as b,f as c,g as d,h as e}from"./chunk-P56PGMOG.js";import"./chunk-6PO4SCMR.js";import"./chunk-NCVV7Q5I.js";export{d as GitHub,b as context,c as defaults,e as getOctokitOptions,a as getUserAgentWithOrchestrationId};
