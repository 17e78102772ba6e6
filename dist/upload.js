import{createRequire as __airlockRequire}from"node:module";const require=__airlockRequire(import.meta.url);
import{startWithoutGit}from"./chunks/chunk-5KTLNM7B.js";import"./chunks/chunk-CYMQFZOO.js";import"./chunks/chunk-E6GCVGJG.js";import"./chunks/chunk-XACDFCUF.js";var started=startWithoutGit(),{runUpload}=await import("./chunks/upload-VZBF3LUE.js");await runUpload(started);
