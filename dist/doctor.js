import{createRequire as __airlockRequire}from"node:module";const require=__airlockRequire(import.meta.url);
import{a as t}from"./chunks/chunk-VCG5VAE2.js";import"./chunks/chunk-NGH7KQXA.js";import"./chunks/chunk-32OIT23W.js";import"./chunks/chunk-234ZT2XU.js";import"./chunks/chunk-NCVV7Q5I.js";var o=t(),{runDoctor:r}=await import("./chunks/doctor-PMCLZ5EX.js");await r(o);
