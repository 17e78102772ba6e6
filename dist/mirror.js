import{createRequire as __airlockRequire}from"node:module";const require=__airlockRequire(import.meta.url);
import{b as t}from"./chunks/chunk-KSTPP5UG.js";import"./chunks/chunk-5PI4ETR2.js";import"./chunks/chunk-7V7XXTD5.js";import"./chunks/chunk-5EOVOMH6.js";import"./chunks/chunk-NCVV7Q5I.js";var r=t(),{runRelease:a}=await import("./chunks/release-A5MCVC4D.js");await a(r,"mirror");
