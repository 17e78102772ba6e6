import{createRequire as __airlockRequire}from"node:module";const require=__airlockRequire(import.meta.url);
import{a as t}from"./chunks/chunk-VEFQTWPX.js";import"./chunks/chunk-ERSGUNI7.js";import"./chunks/chunk-HTYAXJO6.js";import"./chunks/chunk-NCVV7Q5I.js";var a=t(),{runClassify:i}=await import("./chunks/classify-POEA3RTK.js");await i(a);
