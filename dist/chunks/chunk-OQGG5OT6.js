import{createRequire as __airlockRequire}from"node:module";const require=__airlockRequire(import.meta.url);
import{e as s,w as i,x as a}from"./chunk-4URZ4NVP.js";var d=new Set(["Slices","Criteria","Items that flipped","Findings","Required evidence"]);function u(e,n){let r=l(e.consequence,n),o=a(e.gates.map(t=>[s(t.gate),t.verdict,t.figure,t.against]),n);return`${[[n.bold(r(`${e.symbol} ${e.headline}`)),...e.lead.map(t=>i(t,n))],o.map(t=>`  ${t}`),e.facts.map(({label:t,phrase:c})=>`${n.bold(t)}: ${i(c,n)}`),...e.folds.filter(t=>d.has(t.title)).map(t=>p(t,n))].filter(t=>t.length>0).map(t=>t.join(`
`)).join(`

`)}
`}function p(e,n){let r=e.header.map(t=>s(t)),[o="",...m]=a([r,...e.rows],n);return[n.bold(e.title),`  ${n.dim(o)}`,...m.map(t=>`  ${t}`)]}function l(e,n){return e==="pass"?n.green:e==="warn"?n.yellow:n.red}export{u as a};
