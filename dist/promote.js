import{createRequire as __airlockRequire}from"node:module";const require=__airlockRequire(import.meta.url);
import{b as t}from"./chunks/chunk-JIR2ZHMC.js";import"./chunks/chunk-NGH7KQXA.js";import"./chunks/chunk-PQ26BXUA.js";import"./chunks/chunk-SLYPKRWH.js";import"./chunks/chunk-NCVV7Q5I.js";var o=t(),{runRelease:a}=await import("./chunks/release-YIEG2E5N.js");await a(o,"promote");
