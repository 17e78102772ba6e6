import{createRequire as __airlockRequire}from"node:module";const require=__airlockRequire(import.meta.url);
import{a as t}from"./chunks/chunk-J56A24CH.js";import"./chunks/chunk-EMOZ4T3X.js";import"./chunks/chunk-6KSU5AEF.js";import"./chunks/chunk-JJD3ZJRY.js";import"./chunks/chunk-NCVV7Q5I.js";var i=t(),{runAction:a}=await import("./chunks/run-LIANP5BO.js");await a(i);
