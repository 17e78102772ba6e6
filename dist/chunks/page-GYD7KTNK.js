import{createRequire as __airlockRequire}from"node:module";const require=__airlockRequire(import.meta.url);
import{LONGEST_PAGE,reportHtml}from"./chunk-5MICNHDT.js";import"./chunk-X5EAFY6J.js";import"./chunk-K3M5C6XH.js";import"./chunk-2GIMEFTX.js";import"./chunk-Y76QIX6Q.js";import"./chunk-XACDFCUF.js";export{LONGEST_PAGE,reportHtml};
