import{createRequire as __airlockRequire}from"node:module";const require=__airlockRequire(import.meta.url);
import{a,b}from"./chunk-E5N3TZMW.js";import"./chunk-NCVV7Q5I.js";export{a as connect,b as failureOf};
