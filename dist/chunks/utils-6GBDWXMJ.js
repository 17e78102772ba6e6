import{createRequire as __airlockRequire}from"node:module";const require=__airlockRequire(import.meta.url);
import{GitHub,context,defaults,getOctokitOptions,getUserAgentWithOrchestrationId}from"./chunk-YYTDDIS6.js";import"./chunk-M4HXC6DW.js";import"./chunk-XACDFCUF.js";export{GitHub,context,defaults,getOctokitOptions,getUserAgentWithOrchestrationId};
