import{createRequire as __airlockRequire}from"node:module";const require=__airlockRequire(import.meta.url);
import{GitHub,context,defaults,getOctokitOptions,getUserAgentWithOrchestrationId}from"./chunk-B4NTDN7S.js";import"./chunk-M4HXC6DW.js";import"./chunk-GC6XMSA6.js";import"./chunk-NHJKN7MA.js";export{GitHub,context,defaults,getOctokitOptions,getUserAgentWithOrchestrationId};
