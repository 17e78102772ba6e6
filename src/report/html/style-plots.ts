/** Forest plots, curves, columns and bars. Marks differ in form as well as in colour. */
const FOREST_STYLE = `
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
`;

const LEGEND_STYLE = `
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
`;

const CARD_STYLE = `
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
`;

export const PLOT_STYLE = [FOREST_STYLE, LEGEND_STYLE, CARD_STYLE].join('');
