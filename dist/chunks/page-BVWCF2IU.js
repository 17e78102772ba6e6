import{createRequire as __airlockRequire}from"node:module";const require=__airlockRequire(import.meta.url);
import{a,b}from"./chunk-X4WMWBGV.js";import"./chunk-YHK5LPZF.js";import"./chunk-3KYV4BLS.js";import"./chunk-IOQJAK22.js";import"./chunk-EOA6EBZY.js";import"./chunk-EDCI254Z.js";import"./chunk-ODIEQYNS.js";import"./chunk-NCVV7Q5I.js";export{a as LONGEST_PAGE,b as reportHtml};
