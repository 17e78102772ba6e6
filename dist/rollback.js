import{createRequire as __airlockRequire}from"node:module";const require=__airlockRequire(import.meta.url);
import{b as t}from"./chunks/chunk-4I3E2R4J.js";import"./chunks/chunk-EJOX7JUR.js";import"./chunks/chunk-CEUXMHHG.js";import"./chunks/chunk-HTOEZCZK.js";import"./chunks/chunk-NCVV7Q5I.js";var a=t(),{runRelease:o}=await import("./chunks/release-WPFTW3KY.js");await o(a,"rollback");
