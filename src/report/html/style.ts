import { DARK, LIGHT, properties } from './palette.ts';
import { SIGN_STYLE } from './signs.ts';
import { PLOT_STYLE } from './style-plots.ts';
import { TABLE_STYLE } from './style-tables.ts';

/** The page itself: type, spacing, the head of a bundle. No font and no picture comes from anywhere. */
const PAGE_STYLE = `
:root{color-scheme:light dark;${properties(LIGHT)}}
@media (prefers-color-scheme:dark){:root{${properties(DARK)}}}
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
`;

const HERO_STYLE = `
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
`;

const PRINT_STYLE = `
@media print{
  :root{${properties({ ...LIGHT, ground: '#ffffff' })}}
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
`;

/** The page's one style sheet. */
export const STYLE = [PAGE_STYLE, HERO_STYLE, SIGN_STYLE, TABLE_STYLE, PLOT_STYLE, PRINT_STYLE]
  .join('')
  .trim();
