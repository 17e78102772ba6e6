import{createRequire as __airlockRequire}from"node:module";const require=__airlockRequire(import.meta.url);
import{connect,failureOf}from"./chunk-PVXB5QTK.js";import"./chunk-XACDFCUF.js";export{connect,failureOf};
