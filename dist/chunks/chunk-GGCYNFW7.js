import{createRequire as __airlockRequire}from"node:module";const require=__airlockRequire(import.meta.url);
import{c as e}from"./chunk-5PI4ETR2.js";import{f as o}from"./chunk-AAD4AMJR.js";function c(){let t=e(process.env);return{context:t,objects:t===null?null:new o({directory:t.workspace})}}function i(){return{context:e(process.env),objects:null}}export{c as a,i as b};
