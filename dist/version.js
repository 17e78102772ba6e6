import{createRequire as __airlockRequire}from"node:module";const require=__airlockRequire(import.meta.url);
import{a as t}from"./chunks/chunk-4FEHSD32.js";import"./chunks/chunk-5PI4ETR2.js";import"./chunks/chunk-YAVBKQCV.js";import"./chunks/chunk-JKTL43OL.js";import"./chunks/chunk-NCVV7Q5I.js";var i=t(),{runVersion:r}=await import("./chunks/version-3CY2KPFC.js");await r(i);
