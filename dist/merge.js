import{createRequire as __airlockRequire}from"node:module";const require=__airlockRequire(import.meta.url);
import{b as t}from"./chunks/chunk-KNBTZJN4.js";import"./chunks/chunk-EMOZ4T3X.js";import"./chunks/chunk-CEUXMHHG.js";import"./chunks/chunk-HTOEZCZK.js";import"./chunks/chunk-NCVV7Q5I.js";var r=t(),{runMerge:a}=await import("./chunks/merge-GELEQ33J.js");await a(r);
