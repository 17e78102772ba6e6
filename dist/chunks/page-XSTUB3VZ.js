import{createRequire as __airlockRequire}from"node:module";const require=__airlockRequire(import.meta.url);
import{a,b}from"./chunk-5NDLHW3J.js";import"./chunk-JVZADYDB.js";import"./chunk-3U44LZSW.js";import"./chunk-IOQJAK22.js";import"./chunk-Y4TEBJ5E.js";import"./chunk-TEN7GZ3W.js";import"./chunk-HTOEZCZK.js";import"./chunk-NCVV7Q5I.js";export{a as LONGEST_PAGE,b as reportHtml};
