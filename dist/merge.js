import{createRequire as __airlockRequire}from"node:module";const require=__airlockRequire(import.meta.url);
import{b as t}from"./chunks/chunk-DDSCS7GH.js";import"./chunks/chunk-5PI4ETR2.js";import"./chunks/chunk-IV4ZHATK.js";import"./chunks/chunk-5EOVOMH6.js";import"./chunks/chunk-NCVV7Q5I.js";var r=t(),{runMerge:a}=await import("./chunks/merge-FRAXW2QE.js");await a(r);
