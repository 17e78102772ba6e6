import{createRequire as __airlockRequire}from"node:module";const require=__airlockRequire(import.meta.url);
import{a,b}from"./chunk-SV3IGJA2.js";import"./chunk-E7S736LM.js";import"./chunk-F5MFUUYG.js";import"./chunk-IOQJAK22.js";import"./chunk-Y4TEBJ5E.js";import"./chunk-OTCPOEF7.js";import"./chunk-JJD3ZJRY.js";import"./chunk-NCVV7Q5I.js";export{a as LONGEST_PAGE,b as reportHtml};
