import{createRequire as __airlockRequire}from"node:module";const require=__airlockRequire(import.meta.url);
import{a,b}from"./chunk-7EZXFQ4T.js";import"./chunk-6EM3MY6N.js";import"./chunk-PTTS4TED.js";import"./chunk-IOQJAK22.js";import"./chunk-HCM2JPHB.js";import"./chunk-3LQSBKBH.js";import"./chunk-HTYAXJO6.js";import"./chunk-NCVV7Q5I.js";export{a as LONGEST_PAGE,b as reportHtml};
