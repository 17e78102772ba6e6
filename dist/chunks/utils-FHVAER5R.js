import{createRequire as __airlockRequire}from"node:module";const require=__airlockRequire(import.meta.url);
import{GitHub,context,defaults,getOctokitOptions,getUserAgentWithOrchestrationId}from"./chunk-ELEVICV6.js";import"./chunk-2LTS56UQ.js";import"./chunk-XACDFCUF.js";export{GitHub,context,defaults,getOctokitOptions,getUserAgentWithOrchestrationId};
