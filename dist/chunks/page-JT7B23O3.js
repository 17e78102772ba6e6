import{createRequire as __airlockRequire}from"node:module";const require=__airlockRequire(import.meta.url);
import"./chunk-NHJKN7MA.js";function reportHtml(results,engine){return String(results.length)+engine.version}export{reportHtml};
