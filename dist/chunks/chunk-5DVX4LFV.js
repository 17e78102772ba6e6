import{createRequire as __airlockRequire}from"node:module";const require=__airlockRequire(import.meta.url);
var o="airlock-pack";function r(e){let n={kind:"not-told",why:e};return{defaultBranch:null,requiredChecks:n,mergeQueue:n,asksCodeOwners:n,environments:n,runners:n,packs:n}}export{o as a,r as b};
