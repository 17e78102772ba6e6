import{createRequire as __airlockRequire}from"node:module";const require=__airlockRequire(import.meta.url);
import{b as t}from"./chunks/chunk-CLGU22SD.js";import"./chunks/chunk-5PI4ETR2.js";import"./chunks/chunk-7ATRGEH5.js";import"./chunks/chunk-4M35WN3L.js";import"./chunks/chunk-NCVV7Q5I.js";var a=t(),{runRelease:i}=await import("./chunks/release-ZGQVQOZZ.js");await i(a,"candidate");
