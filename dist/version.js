import{createRequire as __airlockRequire}from"node:module";const require=__airlockRequire(import.meta.url);
import{startWithGit}from"./chunks/chunk-5KTLNM7B.js";import"./chunks/chunk-CYMQFZOO.js";import"./chunks/chunk-E6GCVGJG.js";import"./chunks/chunk-XACDFCUF.js";var started=startWithGit(),{runVersion}=await import("./chunks/version-DV52VXTV.js");await runVersion(started);
