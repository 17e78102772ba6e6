import{createRequire as __airlockRequire}from"node:module";const require=__airlockRequire(import.meta.url);
import{b as t}from"./chunks/chunk-KUKL6NCZ.js";import"./chunks/chunk-DAOAM6V5.js";import"./chunks/chunk-234ZT2XU.js";import"./chunks/chunk-NCVV7Q5I.js";var a=t(),{runCommands:o}=await import("./chunks/commands-G57B45GR.js");await o(a);
