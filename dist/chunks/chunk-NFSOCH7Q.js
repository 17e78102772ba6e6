import{createRequire as __airlockRequire}from"node:module";const require=__airlockRequire(import.meta.url);
function o(r,s){return Object.values(r.pairs).filter(e=>e.bundle===s).flatMap(({drills:e,live:l,history:a})=>[...e.filter(t=>t.restored).map(t=>t.time),...[l,...a].flatMap(t=>t?.how==="rolled-back"?[t.since]:[])]).sort().at(-1)??null}export{o as a};
