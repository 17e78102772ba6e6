import{createRequire as __airlockRequire}from"node:module";const require=__airlockRequire(import.meta.url);
import{a as t}from"./chunks/chunk-BIK3KEUE.js";import"./chunks/chunk-NGH7KQXA.js";import"./chunks/chunk-LEC22JRJ.js";import"./chunks/chunk-ODIEQYNS.js";import"./chunks/chunk-NCVV7Q5I.js";var i=t(),{runVersion:r}=await import("./chunks/version-VEMBZRX7.js");await r(i);
