import{createRequire as __airlockRequire}from"node:module";const require=__airlockRequire(import.meta.url);
import{b as t}from"./chunks/chunk-VEFQTWPX.js";import"./chunks/chunk-ERSGUNI7.js";import"./chunks/chunk-HTYAXJO6.js";import"./chunks/chunk-NCVV7Q5I.js";var a=t(),{runRelease:o}=await import("./chunks/release-XQ3YFUB2.js");await o(a,"rollback");
