import{createRequire as __airlockRequire}from"node:module";const require=__airlockRequire(import.meta.url);
import{a as e}from"./chunk-NGH7KQXA.js";import{d as o}from"./chunk-32OIT23W.js";function c(){let t=e(process.env);return{context:t,objects:t===null?null:new o({directory:t.workspace})}}function i(){return{context:e(process.env),objects:null}}export{c as a,i as b};
