import{createRequire as __airlockRequire}from"node:module";const require=__airlockRequire(import.meta.url);
import{d as p}from"./chunk-V6K6GIUD.js";import{t as l}from"./chunk-EOA6EBZY.js";var f="";var H=new Set(["meta","hr"]);function a(e,t=Number.POSITIVE_INFINITY){if(e.length<=t&&E.test(e))return g(e);let i=e.startsWith(" ")?" ":"",o=e.endsWith(" ")&&e.length>1?" ":"";return g(`${i}${l(e,t)}${o}`)}function r(e,t,...i){let o=Object.entries(t).filter(([,n])=>n!==null).map(([n,z])=>` ${n}="${a(String(z))}"`).join(""),s=i.join("");return H.has(e)||s===""&&S.has(e)?`<${e}${o}/>`:`<${e}${o}>${s}</${e}>`}function d(...e){return e.join("")}var S=new Set(["line","rect","circle","path"]),E=/^[ -~]*$/u,$={"&":"&amp;","<":"&lt;",">":"&gt;",'"':"&quot;","'":"&#39;"};function g(e){return e.replace(/[&<>"']/gu,t=>$[t]??"")}var m="M8 .5a7.5 7.5 0 1 0 0 15 7.5 7.5 0 0 0 0-15z",u={pass:`${m}M11.6 6.4 7 11.2 4.3 8.5l1.2-1.2L7 8.8l3.4-3.6z`,fail:`${m}M4 7h8v2H4z`,inconclusive:`${m}M7.1 9.5h1.8c0-1.4 2-1.6 2-3.5 0-1.6-1.2-2.6-2.9-2.6S5.1 4.5 5 6.2h1.8c.1-.8.5-1.2 1.2-1.2.6 0 1 .4 1 1 0 1.2-1.9 1.4-1.9 3.5zM7 10.6h2v2H7z`,unmeasured:"M8 1 .5 14.5h15zM7.1 5.5h1.8v4.7H7.1zM7.1 11.2h1.8V13H7.1z",deferred:`${m}M7.2 3.5H8.9v4.2l2.8 1.6-.9 1.5-3.6-2.1z`,"not-required":"M2.5 7h11v2h-11z"},P=new Map(Object.keys(p).map(e=>[p[e].symbol,e]));function w(e){let[t="",...i]=e.split(" "),o=P.get(t);return o===void 0?a(L(e)):d(A(o),a(i.join(" ")))}function L(e){return e.replace(/\[[^\]]{1,60}\]/gu,t=>t.replaceAll(" ",b)).replace(/(\d) (?=(?:pt|%|s|ms|points?|items?)\b|%)/gu,`$1${b}`)}var b=" ";function A(e){return r("span",{class:`sign ${e}`,"aria-hidden":"true"})}var v=`
.sign{display:inline-block;width:1em;height:1em;margin-right:.4em;vertical-align:-.125em;background:currentColor;
  mask:var(--sign) center/contain no-repeat;-webkit-mask:var(--sign) center/contain no-repeat}
${Object.keys(u).map(e=>`.sign.${e}{--sign:url("${I(u[e])}")}`).join(`
`)}
.sign.pass{color:var(--pass)}
.sign.fail{color:var(--fail)}
.sign.inconclusive,.sign.unmeasured{color:var(--open)}
.sign.deferred,.sign.not-required{color:var(--muted)}
`;function I(e){return`data:image/svg+xml,${`<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'><path fill-rule='evenodd' d='${e}'/></svg>`.replace(/[<>:/#]/gu,encodeURIComponent)}`}var R=300,j=120;function N(e){return d(...e.map(O))}function O(e){switch(e.kind){case"text":return w(e.text);case"quote":return Y(e.text);case"strong":return r("strong",{},N(e.phrase))}}function Y(e){return r("code",{},a(e===""?" ":e,R))}function te(e){return l(e,j)}function ae({caption:e,header:t,rows:i,kind:o}){let s=t.map(n=>r("th",{scope:"col",role:"columnheader"},n));return r("table",{class:o,role:"table"},r("caption",{},e),r("thead",{role:"rowgroup"},r("tr",{role:"row"},...s)),r("tbody",{role:"rowgroup"},...i.map(n=>_(n))))}function _(e){let[t=f,...i]=e;return r("tr",{role:"row"},r("th",{scope:"row",role:"rowheader"},t),...i.map(o=>r("td",{role:"cell"},o)))}function ne(e,t){return r("div",{class:"scroll",role:"region","aria-label":e,tabindex:0},t)}var h={ground:"#f7f7f5",raised:"#ffffff",ink:"#1c2127",muted:"#5a636d",hairline:"#dfe1e4",link:"#1d4f91",pass:"#1f6b45",fail:"#a8201a",open:"#85560a",candidate:"#1d4f91",baseline:"#6a717a",area:"#dce6f3",beyond:"#f9efed"},y={ground:"#121518",raised:"#1a1e22",ink:"#e6e8ea",muted:"#a2abb4",hairline:"#30363c",link:"#8fb8f0",pass:"#79c79a",fail:"#f59089",open:"#e0b15c",candidate:"#8fb8f0",baseline:"#98a1ab",area:"#24344a",beyond:"#33211f"};function c(e){return Object.entries(e).map(([t,i])=>`--${t}:${i}`).join(";")}var M=`
.forests{display:grid;gap:1.25rem;grid-template-columns:minmax(0,1fr)}
.forest{background:var(--raised);border:1px solid var(--hairline);border-radius:8px;
  padding:1.25rem clamp(1rem,2.5vw,1.5rem);container-type:inline-size;min-width:0}
.forest-head{margin-bottom:1rem}
.forest h3,.forest h4,.card h3,.card h4,.without h3,.without h4{font-size:1rem}
:is(h3,h4) code{font-weight:600}
.rows{list-style:none;margin:0;padding:0}
.row{--mark:var(--open);display:grid;grid-template:"who what" auto "plot plot" 1.75rem/minmax(28%,1fr) minmax(0,auto);column-gap:1rem;
  border-top:1px solid var(--hairline);padding-top:.5rem;font-size:.875rem;font-variant-numeric:tabular-nums lining-nums}
.row.pass{--mark:var(--pass)}
.row.fail{--mark:var(--fail)}
.who{grid-area:who}
.who small{display:block}
.slice small{display:inline}
.what{grid-area:what;text-align:right}
.what>*{display:block}
.what .verdict,.without .verdict{color:var(--mark);font-size:.8125rem;font-weight:500}
.plot{grid-area:plot;position:relative;margin-inline:10px}
.strip{position:absolute;inset:0;width:100%;height:100%;overflow:visible}
.beyond{fill:var(--beyond)}
.zero{stroke:var(--muted);stroke-width:1}
.limit{stroke:var(--fail);stroke-width:1.5;stroke-dasharray:4 3}
.interval{stroke:var(--mark);stroke-width:2}
.whole .interval{stroke-width:3}
.estimate,.arrow{fill:var(--mark);stroke:var(--mark)}
.open .estimate{fill:var(--raised);stroke-width:2}
.under{margin-inline:10px}
.axis{display:block;width:100%;overflow:visible}
.tick{stroke:var(--muted)}
text.number{font-size:11px;fill:var(--muted);font-variant-numeric:tabular-nums;
  paint-order:stroke;stroke:var(--raised);stroke-width:3px;stroke-linejoin:round}
.directions{display:flex;justify-content:space-between;font-size:.75rem;color:var(--muted)}
.more{margin:.75rem 0 0;font-size:.875rem}
.forests+.without{margin-top:2rem}
.without ul{list-style:none;margin:.75rem 0 0;padding:0}
.without li{display:grid;grid-template-columns:7.5rem 1fr;gap:.25rem 1rem;padding:.5rem 0;border-top:1px solid var(--hairline);
  font-size:.875rem}
.without .deferred,.without .not-required{--mark:var(--muted)}
.without .unmeasured,.without .inconclusive{--mark:var(--open)}
@container (min-width:40rem){
  .row,.under{--who:9rem;--what:14.5rem}
  .row{grid-template:"who plot what" minmax(2.75rem,auto)/var(--who) minmax(0,1fr) var(--what);padding-top:0}
  .who,.what{padding-block:.4rem;align-self:center}
  .under{margin-inline:calc(var(--who) + 1rem + 10px) calc(var(--what) + 1rem + 10px)}
}
@container (min-width:56rem){.row,.under{--who:13rem;--what:15rem}}
`,G=`
.legend{display:flex;flex-wrap:wrap;gap:.25rem 1.25rem;list-style:none;margin:0 0 1rem;padding:0;font-size:.8125rem;color:var(--muted)}
.legend li{display:flex;align-items:center;gap:.5rem}
.card .legend{margin:.9rem 0 .25rem}
.key{display:inline-block;flex:none;width:1.25rem;height:0;border-top:2px solid var(--ink)}
.key-whole,.key-blocks,.key-open{width:.65rem;height:.65rem;border:2px solid var(--muted);border-radius:50%}
.key-whole{border-radius:0;rotate:45deg;width:.6rem;height:.6rem;background:var(--muted)}
.key-blocks{background:var(--muted)}
.key-interval{border-color:var(--muted)}
.key-beyond{height:.8rem;border-top:0;background:var(--beyond);border-right:2px dashed var(--fail)}
.key-zero{width:0;height:.9rem;border:0;border-left:1px solid var(--muted)}
.key-candidate{border-color:var(--candidate)}
.key-passes{border-color:var(--pass)}
.key-stops{border-top:2px dotted var(--fail)}
.key-margin{border-top:2px dashed var(--fail)}
.key-baseline{border-top:2px dashed var(--baseline)}
.key-worse,.key-same,.key-better{width:.7rem;height:.7rem;border:0;border-radius:2px;margin-right:.4rem}
.key-worse{background:var(--fail)}
.key-same{background:var(--hairline)}
.key-better{background:var(--pass)}
`,q=`
.figures+.cards{margin-top:1.25rem}
.cards{columns:26rem;column-gap:1.25rem;margin-bottom:-1.25rem}
.card{break-inside:avoid;margin:0 0 1.25rem;min-width:0;background:var(--raised);border:1px solid var(--hairline);border-radius:8px;
  padding:1.25rem clamp(1rem,2.5vw,1.5rem)}
.chart{display:block;width:100%;overflow:visible;margin-top:1.5rem;border-bottom:1px solid var(--muted)}
.card .under{margin-inline:0}
.grid{stroke:var(--hairline)}
.stretched{overflow:visible}
.stretched path{vector-effect:non-scaling-stroke;fill:none;stroke-width:2;stroke-linejoin:round}
path.candidate{stroke:var(--candidate)}
line.span{stroke-width:2}
line.span.candidate{stroke:var(--candidate)}
line.span.baseline{stroke:var(--baseline)}
path.passes{stroke:var(--pass)}
path.stops{stroke:var(--fail);stroke-dasharray:2 3}
path.baseline{stroke:var(--baseline);stroke-dasharray:5 4}
.stretched path.area{fill:var(--area);stroke:none}
circle.candidate,rect.candidate{fill:var(--candidate)}
circle.candidate,circle.baseline{stroke:var(--raised);stroke-width:1.5}
circle.baseline,rect.baseline{fill:var(--baseline)}
.bars{list-style:none;margin:1rem 0 0;padding:0}
.bars li+li{margin-top:1rem}
.bar-head{display:flex;flex-wrap:wrap;justify-content:space-between;gap:0 1rem;font-size:.875rem;margin-bottom:.3rem;
  font-variant-numeric:tabular-nums lining-nums}
.bar{display:block;width:100%;border-radius:2px;overflow:hidden}
.track,.same{fill:var(--hairline)}
rect.worse{fill:var(--fail)}
rect.better{fill:var(--pass)}
.items{margin-top:1.25rem;padding-top:1rem;border-top:1px solid var(--hairline)}
.moves{display:flex;flex-wrap:wrap;gap:.25rem 1.5rem;list-style:none;margin:0 0 .6rem;padding:0;font-size:.875rem;
  font-variant-numeric:tabular-nums lining-nums}
.ids{margin-top:.75rem;font-size:.875rem}
.ids summary{cursor:pointer;font-weight:500}
.ids ul{list-style:none;margin:.5rem 0 0;padding:0;columns:11rem;column-gap:1.5rem}
.ids li{break-inside:avoid}
`,k=[M,G,q].join("");var x=`
table{border-collapse:collapse;width:100%;font-variant-numeric:tabular-nums lining-nums}
caption{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
th,td{text-align:left;vertical-align:top;padding:.6rem 1.25rem .6rem 0;border-bottom:1px solid var(--hairline)}
th{font-weight:600}
thead th{font-size:.8125rem;font-weight:500;color:var(--muted)}
th,td{overflow-wrap:break-word}
.stacked th,.stacked td{overflow-wrap:anywhere}
.stacked tbody th{min-width:8.5rem}
.stacked td:nth-child(2){white-space:nowrap}
.full{font-size:.875rem;width:max-content;min-width:100%}
.full th,.full td{padding:.5rem 1.25rem .5rem 0;min-width:4rem;max-width:22rem}
.full th:first-child,.full td:first-child{padding-left:1rem}
.full tbody th{font-weight:500}
.full tbody tr:last-child>*{border-bottom:0}
.scroll{position:relative;overflow-x:auto;background:var(--raised);border:1px solid var(--hairline);border-radius:6px}
.scroll pre{padding:.9rem 1rem}
.fold{border-bottom:1px solid var(--hairline)}
.fold:first-of-type{border-top:1px solid var(--hairline)}
.fold>summary{padding:.7rem .25rem;font-weight:500;cursor:pointer}
.fold[open]{padding-bottom:1rem}
.figures{margin-top:1rem;font-size:.8125rem}
.figures th,.figures td{padding:.3rem .75rem .3rem 0;border-bottom:0;border-top:1px solid var(--hairline)}
.figures thead th{border-top:0}
.figures tbody th{font-weight:400}
.figures thead th{overflow-wrap:anywhere}
.figures th:not(:first-child),.figures td{text-align:right}
.figures th:last-child,.figures td:last-child{padding-right:0}
.index td:nth-child(3){white-space:nowrap}
.index .outcome{font-weight:600}
.index .no-go{color:var(--fail)}
.index .undecided{color:var(--open)}
.index .go{color:var(--pass)}
@media (max-width:44rem){
  .stacked thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
  .stacked,.stacked tbody,.stacked tr,.stacked th,.stacked td{display:block;border:0;padding:0}
  .stacked tr{padding:.85rem 0;border-top:1px solid var(--hairline)}
  .stacked tbody th{float:left;margin-right:.75rem;max-width:60%}
  .stacked td+td{clear:left;margin-top:.25rem}
}
`;var C=`
:root{color-scheme:light dark;${c(h)}}
@media (prefers-color-scheme:dark){:root{${c(y)}}}
*,::before,::after{box-sizing:border-box}
html{-webkit-text-size-adjust:100%;text-size-adjust:100%}
body{margin:0;background:var(--ground);color:var(--ink);overflow-wrap:anywhere;
  font:400 1rem/1.55 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif}
.brand,main,footer{max-width:72rem;margin-inline:auto;padding-inline:clamp(1rem,4vw,2.5rem)}
main:focus{outline:none}
.brand{padding-block:1.25rem;color:var(--muted);font-size:.8125rem;letter-spacing:.02em}
footer{margin-block:4rem 2.5rem;color:var(--muted);font-size:.8125rem}
footer p{margin:.25rem 0}
a{color:var(--link);text-underline-offset:.15em}
:focus-visible{outline:3px solid var(--link);outline-offset:2px;border-radius:2px}
.skip{position:absolute;left:-100vw;top:.5rem;background:var(--raised);padding:.5rem 1rem;z-index:1}
.skip:focus{left:.5rem}
code,pre{font:.875em/1.5 ui-monospace,SFMono-Regular,Menlo,Consolas,"Liberation Mono",monospace}
code{unicode-bidi:isolate;overflow-wrap:anywhere}
pre{margin:0;white-space:pre-wrap}
small{font-size:.8125rem;color:var(--muted)}
strong{font-weight:600}
h1,h2,h3,h4{margin:0;font-weight:600;line-height:1.25;text-wrap:balance}
section{margin-top:3rem}
section section{margin-top:0}
article>section>h2,article>section>h3{font-size:1.25rem;letter-spacing:-.01em;margin-bottom:1rem}
.lede{margin:-.75rem 0 1.25rem;color:var(--muted);max-width:44rem}
.aside{margin:.25rem 0 0;color:var(--muted);font-size:.8125rem}
.aside code{font-size:1em}
.none{color:var(--muted)}
`,V=`
.many h1{font-size:clamp(1.5rem,4vw,2rem);letter-spacing:-.015em;margin-bottom:1.5rem}
.bundle{--outcome:var(--open)}
.bundle.go{--outcome:var(--pass)}
.bundle.no-go{--outcome:var(--fail)}
.many~.bundle{margin-top:4rem;padding-top:2.5rem;border-top:1px solid var(--hairline)}
.hero{border-left:4px solid var(--outcome);padding-left:clamp(1rem,3vw,1.75rem)}
.hero :is(h1,h2){font-size:1rem}
.hero .separator{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
.hero .outcome{display:block;color:var(--outcome);font-size:clamp(2rem,7vw,2.75rem);letter-spacing:-.025em;
  line-height:1.1;margin-bottom:.5rem}
.hero .outcome .sign{width:.8em;height:.8em;vertical-align:-.03em;margin-right:.3em}
.hero .name{font-size:1.25rem;margin-right:.75rem}
.hero .tier{display:inline-block;border:1px solid currentColor;border-radius:1rem;padding:.1rem .65rem;
  font-size:.8125rem;font-weight:500;color:var(--muted);vertical-align:.1em;white-space:nowrap}
.hero .tier.high{color:var(--fail)}
.hero .tier.medium{color:var(--open)}
.origin{margin:.5rem 0 0;color:var(--muted);font-size:.875rem}
.lead{margin:1.25rem 0 0;font-size:1.125rem;line-height:1.5;max-width:52rem;text-wrap:pretty}
.lead+.lead{margin-top:.5rem}
.facts{display:grid;gap:.5rem 1.5rem;margin:1.75rem 0 0}
.facts dt{font-weight:600}
.facts dd{margin:0 0 .5rem}
@media (min-width:40rem){.facts{grid-template-columns:minmax(7rem,auto) 1fr}.facts dd{margin:0}}
`,B=`
@media print{
  :root{${c({...h,ground:"#ffffff"})}}
  @page{margin:14mm}
  html{font-size:12px}
  .brand,main,footer{max-width:none;padding-inline:0}
  .skip{display:none}
  .card,.row,tr,.hero{break-inside:avoid}
  h2,h3,h4,figcaption,.lede,.forest-head,summary,thead{break-after:avoid}
  .under,.directions{break-before:avoid}
  .full{width:100%;min-width:0;font-size:7.5pt}
  .full th,.full td{min-width:0;max-width:none;padding:.3rem .6rem .3rem 0;overflow-wrap:anywhere}
  .scroll{overflow:visible;border:0}
  details::details-content{content-visibility:visible;block-size:auto}
  *{print-color-adjust:exact;-webkit-print-color-adjust:exact}
}
`,T=[C,V,v,x,k,B].join("").trim();function we({title:e,brand:t,content:i,engine:o}){return`<!DOCTYPE html>
${r("html",{lang:"en"},U(e),r("body",{},r("a",{class:"skip",href:"#report"},a("Skip to the report")),r("header",{class:"brand"},a(t)),r("main",{id:"report",tabindex:-1},i),F(o)))}
`}var D="default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'";function U(e){return r("head",{},r("meta",{charset:"utf-8"}),r("meta",{"http-equiv":"Content-Security-Policy",content:D}),r("meta",{name:"viewport",content:"width=device-width, initial-scale=1"}),r("meta",{name:"color-scheme",content:"light dark"}),r("meta",{name:"referrer",content:"no-referrer"}),r("title",{},a(`${e} · Airlock`,300)),`<style>${T}</style>`)}function F({version:e,digest:t}){return r("footer",{},r("p",{},a(`Airlock ${e}, engine `),r("code",{},a(t))),r("p",{},a("This page loads nothing, runs no script and holds no model output.")))}export{f as a,a as b,r as c,d,w as e,N as f,Y as g,te as h,ae as i,ne as j,we as k};
