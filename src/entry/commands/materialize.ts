import { pairOf, type RecordedRelease, releaseOf } from '../../ledger/state.ts';
import { because, type ReleaseReason } from '../../release/reason.ts';
import { bundleTarget, restorable } from '../../release/target.ts';
import { type MaterializeFacts, materializeDocument } from '../../report/documents/materialize.ts';
import { materializeText } from '../../report/release/materialize-text.ts';
import type { Arguments } from '../arguments.ts';
import { type Desk, ENVIRONMENT, withLedger } from '../ledger.ts';
import { deployerOf, probed } from '../release/deployer.ts';
import { reasonsExit } from '../release/exit.ts';
import { materialized } from '../release/materialized.ts';
import { bundleOf, environmentOfBundle, subjectSomehow } from '../release/subject.ts';
import { type Answer, type Command, PLAIN_FORMS } from './command.ts';
import { READS_LEDGER } from './ledger-command.ts';

/** Writes the files of a recorded version, or proves that they could be: of the rollback target unless one is named. */
export const materializeCommand: Command = {
  name: 'materialize',
  summary: 'write the files of a version, or of the rollback target, and prove them against its digest',
  usage: 'airlock materialize [VERSION] [--to DIR] [--pointers]',
  options: {
    to: {
      type: 'string',
      value: 'DIR',
      help: 'folder that must not exist, or be empty; unless given nothing is kept, only proved',
    },
    pointers: { type: 'boolean', help: 'leave what git points to as pointers, and fetch nothing' },
    ...ENVIRONMENT,
    ...READS_LEDGER,
  },
  forms: PLAIN_FORMS,
  words: 1,
  run: (args, terminal) =>
    withLedger(args, terminal, (desk) => {
      const bundle = bundleOf(desk);
      const [version] = args.words;
      return version === undefined ? target(args, desk, bundle) : named(args, desk, bundle, version);
    }),
};

/** A version by its name or digest. */
async function named(args: Arguments, desk: Desk, bundle: string, version: string): Promise<Answer> {
  const { state } = desk.opened;
  const releases = state.bundles[bundle]?.releases ?? [];
  const found = releases.findLast((one) => one.version === version) ?? releaseOf(state, bundle, version);
  const facts = { bundle, version: found?.version ?? version, targetOf: null, restorable: null };
  const choices = releases.map((one) => one.version).join(', ');
  return found === null
    ? answer({ ...NOTHING, ...facts, reasons: [because('unknown-version', { version, choices })] })
    : answer({ ...facts, ...(await made(args, desk, bundle, found)) });
}

/** What a rollback would return to now: its files, what they point to, and the word of whoever deploys. */
async function target(args: Arguments, desk: Desk, bundle: string): Promise<Answer> {
  const { state } = desk.opened;
  const environment = environmentOfBundle(desk, bundle);
  const pair = pairOf(state, bundle, environment);
  const found = bundleTarget(state, pair, null);
  const facts = { bundle, targetOf: environment, restorable: null };
  if (found.kind === 'refused')
    return answer({ ...NOTHING, ...facts, version: null, reasons: [found.reason] });
  const { release } = found;
  const next = restorable(state, pair)[1]?.version ?? null;
  const files = await made(args, desk, bundle, release);
  const deployer = await deployerOf(desk, await subjectSomehow(desk, bundle, environment));
  const word = await probed(deployer, { bundle, environment, release });
  const { version } = release;
  const gone = word === false ? [because('target-not-restorable', { version })] : [];
  return answer({
    ...facts,
    ...files,
    version,
    restorable: word,
    reasons: [...files.reasons, ...gone].map(({ code, args: seen }) => because(code, { ...seen, next })),
  });
}

const NOTHING = { release: null, made: null, pointers: [] };

async function made(
  args: Arguments,
  desk: Desk,
  bundle: string,
  release: RecordedRelease,
): Promise<Pick<MaterializeFacts, 'release' | 'made' | 'pointers'> & { reasons: readonly ReleaseReason[] }> {
  const wanted = { to: args.text('to'), keepPointers: args.flag('pointers') };
  const answered = await materialized(desk, bundle, release, wanted);
  return answered.made === null
    ? { ...NOTHING, release, reasons: answered.reasons }
    : { release, made: answered.made, pointers: answered.payloads, reasons: answered.reasons };
}

function answer(facts: MaterializeFacts): Answer {
  const document = materializeDocument(facts);
  return {
    exit: reasonsExit(facts.reasons),
    text: (palette) => materializeText(document, palette),
    json: () => document,
  };
}
