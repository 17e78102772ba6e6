import{createRequire as __airlockRequire}from"node:module";const require=__airlockRequire(import.meta.url);
import{b as t}from"./chunks/chunk-BIK3KEUE.js";import"./chunks/chunk-NGH7KQXA.js";import"./chunks/chunk-LEC22JRJ.js";import"./chunks/chunk-ODIEQYNS.js";import"./chunks/chunk-NCVV7Q5I.js";var r=t(),{runRelease:a}=await import("./chunks/release-7AZNHMPN.js");await a(r,"mirror");
