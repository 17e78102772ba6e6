import{createRequire as __airlockRequire}from"node:module";const require=__airlockRequire(import.meta.url);
import{J as o}from"./chunk-BRM5MMUP.js";function i({workspace:e},{token:r,teamToken:n=""}){let t=()=>new Date().toISOString();return{env:{...process.env,GITHUB_TOKEN:r,[o]:n},cwd:e,stdout:process.stdout,stderr:process.stderr,today:t().slice(0,10),now:t}}export{i as a};
