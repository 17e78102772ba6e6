import{createRequire as __airlockRequire}from"node:module";const require=__airlockRequire(import.meta.url);
import{b as t}from"./chunks/chunk-KUKL6NCZ.js";import"./chunks/chunk-DAOAM6V5.js";import"./chunks/chunk-234ZT2XU.js";import"./chunks/chunk-NCVV7Q5I.js";var o=t(),{runReport:r}=await import("./chunks/report-XL6FPZJB.js");await r(o);
