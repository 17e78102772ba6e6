import{createRequire as __airlockRequire}from"node:module";const require=__airlockRequire(import.meta.url);
import{b as t}from"./chunks/chunk-WW654BN5.js";import"./chunks/chunk-EMOZ4T3X.js";import"./chunks/chunk-PQ26BXUA.js";import"./chunks/chunk-SLYPKRWH.js";import"./chunks/chunk-NCVV7Q5I.js";var r=t(),{runMerge:a}=await import("./chunks/merge-VCQCEYI4.js");await a(r);
