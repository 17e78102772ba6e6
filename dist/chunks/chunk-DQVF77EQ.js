import{createRequire as __airlockRequire}from"node:module";const require=__airlockRequire(import.meta.url);
import{c as i,d as a}from"./chunk-RPGTOIHT.js";import{e as o}from"./chunk-EOA6EBZY.js";var c=new Set(["Slices","Criteria","Items that flipped","Quarantined items","Findings","Required evidence"]);function u(e,n){let r=l(e.consequence,n),s=a(e.gates.map(t=>[o(t.gate),t.verdict,t.figure,t.against]),n);return`${[[n.bold(r(`${e.symbol} ${e.headline}`)),...e.lead.map(t=>i(t,n))],s.map(t=>`  ${t}`),e.facts.map(({label:t,phrase:d})=>`${n.bold(t)}: ${i(d,n)}`),...e.folds.filter(t=>c.has(t.title)).map(t=>p(t,n))].filter(t=>t.length>0).map(t=>t.join(`
`)).join(`

`)}
`}function p(e,n){let r=e.header.map(t=>o(t)),[s="",...m]=a([r,...e.rows],n);return[n.bold(e.title),`  ${n.dim(s)}`,...m.map(t=>`  ${t}`)]}function l(e,n){return e==="pass"?n.green:e==="warn"?n.yellow:n.red}export{u as a};
