import{createRequire as __airlockRequire}from"node:module";const require=__airlockRequire(import.meta.url);
import{a,b}from"./chunk-OPFXZ2NS.js";import"./chunk-YHK5LPZF.js";import"./chunk-CQVJW4AL.js";import"./chunk-IOQJAK22.js";import"./chunk-EOA6EBZY.js";import"./chunk-7DRVLC4U.js";import"./chunk-SLYPKRWH.js";import"./chunk-NCVV7Q5I.js";export{a as LONGEST_PAGE,b as reportHtml};
