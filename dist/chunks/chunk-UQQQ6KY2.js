import{createRequire as __airlockRequire}from"node:module";const require=__airlockRequire(import.meta.url);
import{d as o,h as e}from"./chunk-GP7JVJS5.js";function c(){let t=e(process.env);return{context:t,objects:t===null?null:new o({directory:t.workspace})}}function i(){return{context:e(process.env),objects:null}}export{c as a,i as b};
