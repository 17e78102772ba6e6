import{createRequire as __airlockRequire}from"node:module";const require=__airlockRequire(import.meta.url);
import{a as t}from"./chunks/chunk-KNBTZJN4.js";import"./chunks/chunk-EMOZ4T3X.js";import"./chunks/chunk-CEUXMHHG.js";import"./chunks/chunk-HTOEZCZK.js";import"./chunks/chunk-NCVV7Q5I.js";var i=t(),{runVersion:r}=await import("./chunks/version-ETJ7QXL7.js");await r(i);
