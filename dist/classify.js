import{createRequire as __airlockRequire}from"node:module";const require=__airlockRequire(import.meta.url);
import{startWithGit}from"./chunks/chunk-5SJCV4PB.js";import"./chunks/chunk-NYBTVTGB.js";import"./chunks/chunk-Y76QIX6Q.js";import"./chunks/chunk-XACDFCUF.js";var started=startWithGit(),{runClassify}=await import("./chunks/classify-IL7V2XVX.js");await runClassify(started);
