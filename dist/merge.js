import{createRequire as __airlockRequire}from"node:module";const require=__airlockRequire(import.meta.url);
import{b as t}from"./chunks/chunk-2VCEV4SC.js";import"./chunks/chunk-EMOZ4T3X.js";import"./chunks/chunk-QMOTBYY2.js";import"./chunks/chunk-HTYAXJO6.js";import"./chunks/chunk-NCVV7Q5I.js";var r=t(),{runMerge:a}=await import("./chunks/merge-XKQA5YBN.js");await a(r);
