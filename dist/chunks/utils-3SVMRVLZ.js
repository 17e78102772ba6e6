import{createRequire as __airlockRequire}from"node:module";const require=__airlockRequire(import.meta.url);
import{GitHub,context,defaults,getOctokitOptions,getUserAgentWithOrchestrationId}from"./chunk-4ZCHD6P7.js";import"./chunk-2ZDSH3FH.js";import"./chunk-NHJKN7MA.js";export{GitHub,context,defaults,getOctokitOptions,getUserAgentWithOrchestrationId};
