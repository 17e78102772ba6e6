/** Tables: stacked where the screen is narrow, or scrolling inside their own box. */
export const TABLE_STYLE = `
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
`;
