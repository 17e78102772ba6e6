import{createRequire as __airlockRequire}from"node:module";const require=__airlockRequire(import.meta.url);
import{a as e}from"./chunk-HNIFGS4E.js";import{b as t,d as o,e as r}from"./chunk-6PO4SCMR.js";import"./chunk-NCVV7Q5I.js";var i="22.0.1";var a=t.plugin(e,o,r).defaults({userAgent:`octokit-rest.js/${i}`});export{a as Octokit};
