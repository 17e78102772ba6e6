import{createRequire as __airlockRequire}from"node:module";const require=__airlockRequire(import.meta.url);
import{b as t}from"./chunks/chunk-W7M6D55O.js";import"./chunks/chunk-5PI4ETR2.js";import"./chunks/chunk-IAGI4MO4.js";import"./chunks/chunk-JKTL43OL.js";import"./chunks/chunk-NCVV7Q5I.js";var a=t(),{runRelease:o}=await import("./chunks/release-FGBSSHVB.js");await o(a,"protect");
