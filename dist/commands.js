import{createRequire as __airlockRequire}from"node:module";const require=__airlockRequire(import.meta.url);
import{b as t}from"./chunks/chunk-UQQQ6KY2.js";import"./chunks/chunk-GP7JVJS5.js";import"./chunks/chunk-JKTL43OL.js";import"./chunks/chunk-NCVV7Q5I.js";var a=t(),{runCommands:o}=await import("./chunks/commands-BR7JZSXV.js");await o(a);
