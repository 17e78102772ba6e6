import{createRequire as __airlockRequire}from"node:module";const require=__airlockRequire(import.meta.url);
function r({workspace:o},e){let t=()=>new Date().toISOString();return{env:{...process.env,GITHUB_TOKEN:e},cwd:o,stdout:process.stdout,stderr:process.stderr,today:t().slice(0,10),now:t}}export{r as a};
