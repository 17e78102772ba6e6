import{createRequire as __airlockRequire}from"node:module";const require=__airlockRequire(import.meta.url);
import{a as t}from"./chunks/chunk-WW654BN5.js";import"./chunks/chunk-EMOZ4T3X.js";import"./chunks/chunk-PQ26BXUA.js";import"./chunks/chunk-SLYPKRWH.js";import"./chunks/chunk-NCVV7Q5I.js";var i=t(),{runVersion:r}=await import("./chunks/version-CSC5A33Z.js");await r(i);
