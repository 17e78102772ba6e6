import{createRequire as __airlockRequire}from"node:module";const require=__airlockRequire(import.meta.url);
import{startWithoutGit}from"./chunks/chunk-Z7TQNGWI.js";import"./chunks/chunk-CYMQFZOO.js";import"./chunks/chunk-E6GCVGJG.js";import"./chunks/chunk-XACDFCUF.js";var started=startWithoutGit(),{runUpload}=await import("./chunks/upload-HJKZ7SMN.js");await runUpload(started);
