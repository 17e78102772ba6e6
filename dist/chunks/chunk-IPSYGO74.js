import{createRequire as __airlockRequire}from"node:module";const require=__airlockRequire(import.meta.url);
var e={tool:null,scorer:null,judge:null,complete:!0,bundle:null,candidates:[],run:null};export{e as a};
