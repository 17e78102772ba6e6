import { diffTrees } from '../../change/tree-diff.ts';
import { isReplacement } from '../../check/replacement.ts';
import { isComposed, pairOf } from '../../ledger/state.ts';
import { EXIT, unavailable } from '../../problem.ts';
import { heldArgs } from '../../release/held.ts';
import { because, type ReleaseReason } from '../../release/reason.ts';
import { type ProposeDocument, proposeDocument } from '../../report/documents/propose.ts';
import { proposeMessage, proposeText } from '../../report/release/propose-text.ts';
import { type Desk, whoActs, withLedger } from '../ledger.ts';
import { underNamesOfToday } from '../release/names.ts';
import { candidateBranch, servedOf } from '../release/replaced.ts';
import { type Replacements, replacementsOf } from '../release/replacements.ts';
import { type Subject, subjectAt } from '../release/subject.ts';
import { type Answer, type Command, PLAIN_FORMS } from './command.ts';
import { ACTS } from './ledger-command.ts';

/** Makes a commit of what is live with another pointer or value in it, for training or a registry that has a new one. */
export const proposeCommand: Command = {
  name: 'propose',
  summary: 'commit what is live with another pointer or value in it, as training or a registry has it',
  usage: 'airlock propose [--set PATH:KEY=VALUE]… [--alias PATH:KEY=MODEL@ALIAS]… [--put PATH=FILE]…',
  options: {
    set: {
      type: 'string',
      multiple: true,
      value: 'PATH:KEY=VALUE',
      help: 'one value of a file of YAML, JSON or TOML; may be repeated',
    },
    alias: {
      type: 'string',
      multiple: true,
      value: 'PATH:KEY=MODEL@ALIAS',
      help: 'the version that an alias of MLflow points to; may be repeated',
    },
    put: {
      type: 'string',
      multiple: true,
      value: 'PATH=FILE',
      help: 'a pointer of Git LFS or DVC; may be repeated',
    },
    ...ACTS,
  },
  forms: PLAIN_FORMS,
  words: 0,
  run: (args, terminal) =>
    withLedger(args, terminal, async (found) => {
      const subject = await subjectAt(found, 'HEAD');
      const desk = await underNamesOfToday(found, subject);
      return answer('reasons' in desk ? refusedFor(subject, desk.reasons) : await proposed(desk, subject));
    }),
};

async function proposed(desk: Desk, subject: Subject): Promise<ProposeDocument> {
  const { bundle, environment, policy } = subject;
  const pair = pairOf(desk.opened.state, bundle, environment);
  const served = servedOf(desk, subject);
  if (served === null) return refusedFor(subject, [because('nothing-live', { environment })]);
  if (isComposed(served)) return refusedFor(subject, [because('live-composed', { version: served.version })]);
  const [hold] = pair.holds;
  if (hold !== undefined) return refusedFor(subject, [because('held', heldArgs(pair, hold))]);
  const wanted = await replacementsOf(desk, served.commit, policy.replaceable);
  if ('reasons' in wanted) return refusedFor(subject, wanted.reasons);
  const on = { version: served.version, digest: served.digest, commit: served.commit };
  const told = { bundle, environment, on, replaced: wanted.replaced, reasons: [] };
  const made = await committed(desk, subject, served.commit, wanted);
  return proposeDocument({ ...told, ...made });
}

const MOST_TRIES = 5;

/** The commit on its branch; the one that is there already, where it says the same. */
async function committed(
  desk: Desk,
  { bundle, policy }: Subject,
  on: string,
  { files, replaced }: Replacements,
): Promise<Pick<ProposeDocument, 'commit' | 'branch' | 'already'>> {
  const { repository } = desk;
  const fresh = await freshFiles(desk, on, files);
  if (fresh.length === 0) return { commit: null, branch: null, already: false };
  const branch = await candidateBranch(desk, bundle);
  const { actor } = await whoActs(desk);
  const message = proposeMessage(replaced, actor.kind === 'human' ? actor.login : null);
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    const tip = await branch.tip();
    const rules = policy.replaceable;
    const isKin =
      tip !== null && (await isReplacement(repository, repository.history, { commit: tip, on, rules }));
    if (
      isKin &&
      (await freshFiles(desk, tip, files)).length === 0 &&
      (await sizeOf(desk, on, tip)) === fresh.length
    )
      return { commit: tip, branch: branch.name, already: true };
    const commit = await branch.put(tip, on, fresh, message);
    if (commit !== null) return { commit, branch: branch.name, already: false };
  }
  return unavailable('git-failed', { found: `${branch.name} keeps moving`, args: { command: 'push' } });
}

/** Those files that a commit has otherwise. */
async function freshFiles({ repository }: Desk, commit: string, files: Replacements['files']) {
  const oids = new Map((await repository.tree(commit)).map(({ path, oid }) => [path, oid]));
  const fresh: { path: string; bytes: Uint8Array }[] = [];
  for (const [path, bytes] of files) {
    const oid = oids.get(path);
    const there = oid === undefined ? null : await repository.read(oid, bytes.length);
    if (there === null || !Buffer.from(there).equals(bytes)) fresh.push({ path, bytes });
  }
  return fresh;
}

async function sizeOf({ repository }: Desk, on: string, commit: string): Promise<number> {
  return diffTrees(await repository.tree(on), await repository.tree(commit)).length;
}

function refusedFor({ bundle, environment }: Subject, reasons: readonly ReleaseReason[]): ProposeDocument {
  const nothing = { on: null, replaced: [], commit: null, branch: null, already: false };
  return proposeDocument({ bundle, environment, ...nothing, reasons });
}

function answer(document: ProposeDocument): Answer {
  return {
    exit: document.outcome === 'refused' ? EXIT.noGo : EXIT.go,
    text: (palette) => proposeText(document, palette),
    json: () => document,
  };
}
