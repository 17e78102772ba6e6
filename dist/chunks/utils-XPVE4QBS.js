import{createRequire as __airlockRequire}from"node:module";const require=__airlockRequire(import.meta.url);
import{GitHub,context,defaults,getOctokitOptions,getUserAgentWithOrchestrationId}from"./chunk-PBMGLTL3.js";import"./chunk-M4HXC6DW.js";import"./chunk-NHJKN7MA.js";export{GitHub,context,defaults,getOctokitOptions,getUserAgentWithOrchestrationId};
