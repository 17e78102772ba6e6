import{createRequire as __airlockRequire}from"node:module";const require=__airlockRequire(import.meta.url);
import{LONGEST_PAGE,reportHtml}from"./chunk-FVBETW7A.js";import"./chunk-X5EAFY6J.js";import"./chunk-PKYCF2GO.js";import"./chunk-2GIMEFTX.js";import"./chunk-Y76QIX6Q.js";import"./chunk-XACDFCUF.js";export{LONGEST_PAGE,reportHtml};
