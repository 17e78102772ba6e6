import{createRequire as __airlockRequire}from"node:module";const require=__airlockRequire(import.meta.url);
import{h}from"./chunk-I6F7ML2H.js";import{d,k,s}from"./chunk-2LTS56UQ.js";import"./chunk-XACDFCUF.js";var o="22.0.1";var m=k.plugin(h,s,d).defaults({userAgent:`octokit-rest.js/${o}`});export{m as Octokit};
