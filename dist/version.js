import{createRequire as __airlockRequire}from"node:module";const require=__airlockRequire(import.meta.url);
import{a as t}from"./chunks/chunk-W7M6D55O.js";import"./chunks/chunk-5PI4ETR2.js";import"./chunks/chunk-IAGI4MO4.js";import"./chunks/chunk-JKTL43OL.js";import"./chunks/chunk-NCVV7Q5I.js";var i=t(),{runVersion:r}=await import("./chunks/version-FGYYQE7W.js");await r(i);
