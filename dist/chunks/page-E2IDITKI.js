import{createRequire as __airlockRequire}from"node:module";const require=__airlockRequire(import.meta.url);
import{a,b}from"./chunk-XNW5NMJV.js";import"./chunk-JVZADYDB.js";import"./chunk-SEYXIIF4.js";import"./chunk-LJRVKHYN.js";import"./chunk-SEV4NDSA.js";import"./chunk-TEN7GZ3W.js";import"./chunk-HTOEZCZK.js";import"./chunk-NCVV7Q5I.js";export{a as LONGEST_PAGE,b as reportHtml};
