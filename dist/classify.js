import{createRequire as __airlockRequire}from"node:module";const require=__airlockRequire(import.meta.url);
import{a as t}from"./chunks/chunk-KUKL6NCZ.js";import"./chunks/chunk-DAOAM6V5.js";import"./chunks/chunk-234ZT2XU.js";import"./chunks/chunk-NCVV7Q5I.js";var a=t(),{runClassify:i}=await import("./chunks/classify-EKV4GO2C.js");await i(a);
