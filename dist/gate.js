import{createRequire as __airlockRequire}from"node:module";const require=__airlockRequire(import.meta.url);
import{a as t}from"./chunks/chunk-JE6BIGBR.js";import"./chunks/chunk-5PI4ETR2.js";import"./chunks/chunk-IO4TEXYG.js";import"./chunks/chunk-234ZT2XU.js";import"./chunks/chunk-NCVV7Q5I.js";var a=t(),{runGate:i}=await import("./chunks/run-J7BQ7XGS.js");await i(a);
