import{createRequire as __airlockRequire}from"node:module";const require=__airlockRequire(import.meta.url);
import{a as t}from"./chunks/chunk-KUKL6NCZ.js";import"./chunks/chunk-DAOAM6V5.js";import"./chunks/chunk-234ZT2XU.js";import"./chunks/chunk-NCVV7Q5I.js";var a=t(),{runGate:i}=await import("./chunks/run-5LWB4TOH.js");await i(a);
