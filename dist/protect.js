import{createRequire as __airlockRequire}from"node:module";const require=__airlockRequire(import.meta.url);
import{b as t}from"./chunks/chunk-S53LKTAK.js";import"./chunks/chunk-NGH7KQXA.js";import"./chunks/chunk-CEUXMHHG.js";import"./chunks/chunk-HTOEZCZK.js";import"./chunks/chunk-NCVV7Q5I.js";var a=t(),{runRelease:o}=await import("./chunks/release-5SU2JHA3.js");await o(a,"protect");
