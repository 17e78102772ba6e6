import{createRequire as __airlockRequire}from"node:module";const require=__airlockRequire(import.meta.url);
import{a as t}from"./chunks/chunk-BIK3KEUE.js";import"./chunks/chunk-NGH7KQXA.js";import"./chunks/chunk-LEC22JRJ.js";import"./chunks/chunk-ODIEQYNS.js";import"./chunks/chunk-NCVV7Q5I.js";var a=t(),{runClassify:i}=await import("./chunks/classify-M5QDZWY7.js");await i(a);
