import{createRequire as __airlockRequire}from"node:module";const require=__airlockRequire(import.meta.url);
import{startWithGit}from"./chunks/chunk-5SJCV4PB.js";import"./chunks/chunk-NYBTVTGB.js";import"./chunks/chunk-Y76QIX6Q.js";import"./chunks/chunk-XACDFCUF.js";var started=startWithGit(),{runGate}=await import("./chunks/run-BKGR6B5D.js");await runGate(started);
