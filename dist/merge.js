import{createRequire as __airlockRequire}from"node:module";const require=__airlockRequire(import.meta.url);
import{b as t}from"./chunks/chunk-JIR2ZHMC.js";import"./chunks/chunk-NGH7KQXA.js";import"./chunks/chunk-PQ26BXUA.js";import"./chunks/chunk-SLYPKRWH.js";import"./chunks/chunk-NCVV7Q5I.js";var r=t(),{runMerge:a}=await import("./chunks/merge-OQTTBGP2.js");await a(r);
