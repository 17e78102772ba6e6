import{createRequire as __airlockRequire}from"node:module";const require=__airlockRequire(import.meta.url);
import{a as t}from"./chunks/chunk-VCG5VAE2.js";import"./chunks/chunk-NGH7KQXA.js";import"./chunks/chunk-32OIT23W.js";import"./chunks/chunk-234ZT2XU.js";import"./chunks/chunk-NCVV7Q5I.js";var i=t(),{runAction:a}=await import("./chunks/run-24JTRN7V.js");await a(i);
