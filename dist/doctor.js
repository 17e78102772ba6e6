import{createRequire as __airlockRequire}from"node:module";const require=__airlockRequire(import.meta.url);
import{a as t}from"./chunks/chunk-UQQQ6KY2.js";import"./chunks/chunk-GP7JVJS5.js";import"./chunks/chunk-JKTL43OL.js";import"./chunks/chunk-NCVV7Q5I.js";var o=t(),{runDoctor:r}=await import("./chunks/doctor-YNBXCNOH.js");await r(o);
