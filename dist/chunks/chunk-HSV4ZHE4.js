import{createRequire as __airlockRequire}from"node:module";const require=__airlockRequire(import.meta.url);
import{e as s,w as i,x as a}from"./chunk-4URZ4NVP.js";var d=new Set(["Slices","Criteria","Findings","Required evidence"]);function u(r,n){let e=l(r.consequence,n),o=a(r.gates.map(t=>[s(t.gate),t.verdict,t.figure,t.against]),n);return`${[[n.bold(e(`${r.symbol} ${r.headline}`)),...r.lead.map(t=>i(t,n))],o.map(t=>`  ${t}`),r.facts.map(({label:t,phrase:c})=>`${n.bold(t)}: ${i(c,n)}`),...r.folds.filter(t=>d.has(t.title)).map(t=>g(t,n))].filter(t=>t.length>0).map(t=>t.join(`
`)).join(`

`)}
`}function g(r,n){let e=r.header.map(t=>s(t)),[o="",...m]=a([e,...r.rows],n);return[n.bold(r.title),`  ${n.dim(o)}`,...m.map(t=>`  ${t}`)]}function l(r,n){return r==="pass"?n.green:r==="warn"?n.yellow:n.red}export{u as a};
