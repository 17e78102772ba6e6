import{createRequire as __airlockRequire}from"node:module";const require=__airlockRequire(import.meta.url);
import{b as t}from"./chunks/chunk-5ELUPN66.js";import"./chunks/chunk-5PI4ETR2.js";import"./chunks/chunk-LJGS3GRC.js";import"./chunks/chunk-5EOVOMH6.js";import"./chunks/chunk-NCVV7Q5I.js";var o=t(),{runRelease:a}=await import("./chunks/release-HDYNZMR3.js");await a(o,"propose");
