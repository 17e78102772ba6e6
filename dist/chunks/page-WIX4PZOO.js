import{createRequire as __airlockRequire}from"node:module";const require=__airlockRequire(import.meta.url);
import{a,b}from"./chunk-HBRSPL5Q.js";import"./chunk-E7S736LM.js";import"./chunk-PTTS4TED.js";import"./chunk-IOQJAK22.js";import"./chunk-Y4TEBJ5E.js";import"./chunk-3LQSBKBH.js";import"./chunk-HTYAXJO6.js";import"./chunk-NCVV7Q5I.js";export{a as LONGEST_PAGE,b as reportHtml};
