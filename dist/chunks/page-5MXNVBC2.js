import{createRequire as __airlockRequire}from"node:module";const require=__airlockRequire(import.meta.url);
import{LONGEST_PAGE,reportHtml}from"./chunk-U67PLIWY.js";import"./chunk-XUES4373.js";import"./chunk-YAMZO274.js";import"./chunk-53ZWI2BB.js";import"./chunk-X7BFQR7T.js";import"./chunk-2GIMEFTX.js";import"./chunk-Y76QIX6Q.js";import"./chunk-XACDFCUF.js";export{LONGEST_PAGE,reportHtml};
