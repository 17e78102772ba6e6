import{createRequire as __airlockRequire}from"node:module";const require=__airlockRequire(import.meta.url);
import{startWithoutGit}from"./chunks/chunk-5SJCV4PB.js";import"./chunks/chunk-NYBTVTGB.js";import"./chunks/chunk-Y76QIX6Q.js";import"./chunks/chunk-XACDFCUF.js";var started=startWithoutGit(),{runUpload}=await import("./chunks/upload-RWZ6OLLG.js");await runUpload(started);
