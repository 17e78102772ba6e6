import{createRequire as __airlockRequire}from"node:module";const require=__airlockRequire(import.meta.url);
import{a as t}from"./chunks/chunk-JIR2ZHMC.js";import"./chunks/chunk-NGH7KQXA.js";import"./chunks/chunk-PQ26BXUA.js";import"./chunks/chunk-SLYPKRWH.js";import"./chunks/chunk-NCVV7Q5I.js";var i=t(),{runAction:a}=await import("./chunks/run-WWMGXGDZ.js");await a(i);
