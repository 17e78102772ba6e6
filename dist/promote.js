import{createRequire as __airlockRequire}from"node:module";const require=__airlockRequire(import.meta.url);
import{b as t}from"./chunks/chunk-2VCEV4SC.js";import"./chunks/chunk-EMOZ4T3X.js";import"./chunks/chunk-QMOTBYY2.js";import"./chunks/chunk-HTYAXJO6.js";import"./chunks/chunk-NCVV7Q5I.js";var o=t(),{runRelease:a}=await import("./chunks/release-NIOX7WU2.js");await a(o,"promote");
