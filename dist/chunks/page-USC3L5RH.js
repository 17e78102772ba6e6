import{createRequire as __airlockRequire}from"node:module";const require=__airlockRequire(import.meta.url);
import"./chunk-MIRQKB4G.js";function reportHtml(results,engine){return String(results.length)+engine.version}export{reportHtml};
