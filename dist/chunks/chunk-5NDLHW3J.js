import{createRequire as __airlockRequire}from"node:module";const require=__airlockRequire(import.meta.url);
import{V as He,e as $e,ea as Me,fa as Se,ha as Te,ja as J}from"./chunk-JVZADYDB.js";import{P as Oe,R as O,S as N,T as Ee,U as Re,V as Ie,W as _}from"./chunk-3U44LZSW.js";import{f as D,g as ke}from"./chunk-IOQJAK22.js";import{a as b,b as U,c as Ne,d as A,f as Y,g as Ae,h as z,k as v,m as x,n as k,o as Ce,q as f,r as W,t as q}from"./chunk-Y4TEBJ5E.js";var p="";var Yt=new Set(["meta","hr"]);function c(e,t=Number.POSITIVE_INFINITY){if(e.length<=t&&qt.test(e))return Pe(e);let r=e.startsWith(" ")?" ":"",n=e.endsWith(" ")&&e.length>1?" ":"";return Pe(`${r}${q(e,t)}${n}`)}function a(e,t,...r){let n=Object.entries(t).filter(([,i])=>i!==null).map(([i,s])=>` ${i}="${c(String(s))}"`).join(""),o=r.join("");return Yt.has(e)||o===""&&Wt.has(e)?`<${e}${n}/>`:`<${e}${n}>${o}</${e}>`}function $(...e){return e.join("")}var Wt=new Set(["line","rect","circle","path"]),qt=/^[ -~]*$/u,jt={"&":"&amp;","<":"&lt;",">":"&gt;",'"':"&quot;","'":"&#39;"};function Pe(e){return e.replace(/[&<>"']/gu,t=>jt[t]??"")}var j="M8 .5a7.5 7.5 0 1 0 0 15 7.5 7.5 0 0 0 0-15z",Le={pass:`${j}M11.6 6.4 7 11.2 4.3 8.5l1.2-1.2L7 8.8l3.4-3.6z`,fail:`${j}M4 7h8v2H4z`,inconclusive:`${j}M7.1 9.5h1.8c0-1.4 2-1.6 2-3.5 0-1.6-1.2-2.6-2.9-2.6S5.1 4.5 5 6.2h1.8c.1-.8.5-1.2 1.2-1.2.6 0 1 .4 1 1 0 1.2-1.9 1.4-1.9 3.5zM7 10.6h2v2H7z`,unmeasured:"M8 1 .5 14.5h15zM7.1 5.5h1.8v4.7H7.1zM7.1 11.2h1.8V13H7.1z",deferred:`${j}M7.2 3.5H8.9v4.2l2.8 1.6-.9 1.5-3.6-2.1z`,"not-required":"M2.5 7h11v2h-11z"},Qt=new Map(Object.keys(N).map(e=>[N[e].symbol,e]));function E(e){let[t="",...r]=e.split(" "),n=Qt.get(t);return n===void 0?c(Kt(e)):$(Xt(n),c(r.join(" ")))}function Kt(e){return e.replace(/\[[^\]]{1,60}\]/gu,t=>t.replaceAll(" ",Fe)).replace(/(\d) (?=(?:pt|%|s|ms|points?|items?)\b|%)/gu,`$1${Fe}`)}var Fe=" ";function Xt(e){return a("span",{class:`sign ${e}`,"aria-hidden":"true"})}var Ge=`
.sign{display:inline-block;width:1em;height:1em;margin-right:.4em;vertical-align:-.125em;background:currentColor;
  mask:var(--sign) center/contain no-repeat;-webkit-mask:var(--sign) center/contain no-repeat}
${Object.keys(Le).map(e=>`.sign.${e}{--sign:url("${Zt(Le[e])}")}`).join(`
`)}
.sign.pass{color:var(--pass)}
.sign.fail{color:var(--fail)}
.sign.inconclusive,.sign.unmeasured{color:var(--open)}
.sign.deferred,.sign.not-required{color:var(--muted)}
`;function Zt(e){return`data:image/svg+xml,${`<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'><path fill-rule='evenodd' d='${e}'/></svg>`.replace(/[<>:/#]/gu,encodeURIComponent)}`}var er=300,tr=120;function u(e){return $(...e.map(rr))}function rr(e){switch(e.kind){case"text":return E(e.text);case"quote":return ce(e.text);case"strong":return a("strong",{},u(e.phrase))}}function ce(e){return a("code",{},c(e===""?" ":e,er))}function H(e){return q(e,tr)}function _e(e,t,r){return a("header",{class:"hero"},r,a("p",{class:"origin"},nr(e)),...t.lead.map(n=>a("p",{class:"lead"},u(n))))}function Ve(e,{outcome:t}){let{head:r,version:n,risk:o}=e,i=de(e);return $(a("span",{class:"outcome"},E(`${O[t].symbol} ${O[t].word}`)),ze,a("span",{class:"name"},c(`${r.bundle.name} ${n}`,160)),...i===""?[]:[ze,a("span",{class:`tier ${o.tier}`},c(i))])}var ze=a("span",{class:"separator"},c(" · "));function de({risk:e,base:t,head:r}){return t.commit===r.commit?"":e.tier==="unknown"?"risk unknown":`${e.tier} risk`}function nr(e){let{base:t,head:r,stage:n,environment:o}=e,i=t.commit===r.commit?W:x` on top of ${k(t.commit.slice(0,12))}`;return u(x`Commit ${k(r.commit.slice(0,12))}${i}, compared with ${_(e)}; environment ${k(o)}, stage ${k(n)}`)}function C({caption:e,header:t,rows:r,kind:n}){let o=t.map(i=>a("th",{scope:"col",role:"columnheader"},i));return a("table",{class:n,role:"table"},a("caption",{},e),a("thead",{role:"rowgroup"},a("tr",{role:"row"},...o)),a("tbody",{role:"rowgroup"},...r.map(i=>or(i))))}function or(e){let[t=p,...r]=e;return a("tr",{role:"row"},a("th",{scope:"row",role:"rowheader"},t),...r.map(n=>a("td",{role:"cell"},n)))}function Q(e,t){return a("div",{class:"scroll",role:"region","aria-label":e,tabindex:0},t)}var Be=["no-go","undecided","go"],ir=["high","unknown","medium","low"],ar=["fail","warn","pass"];function De(e){let t=({view:r,result:n})=>[Be.indexOf(r.outcome),ar.indexOf(r.consequence),ir.indexOf(n.risk.tier)];return e.toSorted((r,n)=>{let o=t(n);return t(r).reduce((i,s,l)=>i||s-(o[l]??0),0)})}function ue(e){let t=Be.flatMap(r=>{let n=e.filter(({view:o})=>o.outcome===r).length;return n===0?[]:[`${b(n)} ${O[r].word.toLowerCase()}`]});return`${v(e.length,"bundle")}: ${t.join(", ")}`}function Je(e){let t=e.map(({id:r,result:n,view:o})=>[a("a",{href:`#${r}`},c(`${n.head.bundle.name} ${n.version}`,160)),a("span",{class:`outcome ${o.outcome}`},E(`${o.symbol} ${O[o.outcome].word}`)),c(de(n)),$(...o.lead.map(u))]);return a("nav",{"aria-label":"Bundles"},C({kind:"stacked index",caption:c("Bundles, the worst outcome first"),header:["bundle","outcome","tier","because"].map(r=>c(r)),rows:t}))}function Ue(e,{id:t,of:r,most:n}){let o=e.rows.slice(0,n),i=e.rows.length-o.length,s=C({kind:"full",caption:c(`${e.title} of ${r}, ${v(e.rows.length,"row")}`),header:e.header.map(l=>u(f(l))),rows:o.map(l=>l.map(u))});return a("details",{id:t,class:"fold"},a("summary",{},c(e.title),c(" "),a("small",{},c(b(e.rows.length)))),Q(`${e.title} of ${r}`,s),i>0?a("p",{class:"aside"},c(`${v(i,"more row")} in the report of --format json.`)):p)}function Ye({gates:e,against:t}){return e.length===0?a("p",{class:"none"},c("No gate has criteria.")):C({kind:"stacked gates",caption:c("Gates and their verdicts"),header:[f("gate"),f("verdict"),f("deciding figure"),t].map(u),rows:e.map(r=>[c(r.gate,80),u(r.verdict),u(r.figure),r.against.length===0?p:u(r.against)])})}function je(e){let t=new Map;for(let r of e.flatMap(n=>n.checks)){let n=JSON.stringify([r.gate,r.evidence,r.metric,r.statistic,r.rule]);t.set(n,[...t.get(n)??[],r])}return[...t.values()].filter(r=>r.some(n=>n.candidate!==null)).map(r=>({overall:r.find(n=>n.slice===null)??null,slices:r.filter(n=>n.slice!==null).sort(sr)})).sort((r,n)=>We(r)-We(n))}function Qe(e){return e.flatMap(t=>t.checks).filter(t=>t.candidate===null)}function pe({overall:e,slices:t}){let r=e===null?t:[e,...t];return ke(r.filter(n=>n.blocks).map(n=>n.verdict))}function We(e){return D.indexOf(pe(e))}function sr(e,t){return D.indexOf(e.verdict)-D.indexOf(t.verdict)||qe(e)-qe(t)||((e.slice??"")<(t.slice??"")?-1:1)}function qe(e){let t=e.rule==="margin"?e.delta:e.candidate;return t===null?-Number.MAX_VALUE:(e.rule==="margin"?e.better==="higher":e.rule==="min")?t:-t}function I(e,t,{ticks:r,hi:n,lo:o}){let i=Math.max(Math.abs(n),Math.abs(o)),s=t.of==="difference"?Ne:U;if(t.of==="difference"&&t.scale==="relative")return`${R(e*100,r.step*100,s)} %`;switch(t.unit){case"share":return`${R(e*100,r.step*100,s)}${t.of==="difference"?" pt":" %"}`;case"ms":return i>=1e3?`${R(e/1e3,r.step/1e3,s)} s`:`${R(e,r.step,s)} ms`;case"usd":return`$${R(e,r.step,U)}`;case"tokens":case"score":return R(e,r.step,s)}}var Xe=1e7,Ke=1e-6;function R(e,t,r){return Math.abs(e)>=Xe||t<Ke&&e!==0?Ze(e):r(e,Math.max(0,Math.ceil(-Math.log10(Math.max(t,Ke))-1e-9)))}function Ze(e){return e.toExponential(Math.abs(e)>=Xe?1:0).replaceAll("-","−").replace("e+","e")}function M(e,t){return t==="usd"&&e!==0&&Math.abs(e)<.01?`$${U(e,lr(e))}`:Math.abs(e)>=1e12&&t!=="share"?Ze(e):Y(e,t)}function lr(e){return Math.min(8,2-Math.floor(Math.log10(Math.abs(e))))}function et([e,t],r){return`[${e===null?"−∞":M(e,r)}, ${t===null?"∞":M(t,r)}]`}function S(e,t,r,...n){return a("svg",{class:e,height:t,role:"img","aria-label":r},...n)}function h(e){return`${e}%`}function V(e,t){return a("line",{class:e,x1:h(t),x2:h(t),y1:0,y2:"100%"})}function K(e,t,r,n){return a("line",{class:e,x1:h(t),x2:h(r),y1:n,y2:n})}function tt(e,t,r){return a("rect",{class:e,x:h(t),y:0,width:h(w(r-t)),height:"100%"})}function X(e,t,r,n){return a("svg",{x:h(t),y:h(r),overflow:"visible",class:"mark"},a("path",{class:e,d:n}))}function B(e,t,r,n){return a("circle",{class:e,cx:h(t),cy:h(r),r:n})}var rt="M0-7L7 0 0 7-7 0Z",nt="M0-4L-6 0 0 4Z",ot="M0-4L6 0 0 4Z";function it(e,t){let r=t.map(([n,o],i)=>`${i===0?"M":"L"}${n} ${o}`).join("");return fe(a("path",{class:e,d:r}))}function fe(...e){return a("svg",{class:"stretched",viewBox:"0 0 100 100",preserveAspectRatio:"none",width:"100%",height:"100%"},$(...e))}function Z(e,t,r,n){let o=t<6?"start":t>94?"end":"middle";return a("text",{class:e,x:h(t),y:r,"text-anchor":o},n)}function w(e){return Math.round(e*100)/100}var at=22,mr=34;function P(e,t){let r=`Axis from ${I(e.lo,t,e)} to ${I(e.hi,t,e)}${e.kind==="log"?", logarithmic":""}`,n=e.ticks.values.map(s=>I(s,t,e)),o=n.join("").length>mr?2:1,i=e.ticks.values.flatMap((s,l)=>{let m=e.position(s);return[a("line",{class:"tick",x1:h(m),x2:h(m),y1:0,y2:5}),l%o===0?Z("number",m,at-4,c(n[l]??"")):p]});return S("axis",at,r,...i)}function T(e,t,r=5){let[n,o]=cr(e,t);return{kind:"linear",lo:n,hi:o,position:i=>mt((i/2-n/2)/(o/2-n/2)),ticks:ct(n,o,r)}}function lt(e,t,r=5){let[n,o]=t>e?[e,t]:[e/2,e*2],[i,s]=[Math.log(n),Math.log(o)];return{kind:"log",lo:n,hi:o,position:l=>mt(l<=0?0:(Math.log(l)-i)/(s-i)),ticks:ur(n,o,r)}}function mt(e){return Math.round(Math.min(1,Math.max(0,e))*1e4)/100}function cr(e,t){if(t>e)return[e,t];let r=e===0?1:Math.abs(e)/10;return[e-r,e+r]}var dr=[1,2,5,10];function ct(e,t,r){let n=t/r-e/r,o=10**Math.floor(Math.log10(n)),i=(dr.find(l=>l*o>=n)??10)*o,s=[];for(let l=Math.ceil(e/i-st);l<=t/i+st&&s.length<=r;l+=1)s.push(he(l,i));return{values:s.filter(Number.isFinite),step:i}}var st=1e-9;function he(e,t){return e===0?0:t<1&&t>1e-300?e/(1/t):e*t}function ur(e,t,r){let n=Array.from({length:Math.floor(Math.log10(t))-Math.floor(Math.log10(e))+1},(l,m)=>Math.floor(Math.log10(e))+m),o=(l,m)=>n.filter(d=>d%m===0).flatMap(d=>l.map(y=>d<0?y/10**-d:y*10**d)).filter(d=>d>=e&&d<=t),s=[o([1,2,5],1),o([1,3],1),o([1],1),o([1],3),o([1],10),o([1],100)].find(l=>l.length<=r+1)??[];return s.length<3?ct(e,t,r):{values:s,step:s[0]??e}}function ut(e){let t=hr(e),r=e.some(n=>n.rule==="margin");return{scale:t,zero:r?t.position(0):null,rows:e.map(n=>pr(n,t))}}function ee(e){return e.rule==="margin"?e.delta:e.candidate}function te(e){return e.rule!=="margin"?e.limit:e.margin===null?null:e.better==="higher"?-e.margin:e.margin}function re(e){return e.rule==="margin"?e.better==="higher":e.rule==="min"}function pr(e,t){let[r,n]=[ee(e),te(e)],o=n===null?null:t.position(n),i=re(e);return{check:e,estimate:r===null?null:t.position(r),interval:fr(e,t),line:o,beyond:o===null?null:{from:i?0:o,to:i?o:100}}}function fr({interval:e},t){if(e===null)return null;let[r,n]=e;return{from:r===null?0:t.position(r),to:n===null?100:t.position(n),open:{from:r===null||r<t.lo,to:n===null||n>t.hi}}}function hr(e){let t=e.some(g=>g.rule==="margin"),r=e.filter(g=>g.slice===null||e.length===1),n=dt([t?0:null,...e.flatMap(g=>[ee(g),te(g)]),...r.flatMap(g=>g.interval??[])]);if(n.length===0)return T(0,1);let o=dt(e.flatMap(g=>g.interval??[])),[i,s]=[Math.min(...n),Math.max(...n)],l=s>i?s/2-i/2:Math.abs(i)/4||.5,m=Math.max(Math.min(i,...o),i-2*l),d=Math.min(Math.max(s,...o),s+2*l),y=d>m?(d/2-m/2)*.08:l;return T(...gr(e,m-y,d+y))}function gr(e,t,r){let n=e.every(l=>l.unit==="share"&&l.scale==="absolute"),o=e.some(l=>l.rule==="margin"),[i,s]=n?[o?-1:0,1]:[-Number.MAX_VALUE,Number.MAX_VALUE];return[Math.max(i,t),Math.min(s,r)]}function dt(e){return e.filter(t=>t!==null&&Number.isFinite(t))}function pt(e){let t=e.limit===null?"":M(e.limit,e.unit);switch(e.rule){case"margin":return x`against the baseline, margin ${Ce(z(e))}`;case"min":return f(`against its floor of ${t}`);case"max":return f(`against its ceiling of ${t}`);case"never":return f(`in zero-tolerance categories, ceiling ${t}`)}}function ge(e){let t=ee(e);if(t===null)return Re(Oe[e.code].title).replace(/\.$/u,"");if(e.rule==="margin")return Ae(e);if(e.rule==="never")return`${v(Number(e.args.hits??0),"hit")}, at most ${M(e.interval?.[1]??1,e.unit)}`;let r=e.interval===null?"":` ${et(e.interval,e.unit)}`;return`${M(t,e.unit)}${r}`}function ft(e){return`${e.slice===null?"overall":H(e.slice)}: ${ge(e)}; ${br(e)}`}function br(e){let t=te(e);if(t===null)return"no margin or limit";let r=e.rule==="margin"?`the margin of ${z(e)}`:`the limit of ${Y(t,e.unit)}`;if(e.interval===null)return`no interval to hold against ${r}`;let[n,o]=e.interval,i=re(e),[s,l]=i?[o,n]:[n,o];if(s!==null&&(i?s<t:s>t))return`the whole interval lies beyond ${r}`;let m=e.rule==="margin";return l!==null&&(l===t?!m:i?l>t:l<t)?`the whole interval keeps ${r}`:`the interval reaches across ${r}`}function ht(e){let[t,r]=e.rule==="margin"?["worse","better"]:["not allowed","allowed"],n=re(e);return{left:`← ${n?t:r}`,right:`${n?r:t} →`}}function gt(e,t,r){let{check:n}=e;return a("li",{class:`row ${n.verdict}${n.slice===null?" whole":""}${n.blocks?"":" open"}`},a("div",{class:"who"},yr(n),a("small",{},c(v(n.n,"item")))),a("div",{class:"plot"},xr(e,t)),a("div",{class:"what"},...wr(n,r)))}function yr({slice:e}){if(e===null)return a("strong",{},c("overall"));let t=e.indexOf("=");return a("span",{class:"slice"},a("small",{},c(e.slice(0,Math.max(0,t)),60)),c(" "),a("strong",{},c(e.slice(t+1),120)))}function wr(e,t){let{symbol:r,word:n}=N[e.verdict],o=f(`${r} ${n}${e.blocks?"":", does not block"}`),i=e.margin!==null&&e.margin!==t?a("small",{},c(`margin ${z(e)}`)):p;return[a("span",{class:"figure"},u(f(ge(e)))),a("span",{class:"verdict"},u(o)),i]}function xr({check:e,estimate:t,interval:r,line:n,beyond:o},{zero:i}){let s=[];return o!==null&&s.push(tt("beyond",o.from,o.to)),i!==null&&s.push(V("zero",i)),n!==null&&s.push(V("limit",n)),r!==null&&(s.push(K("interval",r.from,r.to,"50%")),r.open.from&&s.push(X("arrow",r.from,50,nt)),r.open.to&&s.push(X("arrow",r.to,50,ot))),t!==null&&s.push(e.slice===null?X("estimate",t,50,rt):B("estimate",t,50,5)),S("strip",null,ft(e),...s)}var vr=24;function bt(e,t,r){let n=[...e.overall===null?[]:[e.overall],...e.slices],o=n.slice(0,vr),[i]=o;if(i===void 0)return p;let s=ut(o),l=n.length-o.length;return a("section",{class:"forest"},a("div",{class:"forest-head"},Hr(i,e,t)),a("ol",{class:"rows"},...s.rows.map(m=>gt(m,s,i.margin))),a("div",{class:"under"},P(s.scale,$r(i)),Mr(i)),l>0?kr(l,r):p)}function kr(e,t){return a("p",{class:"more"},c(`${b(e)} more in the `),a("a",{href:`#${t}`},c("table of slices")),c("."))}function $r({rule:e,unit:t,scale:r}){return e==="margin"?{of:"difference",unit:t,scale:r}:{of:"value",unit:t}}function Hr(e,t,r){let{symbol:n,word:o}=N[pe(t)],i=x`${k(e.metric)}${f(e.statistic==="mean"?"":` ${e.statistic}`)}`,s=x`${k(e.gate)} gate, evidence ${k(e.evidence)}; ${f(e.better)} is better`;return a("div",{},a(r,{},u(x`${i} ${pt(e)}`)),a("p",{class:"aside"},u(x`${f(`${n} ${o}`)} · ${s}`)))}function Mr(e){let{left:t,right:r}=ht(e);return a("div",{class:"directions"},a("span",{},c(t)),a("span",{},c(r)))}function yt(e){let t=(r,n)=>a("li",{},a("span",{class:`key ${r}`,"aria-hidden":"true"}),u(n));return a("ul",{class:"legend"},t("key-whole",f("overall")),t("key-blocks",f("slice that counts towards the gate")),t("key-open",f("slice that is shown and does not block")),t("key-interval",f(`interval, ${Sr(e)} error on each side`)),t("key-beyond",f("beyond the margin or limit")),t("key-zero",f("no change")))}function Sr(e){let t=e.flatMap(({overall:r,slices:n})=>r?.alpha??n[0]?.alpha??[]);return[...new Set(t)].sort((r,n)=>r-n).map(r=>`${String(Number((r*100).toPrecision(3)))} %`).join(" or ")}function wt(e){let t=new Map;for(let r of e.gates.flatMap(n=>n.checks)){let n=JSON.stringify([r.evidence,r.metric]);t.set(n,[...t.get(n)??[],r])}return[...t.values()].flatMap(r=>{let n=e.evidence.find(i=>i.name===r[0]?.evidence),o=n===void 0?null:Tr(r,n);return o===null?[]:[o]})}function Tr(e,{state:t}){let r=e.find(d=>d.candidate!==null);if(r===void 0||t.state!=="measured")return null;let n=e.some(d=>d.baseline!==null),o=t.pass.get(r.metric)??null,i=Me(Ar(r),t.candidate,n?t.baseline:null,o);if(i===null)return null;let s=Se(i,r.better),l=Te(i,s),m=i.baseline!==null&&t.paired?l.pairs:null;return{evidence:r.evidence,metric:r.metric,better:r.better,unit:r.unit,checks:e,quantity:$e(r.metric),binary:i.binary,candidate:J(i.candidate,m??l.measured,s.candidate),baseline:Nr(i,m,s.baseline),pairs:m,nameOf:d=>t.candidate.table.items.name(d),errors:{candidate:l.candidateErrors,baseline:l.baselineErrors}}}function Nr({baseline:e},t,r){if(e===null)return null;if(t!==null)return J(e,t,r);let n=Int32Array.from(e.present.keys()).filter(o=>e.present[o]===1);return J(e,n,r).filter(o=>!Number.isNaN(o))}function Ar({gate:e,evidence:t,metric:r,better:n,statistic:o,alpha:i}){return{gate:e,evidence:t,metric:r,better:n,statistic:o,alpha:i,min:null,max:null,margin:null,slices:{by:[],rule:"harm"},never:[],cluster:null,guarantee:!1}}var ne=240;function xt(e,t){let r=e.length<=ne?Cr(e,t):Or(e,t),n=100,o=[[0,n]];for(let{x:i,count:s}of r){let l=w(100-100*s/e.length);l!==n&&o.push([i,n],[i,l]),n=l}return o.push([100,n]),o}function Cr(e,t){let r=e.toSorted().filter(o=>o<=t.hi),n=Array.from(r,(o,i)=>({x:t.position(o),count:i+1}));return n.filter(({x:o},i)=>o!==n[i+1]?.x)}function Or(e,t){let r=new Uint32Array(ne);for(let o=0;o<e.length;o+=1){let i=e[o]??Number.NaN;if(i>t.hi)continue;let s=Math.max(0,Math.ceil(t.position(i)/100*ne)-1);r[s]=(r[s]??0)+1}let n=0;return Array.from(r,(o,i)=>(n+=o,{x:w(100*(i+1)/ne),count:n}))}function oe(e,t,r,...n){let o=a("figcaption",{},a(e,{},u(t)),r.length===0?p:a("p",{class:"aside"},u(r)));return a("figure",{class:"card"},o,...n)}function ie(e,t){let r=(n,o)=>a("li",{},a("span",{class:`key ${n}`,"aria-hidden":"true"}),u(o));return a("ul",{class:"legend"},r("key-candidate",e.candidate),t?r("key-baseline",e.baseline):p)}function ae(e,t,r){return C({kind:"figures",caption:c(e),header:[c("figure"),...r.map(({name:n})=>u(n))],rows:t.map((n,o)=>[c(n),...r.map(({figures:i})=>c(i[o]??""))])})}var Er=190;function se(e,t,...r){let n=t.map(({at:i})=>K("grid",0,100,`${i}%`)),o=t.map(({at:i,label:s})=>a("svg",{y:`${i}%`,overflow:"visible",class:"mark"},a("text",{class:"number",x:0,y:-4},c(s))));return S("chart",Er,e,...n,...r,...o)}var Rr=2e4,L=4096;function vt(e,{lowest:t,highest:r},n){let o=r/L-t/L;if(e.length<=Rr||!(o>0)){let l=e.toSorted();return n.map(m=>He(l,m))}let i=n.flatMap(l=>{let m=Math.floor((e.length-1)*l);return[m,Math.min(e.length-1,m+1)]}),s=Ir(e,i,{lowest:t,width:o});return n.map((l,m)=>{let[d=Number.NaN,y=Number.NaN]=[s[2*m],s[2*m+1]],g=(e.length-1)*l%1;return g===0?d:d+g*(y-d)})}function Ir(e,t,{lowest:r,width:n}){let o=new Uint16Array(e.length),i=new Uint32Array(L);for(let d=0;d<e.length;d+=1){let y=Math.min(L-1,Math.floor(((e[d]??0)-r)/n));o[d]=y,i[y]=(i[y]??0)+1}let s=t.map(d=>Pr(d,i)),l=new Uint8Array(L);for(let{bin:d}of s)l[d]=1;let m=e.filter((d,y)=>l[o[y]??0]===1).sort();return s.map(({bin:d,index:y})=>{let g=i.reduce((G,Ut,ve)=>ve<d&&l[ve]===1?G+Ut:G,0);return m[g+y]??Number.NaN})}function Pr(e,t){let[r,n]=[0,0];for(;r<L-1&&n+(t[r]??0)<=e;)n+=t[r]??0,r+=1;return{bin:r,index:e-n}}function F(e){let t=e.length;if(t===0)return null;let[r,n,o]=[0,Number.POSITIVE_INFINITY,Number.NEGATIVE_INFINITY];for(let m=0;m<t;m+=1){let d=e[m]??Number.NaN;r+=d/t,d<n&&(n=d),d>o&&(o=d)}let[i=r,s=r,l=r]=vt(e,{lowest:n,highest:o},[.5,.95,.995]);return{values:e,mean:r,lowest:n,highest:o,p50:i,p95:s,p995:l}}function kt(e,t,r){let n=Lr(e,t);if(n.length===0)return p;let o=zr(e.checks),i=n.map(({sample:m})=>m),s=Dr(i,o.map(({limit:m})=>m)),l=[_r(o,e.unit),Vr(i,s)].filter(m=>m!=="");return oe(r,x`${k(e.metric)}`,x`share of items at or below, evidence ${k(e.evidence)}`,ie(t,n.length>1),se(Ur(e,n,l),Gr,...Fr(n,o,s)),a("div",{class:"under"},P(s,{of:"value",unit:e.unit})),...l.map(m=>a("p",{class:"aside"},u(f(m)))),ae(`${H(e.metric)} of each arm`,["median","p95","mean","highest","items"],n.map(m=>({name:m.name,figures:Jr(m.sample,e.unit)}))))}function Lr({candidate:e,baseline:t},r){return[{kind:"candidate",name:r.candidate,sample:F(e)},{kind:"baseline",name:r.baseline,sample:t===null?null:F(t)}].flatMap(({sample:o,...i})=>o===null?[]:[{...i,sample:o}])}function Fr(e,t,r){return[...t.map(({limit:n})=>V("limit",r.position(n))),...e.toReversed().flatMap(({kind:n,sample:o})=>[it(n,xt(o.values,r)),B(n,r.position(o.p50),50,4),B(n,r.position(o.p95),5,4)])]}var Gr=[{at:5,label:"95 %"},{at:50,label:"50 %"}];function zr(e){return e.flatMap(({rule:t,slice:r,limit:n,statistic:o})=>t==="max"&&r===null&&n!==null?[{statistic:o,limit:n}]:[])}function _r(e,t){let r=e.map(({statistic:n,limit:o})=>`${n} at most ${M(o,t)}`);return r.length===0?"":`Dashed line: ${r.join(", ")}.`}function Vr(e,t){let r=Math.max(...e.map(({values:n})=>{let o=0;for(let i=0;i<n.length;i+=1)(n[i]??0)>t.hi&&(o+=1);return o/n.length}));return r===0?"":`The axis ends before the highest ${A(r)}.`}var Br=40;function Dr(e,t){let r=Math.min(...e.map(l=>l.lowest),...t),n=Math.max(...e.map(l=>l.highest),...t);if(r>0&&n/r>Br)return lt(r,n);let o=Math.max(...e.map(({p995:l})=>l*1.1),...t),i=n/2>o?o:n,s=(i/2-r/2)*.06;return T(r>=0?Math.max(0,r-s):r-s,i+s)}function Jr(e,t){let{p50:r,p95:n,mean:o,highest:i,values:s}=e;return[...[r,n,o,i].map(l=>M(l,t)),b(s.length)]}function Ur({metric:e,unit:t},r,n){let o=r.map(({kind:i,sample:{p50:s,p95:l,values:m}})=>`${i}: median ${M(s,t)}, p95 ${M(l,t)}, ${v(m.length,"item")}`);return[`${[`Cumulative curves of ${H(e)}`,...o].join("; ")}.`,...n].join(" ")}function $t(e){let{candidate:t,baseline:r,pairs:n,quantity:o}=e;if(n===null||r===null||o||n.length===0)return null;let i=e.better==="higher"?1:-1,[s,l]=[new le(e),new le(e)];for(let m=0;m<n.length;m+=1){let d=i*((t[m]??0)-(r[m]??0));d<0?s.add(n[m]??-1,-d):d>0&&l.add(n[m]??-1,d)}return{better:l.count,worse:s.count,same:n.length-l.count-s.count,broke:s.names(),mended:l.names()}}var le=class{count=0;#t;#e=[];constructor(t){this.#t=t}add(t,r){this.count+=1;let n=this.#e[19];if(n!==void 0&&r<n.size)return;let o=this.#t.nameOf(t);if(n!==void 0&&r===n.size&&o>=n.name)return;let i=this.#e.findIndex(s=>r>s.size||r===s.size&&o<s.name);this.#e.splice(i===-1?this.#e.length:i,0,{name:o,size:r}),this.#e.length=Math.min(this.#e.length,20)}names(){return this.#e.map(({name:t})=>t)}};function Mt(e){let t=$t(e);if(t===null)return p;let r=t.worse+t.same+t.better;return a("div",{class:"items"},a("ul",{class:"moves","aria-label":"Items of both arms"},be("worse",t.worse,r),be("same",t.same,r),be("better",t.better,r)),Yr(e,t,r),Ht("Got worse",t.broke,t.worse),Ht("Got better",t.mended,t.better))}function be(e,t,r){return a("li",{},a("span",{class:`key key-${e}`,"aria-hidden":"true"}),a("strong",{},c(b(t))),c(` ${e} `),a("small",{},c(A(t/r))))}function Yr({metric:e},{worse:t,same:r,better:n},o){let i=(s,l,m)=>m===0?p:a("rect",{class:s,x:h(w(100*l/o)),y:0,width:h(w(100*m/o)),height:"100%"});return S("bar",14,`Of ${v(o,"item")}, ${H(e)} got worse in ${b(t)}, stayed in ${b(r)}, got better in ${b(n)}`,i("worse",0,t),i("same",t,r),i("better",t+r,n))}function Ht(e,t,r){if(t.length===0)return p;let n=r>t.length?`, ${b(t.length)} of them here`:"";return a("details",{class:"ids"},a("summary",{},c(`${e}: ${v(r,"item")}${n}`)),a("ul",{},...t.map(o=>a("li",{},ce(o)))))}function St({edges:e,candidate:t,baseline:r},n){let o=100/e.length,i=Math.min(9,o*(r===null?.6:.36)),s=(l,m,d)=>m.map((y,g)=>{let G=w(100*y/n);return a("rect",{class:l,x:h(w(o*(g+.5)+d)),y:h(w(100-G)),width:h(w(i)),height:h(G)})});return r===null?$(...s("candidate",t,-i/2)):$(...s("candidate",t,-i),...s("baseline",r,0))}function Tt({candidate:e,baseline:t},r){let n=o=>{let i=100/o.length;return`M0 100${o.map((l,m)=>{let d=w(100-100*l/r);return`L${w(m*i)} ${d}L${w((m+1)*i)} ${d}`}).join("")}L100 100`};return fe(a("path",{class:"area",d:`${n(e)}Z`}),a("path",{class:"candidate",d:n(e)}),t===null?p:a("path",{class:"baseline",d:n(t)}))}var Wr=11,Nt=20;function At(e,t){let r=t===null?[e]:[e,t],n=qr(r),o=n??jr(r),i=n===null?"ranges":"values",s=l=>i==="values"?Kr(l,o):Xr(l,o);return{kind:i,edges:o,candidate:s(e),baseline:t===null?null:s(t)}}function qr(e){let t=new Set;for(let r of e)for(let n of r)if(t.add(n===0?0:n),t.size>Wr)return null;return[...t].sort((r,n)=>r-n)}function jr(e){let[t,r]=[Number.POSITIVE_INFINITY,Number.NEGATIVE_INFINITY];for(let l of e)for(let m of l)m<t&&(t=m),m>r&&(r=m);let{step:n}=T(t,r,Nt).ticks,o=Math.floor(t/n),i=Math.max(o+1,Math.ceil(r/n)),s=Math.min(Nt+2,i-o);return Array.from({length:s+1},(l,m)=>Qr(he(o+m,n)))}function Qr(e){return Math.min(Number.MAX_VALUE,Math.max(-Number.MAX_VALUE,e))}function Kr(e,t){let r=new Map(t.map(n=>[n,0]));for(let n of e)r.set(n===0?0:n,(r.get(n)??0)+1);return t.map(n=>Ct(r.get(n)??0,e.length))}function Xr(e,t){let r=new Array(t.length-1).fill(0),[n=0,o=1]=t,i=o-n;for(let s of e){let l=Math.floor(s/i-n/i),m=l>0?Math.min(r.length-1,l):0;r[m]=(r[m]??0)+1}return r.map(s=>Ct(s,e.length))}function Ct(e,t){return t===0?0:e/t}function Ot(e,t){let r=At(e.candidate,e.baseline),n=[{name:t.candidate,sample:F(e.candidate)},{name:t.baseline,sample:e.baseline===null?null:F(e.baseline)}].flatMap(({name:m,sample:d})=>d===null?[]:[{name:m,sample:d}]),i=Math.max(...r.candidate,...r.baseline??[],Number.MIN_VALUE)*1.08,s=T(0,i,4),l=s.ticks.values.map(m=>({at:w(100-s.position(m)),label:m===0?"":I(m,Zr,s)}));return[ie(t,e.baseline!==null),se(nn(e,r,n),l,r.kind==="values"?St(r,i):Tt(r,i)),a("div",{class:"under"},r.kind==="values"?en(r):tn(r,e)),ae(`${H(e.metric)} of each arm`,["mean","median","lowest","highest","items"],n.map(({name:m,sample:d})=>({name:m,figures:rn(d,e)})))]}var Zr={of:"value",unit:"share"};function en({edges:e}){let t=100/e.length,r=e.map((n,o)=>Z("number",w(t*(o+.5)),16,c(ye(n))));return S("axis",22,`Values ${e.map(ye).join(", ")}`,...r)}function tn({edges:e},{unit:t}){return P(T(e[0]??0,e.at(-1)??1),{of:"value",unit:t})}function ye(e){return Number.isInteger(e)&&Math.abs(e)<1e6?b(e):M(e,"score")}function rn({mean:e,p50:t,lowest:r,highest:n,values:o},{unit:i}){return[...[e,t,r,n].map(s=>M(s,i)),b(o.length)]}function nn({metric:e,unit:t},r,n){let o=n.map(({sample:i},s)=>{let l=s===0?r.candidate:r.baseline??[],m=r.kind==="values"?`, ${r.edges.map((y,g)=>`${ye(y)}: ${A(l[g]??0)}`).join(", ")}`:"";return`${s===0?"candidate":"baseline"}: mean ${M(i.mean,t)} of ${v(i.values.length,"item")}${m}`});return[`Distribution of ${H(e)}`,...o].join("; ")}function Et({candidate:e,baseline:t,metric:r},n){let o=[{kind:"candidate",name:n.candidate,values:e},...t===null?[]:[{kind:"baseline",name:n.baseline,values:t}]];return a("ul",{class:"bars"},...o.map(({kind:i,name:s,values:l})=>on(i,s,l,r)))}function on(e,t,r,n){let o=r.reduce((l,m)=>l+m,0),i=r.length===0?0:o/r.length,s=`${A(i)}, ${b(o)} of ${v(r.length,"item")}`;return a("li",{},a("div",{class:"bar-head"},a("span",{},u(t)),c(s)),S("bar",14,`${e}: ${H(n)} in ${s}`,a("rect",{class:"track",x:0,y:0,width:"100%",height:"100%"}),a("rect",{class:e,x:0,y:0,width:h(w(i*100)),height:"100%"})))}function Rt(e,t,r){if(e.candidate.length===0)return p;let n=e.baseline!==null&&e.pairs===null?f("; unpaired"):W;return oe(r,x`${k(e.metric)}`,x`evidence ${k(e.evidence)}; ${f(e.better)} is better${n}`,...e.binary?[Et(e,t)]:Ot(e,t),an(e),Mt(e))}function an({errors:e}){if(e.candidate+e.baseline===0)return p;let t=f(`Errors: ${b(e.candidate)} in the candidate, ${b(e.baseline)} in the baseline, each counted as the worst value.`);return a("p",{class:"aside"},u(t))}function Pt(e,t,r){let n=wt(e),o=sn(e),i=n.filter(({quantity:l})=>!l),s=n.filter(({quantity:l})=>l);return[ln(e,t,r),It("Scores","How each metric is spread, old and new, and how the same items moved.",t,i.map(l=>Rt(l,o,t.part))),It("Latency and cost","Cumulative curves: further left is less. Dots mark the median and the 95th percentile.",t,s.map(l=>kt(l,o,t.part)))]}function sn(e){return{candidate:x`candidate ${k(e.version)}`,baseline:_(e)}}function ln(e,t,r){let n=je(e.gates),o=Qe(e.gates);return n.length+o.length===0?p:a("section",{class:"checks"},a(t.section,{},c("Checks")),n.length===0?p:yt(n),a("div",{class:"forests"},...n.map(i=>bt(i,t.part,r))),o.length===0?p:mn(o,_(e),t))}function mn(e,t,r){let n=e.map(o=>{let{symbol:i,word:s}=N[o.verdict];return a("li",{},a("span",{class:`verdict ${o.verdict}`},u(f(`${i} ${s}`))),a("span",{},u(x`${k(o.gate)}: ${Ee(o,t)}`)))});return a("section",{class:"without"},a(r.part,{},c("Without a figure")),a("ul",{},...[...new Set(n)].slice(0,cn)))}var cn=40;function It(e,t,r,n){let o=n.filter(i=>i!==p);return o.length===0?p:a("section",{},a(r.section,{},c(e)),a("p",{class:"lede"},c(t)),a("div",{class:"cards"},...o))}function Ft(e,t){return{id:`bundle-${t+1}`,result:e,view:Ie(e)}}var dn=[600,100,20];function we(e,t,r){let{id:n,result:o,view:i}=e,s=un(i,t),l=Pt(o,t,`${n}-slices`),m=fn(e,t);for(let y of dn){let g=Lt(e,t,s,...l,pn(e,t,y),m);if(g.length<=r)return g}let d=a("p",{class:"aside"},c("Plots and tables of this bundle are left out for length."));return Lt(e,t,s,d,m)}function Lt({id:e,result:t,view:r},n,...o){return a("article",{id:e,class:`bundle ${r.outcome}`,"aria-labelledby":`${e}-title`},_e(t,r,a(n.bundle,{id:`${e}-title`},Ve(t,r))),...o)}function un(e,t){let r=e.facts.flatMap(({label:n,phrase:o})=>[a("dt",{},c(n)),a("dd",{},u(o))]);return a("section",{},a(t.section,{},c("Gates")),Ye(e),r.length===0?p:a("dl",{class:"facts"},...r))}function pn({id:e,view:t,result:r},n,o){if(t.folds.length===0)return p;let i=H(r.head.bundle.name);return a("section",{},a(n.section,{},c("All figures")),...t.folds.map(s=>Ue(s,{id:`${e}-${s.title.toLowerCase().replaceAll(" ","-")}`,of:i,most:o})))}function fn({view:e,result:t},r){return a("section",{},a(r.section,{},c("The same answer on your machine")),Q(`Command for ${H(t.head.bundle.name)}`,a("pre",{},a("code",{},c(e.reproduce,hn)))))}var hn=4e3;var Gt={bundle:"h1",section:"h2",part:"h3"},zt={bundle:"h2",section:"h3",part:"h4"};var xe={ground:"#f7f7f5",raised:"#ffffff",ink:"#1c2127",muted:"#5a636d",hairline:"#dfe1e4",link:"#1d4f91",pass:"#1f6b45",fail:"#a8201a",open:"#85560a",candidate:"#1d4f91",baseline:"#6a717a",area:"#dce6f3",beyond:"#f9efed"},_t={ground:"#121518",raised:"#1a1e22",ink:"#e6e8ea",muted:"#a2abb4",hairline:"#30363c",link:"#8fb8f0",pass:"#79c79a",fail:"#f59089",open:"#e0b15c",candidate:"#8fb8f0",baseline:"#98a1ab",area:"#24344a",beyond:"#33211f"};function me(e){return Object.entries(e).map(([t,r])=>`--${t}:${r}`).join(";")}var gn=`
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
`,bn=`
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
.key-baseline{border-top:2px dashed var(--baseline)}
.key-worse,.key-same,.key-better{width:.7rem;height:.7rem;border:0;border-radius:2px;margin-right:.4rem}
.key-worse{background:var(--fail)}
.key-same{background:var(--hairline)}
.key-better{background:var(--pass)}
`,yn=`
.cards{columns:26rem;column-gap:1.25rem;margin-bottom:-1.25rem}
.card{break-inside:avoid;margin:0 0 1.25rem;min-width:0;background:var(--raised);border:1px solid var(--hairline);border-radius:8px;
  padding:1.25rem clamp(1rem,2.5vw,1.5rem)}
.chart{display:block;width:100%;overflow:visible;margin-top:1.5rem;border-bottom:1px solid var(--muted)}
.card .under{margin-inline:0}
.grid{stroke:var(--hairline)}
.stretched{overflow:visible}
.stretched path{vector-effect:non-scaling-stroke;fill:none;stroke-width:2;stroke-linejoin:round}
path.candidate{stroke:var(--candidate)}
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
`,Vt=[gn,bn,yn].join("");var Bt=`
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
`;var wn=`
:root{color-scheme:light dark;${me(xe)}}
@media (prefers-color-scheme:dark){:root{${me(_t)}}}
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
`,xn=`
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
`,vn=`
@media print{
  :root{${me({...xe,ground:"#ffffff"})}}
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
`,Dt=[wn,xn,Ge,Bt,Vt,vn].join("").trim();var Jt=9e5;function _a(e,t){let r=De(e.map(Ft)),[n]=r,o=r.length===1&&n!==void 0?n.view.headline:ue(r),i=r.length===1&&n!==void 0?we(n,Gt,Jt):Hn(r);return`<!DOCTYPE html>
${a("html",{lang:"en"},$n(o),a("body",{},a("a",{class:"skip",href:"#report"},c("Skip to the report")),a("header",{class:"brand"},c("Airlock release report")),a("main",{id:"report",tabindex:-1},i),Mn(t)))}
`}var kn="default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'";function $n(e){return a("head",{},a("meta",{charset:"utf-8"}),a("meta",{"http-equiv":"Content-Security-Policy",content:kn}),a("meta",{name:"viewport",content:"width=device-width, initial-scale=1"}),a("meta",{name:"color-scheme",content:"light dark"}),a("meta",{name:"referrer",content:"no-referrer"}),a("title",{},c(`${e} · Airlock`,300)),`<style>${Dt}</style>`)}function Hn(e){let t=Jt,r=e.map(n=>{let o=we(n,zt,t);return t-=o.length,o});return $(a("header",{class:"many"},a("h1",{},c(ue(e)))),e.length===0?a("p",{},c("Nothing was checked.")):Je(e),...r)}function Mn({version:e,digest:t}){return a("footer",{},a("p",{},c(`Airlock ${e}, engine `),a("code",{},c(t))),a("p",{},c("This page loads nothing, runs no script and holds no model output.")))}export{Jt as a,_a as b};
