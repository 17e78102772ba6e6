import{createRequire as __airlockRequire}from"node:module";const require=__airlockRequire(import.meta.url);
import{b as t}from"./chunks/chunk-JE6BIGBR.js";import"./chunks/chunk-5PI4ETR2.js";import"./chunks/chunk-IO4TEXYG.js";import"./chunks/chunk-234ZT2XU.js";import"./chunks/chunk-NCVV7Q5I.js";var o=t(),{runRelease:a}=await import("./chunks/release-GTLDJ54X.js");await a(o,"promote");
