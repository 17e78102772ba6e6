import{createRequire as __airlockRequire}from"node:module";const require=__airlockRequire(import.meta.url);
import{b as t}from"./chunks/chunk-VCG5VAE2.js";import"./chunks/chunk-NGH7KQXA.js";import"./chunks/chunk-32OIT23W.js";import"./chunks/chunk-234ZT2XU.js";import"./chunks/chunk-NCVV7Q5I.js";var o=t(),{runRelease:a}=await import("./chunks/release-BHDGWSR7.js");await a(o,"promote");
