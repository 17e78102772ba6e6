import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Code } from './world.ts';

/** A line of the source, and what a hurried hand could have made of it. */
export interface Defect {
  readonly name: string;
  readonly file: string;
  readonly from: string;
  readonly to: string;
}

/** Each takes away one thing that the ledger or a saga stands on. The harness must notice every one. */
export const DEFECTS: readonly Defect[] = [
  {
    name: 'a lost answer is taken for a failure',
    file: 'ledger/record.ts',
    from: "if (seq !== null) return { kind: 'known', state, seq };",
    to: '',
  },
  {
    name: 'a write goes on top of whatever is there',
    file: 'ledger/record.ts',
    from: 'store.commit( commit,',
    to: 'store.commit((await store.read())?.commit ?? null,',
  },
  {
    name: 'an error is taken for a success',
    file: 'ledger/record.ts',
    from: 'if (silences >= MOST_SILENCES) throw error;',
    to: "return { kind: 'written', state: next.state };",
  },
  {
    name: 'two entries of one write have the same one before them',
    file: 'ledger/chain.ts',
    from: 'prev: next.head',
    to: 'prev: state.head',
  },
  {
    name: 'a fence is not the number of its intent',
    file: 'ledger/reduce-pair.ts',
    from: 'fence: seq, plan,',
    to: 'fence: 1, plan,',
  },
  {
    name: 'a stale plan is carried out',
    file: 'release/promote.ts',
    from: 'return last?.sha256 === plan.last?.sha256 ? [] :',
    to: 'return last?.sha256 !== "" ? [] :',
  },
  {
    name: 'a plan is bound neither to a lock nor to the last entry',
    file: 'release/promote.ts',
    from: 'if (reasons.length > 0) return { stop: reasons };',
    to: '',
  },
  {
    name: 'done is written for a fence that is not open',
    file: 'release/promote.ts',
    from: 'if (pair.open?.fence !== open.fence)',
    to: 'if (pair.open === undefined)',
  },
  {
    name: 'a failed deployment is taken for done',
    file: 'release/carry-out.ts',
    from: "return { state, reason: because('deploy-failed', { found: answer.found, fence }) };",
    to: 'return { state, reason: null };',
  },
  {
    name: 'done is written before anything was deployed',
    file: 'release/carry-out.ts',
    from: 'if (deployer === null) return',
    to: 'if (deployer !== null) return { state, reason: null }; else return',
  },
  {
    name: 'a rollback leaves the promotion open that it takes over',
    file: 'release/rollback.ts',
    from: '...takenOver(pair, request, now, key),',
    to: '',
  },
  {
    name: 'a rollback leaves no hold',
    file: 'release/rollback.ts',
    from: "{ ...entryOf(request, now, `${key}:hold`), version, digest, type: 'held', reason },",
    to: '',
  },
  {
    name: 'a rollback leaves no worklist',
    file: 'release/rollback.ts',
    from: 'if (open.from === null || open.from === open.release.digest) return [];',
    to: 'return [];',
  },
  {
    name: 'a rollback has a key of its own each time',
    file: 'release/rollback.ts',
    from: 'if (goesOn) return open.key;',
    to: '',
  },
  {
    name: 'asking twice goes back twice',
    file: 'release/rollback.ts',
    from: 'if (request.from !== null && request.from !== live.version && open === null)',
    to: 'if (request.from === "")',
  },
  {
    name: 'condemned is what the target has, not what failed',
    file: 'release/rollback.ts',
    from: 'from: { version: from?.version ?? version, digest: from?.digest ?? digest },',
    to: 'from: { version, digest },',
  },
  {
    name: 'every promotion has the same key',
    file: 'release/promote.ts',
    from: 'plan: planDigest });',
    to: "plan: '' });",
  },
  {
    name: 'what serves is not looked at before an abandoned order is called done',
    file: 'release/reconcile.ts',
    from: 'if (served === release.digest && holds.length === 0) {',
    to: 'if (served !== release.digest && holds.length === 0) {',
  },
  {
    name: 'a lease is never over',
    file: 'release/reconcile.ts',
    from: 'if (Date.parse(ports.now()) < over)',
    to: 'if (over > 0)',
  },
  {
    name: 'an emergency that is over still lets out',
    file: 'release/promote.ts',
    from: 'if (emergency !== null && !isEmergencyOpen(pair, emergency.seq, now))',
    to: 'if (emergency !== null && emergency.seq < 0)',
  },
  {
    name: 'of a joint plan only the first is begun',
    file: 'release/joint.ts',
    from: 'write: requests.map((one)',
    to: 'write: requests.slice(0, 1).map((one)',
  },
  {
    name: 'of what is shared only the first is taken back',
    file: 'release/joint.ts',
    from: 'return reasons.length > 0 || write.length === 0 ? { stop: reasons } : { write };',
    to: 'return reasons.length > 0 || write.length === 0 ? { stop: reasons } : { write: steps[0].write };',
  },
  {
    name: 'what went forward leaves no hold',
    file: 'release/forward.ts',
    from: "{ ...entryOf(act, entry.time, `${entry.key}:hold`), version, digest, type: 'held', reason },",
    to: '',
  },
  {
    name: 'done does not close the intent',
    file: 'ledger/reduce-pair.ts',
    from: 'history: history.slice(0, MOST_HISTORY), emergencies, open: null };',
    to: 'history: history.slice(0, MOST_HISTORY), emergencies };',
  },
];

const SRC = fileURLToPath(new URL('../../../src', import.meta.url));
const MODULES = fileURLToPath(new URL('../../../node_modules', import.meta.url));
const ROOMS = [
  'ledger',
  'release',
  'config',
  'bundle',
  'gates',
  'reader',
  'evidence',
  'stats',
  'models',
  'jcs.ts',
  'problem.ts',
];

/** The code with one defect in it, from a copy of the source. */
export async function withDefect({ file, from, to, name }: Defect): Promise<{ code: Code } & Disposable> {
  const folder = mkdtempSync(join(tmpdir(), 'airlock-defect-'));
  for (const room of ROOMS) cpSync(join(SRC, room), join(folder, 'src', room), { recursive: true });
  symlinkSync(MODULES, join(folder, 'node_modules'));
  writeFileSync(join(folder, 'package.json'), '{"type":"module"}');
  const path = join(folder, 'src', file);
  const flat = from.replace(/\s+/gu, ' ');
  // White space is the formatter's; line comments would swallow what follows them on one line.
  const source = readFileSync(path, 'utf8')
    .replace(/^\s*\/\/.*$/gmu, '')
    .replace(/\s+/gu, ' ');
  if (!source.includes(flat)) throw new Error(`${name}: the line is not in ${file}`);
  writeFileSync(path, source.replace(flat, to));
  const load = (module: string): Promise<object> =>
    import(pathToFileURL(join(folder, 'src/release', module)).href);
  const parts = await Promise.all(
    [
      'promote.ts',
      'rollback.ts',
      'hold.ts',
      'recording.ts',
      'drill.ts',
      'remediate.ts',
      'rescore.ts',
      'reconcile.ts',
      'emergency.ts',
      'joint.ts',
      'names.ts',
    ].map(load),
  );
  return {
    code: Object.assign({}, ...parts) as Code,
    [Symbol.dispose]: () => rmSync(folder, { recursive: true, force: true }),
  };
}
