import{createRequire as __airlockRequire}from"node:module";const require=__airlockRequire(import.meta.url);
import{b as t}from"./chunks/chunk-BIK3KEUE.js";import"./chunks/chunk-NGH7KQXA.js";import"./chunks/chunk-LEC22JRJ.js";import"./chunks/chunk-ODIEQYNS.js";import"./chunks/chunk-NCVV7Q5I.js";var a=t(),{runUpload:o}=await import("./chunks/upload-TUKLJAUA.js");await o(a);
