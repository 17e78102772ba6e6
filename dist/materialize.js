import{createRequire as __airlockRequire}from"node:module";const require=__airlockRequire(import.meta.url);
import{b as t}from"./chunks/chunk-CSSBSQXG.js";import"./chunks/chunk-5PI4ETR2.js";import"./chunks/chunk-ZEHG2TXM.js";import"./chunks/chunk-JKTL43OL.js";import"./chunks/chunk-NCVV7Q5I.js";var a=t(),{runRelease:i}=await import("./chunks/release-PWJI5N2D.js");await i(a,"materialize");
