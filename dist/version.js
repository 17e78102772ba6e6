import{createRequire as __airlockRequire}from"node:module";const require=__airlockRequire(import.meta.url);
import{a as t}from"./chunks/chunk-KUKL6NCZ.js";import"./chunks/chunk-DAOAM6V5.js";import"./chunks/chunk-234ZT2XU.js";import"./chunks/chunk-NCVV7Q5I.js";var i=t(),{runVersion:r}=await import("./chunks/version-L4SJFPWG.js");await r(i);
