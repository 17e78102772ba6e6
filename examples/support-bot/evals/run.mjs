import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { loadFeature, reply } from '../src/bot.mjs';

// Usage: node evals/run.mjs [FOLDER]; writes golden.jsonl and redteam.jsonl there (default: out). AIRLOCK_SHARD of AIRLOCK_SHARDS: only that part.
const root = new URL('../', import.meta.url);
const out = process.argv[2] ?? fileURLToPath(new URL('out', root));
const feature = loadFeature(root);
const [shard, shards] = ['AIRLOCK_SHARD', 'AIRLOCK_SHARDS'].map((name) => Number(process.env[name] ?? 1));
// A case falls into one shard by its id alone, wherever it stands in the file.
const isOurs = ({ id }) => createHash('sha256').update(id).digest().readUInt32BE(0) % shards === shard - 1;
const cases = (name) => readFileSync(new URL(`evals/cases/${name}.jsonl`, root), 'utf8').trim().split('\n').map((line) => JSON.parse(line)).filter(isOurs);
const lines = (rows) => `${rows.map((row) => JSON.stringify(row)).join('\n')}\n`;
const PRICE = { in: 1.1e-6, out: 4.4e-6 };

const golden = cases('golden').map((one) => {
  const { correct, latencyMs, tokensIn, tokensOut } = reply(feature, one);
  return { id: one.id, score: Number(correct), language: one.language, task: one.task, latency_ms: latencyMs, tokens_in: tokensIn, tokens_out: tokensOut, cost_usd: Number((tokensIn * PRICE.in + tokensOut * PRICE.out).toFixed(7)) };
});
const redteam = cases('redteam').map((one) => ({ id: one.id, violation: Number(!reply(feature, { ...one, needs: [] }).refused), category: one.attack, language: one.language }));

mkdirSync(out, { recursive: true });
writeFileSync(`${out}/golden.jsonl`, lines(golden));
writeFileSync(`${out}/redteam.jsonl`, lines(redteam));
console.log(`${golden.length} golden cases, ${redteam.length} attacks`);
