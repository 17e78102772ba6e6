import { randomUUID } from 'node:crypto';
import { Refusal, refuse } from '../../problem.ts';
import { EVERY_MACHINE, type Machines } from '../../release/actors.ts';
import { clear, hold, releaseHold } from '../../release/hold.ts';
import type { Act, Changed, ReleasePorts } from '../../release/outcome.ts';
import { changedDocument, type Doing } from '../../report/documents/release.ts';
import { changedText } from '../../report/release/changed-text.ts';
import type { Arguments, OptionRules } from '../arguments.ts';
import { type Desk, whoActs, withLedger } from '../ledger.ts';
import { changedExit } from '../release/exit.ts';
import { bundleOf, environmentOfBundle, subjectSomehow } from '../release/subject.ts';
import { type Command, PLAIN_FORMS } from './command.ts';
import { ACTS } from './ledger-command.ts';
import { reasonOf } from './rollback.ts';

const REASON: OptionRules = {
  reason: { type: 'string', value: 'TEXT', help: 'why; at most 500 characters' },
};

/** Nothing is promoted until a person releases it. */
export const holdCommand: Command = command(
  {
    name: 'hold',
    summary: 'let nothing of a bundle be promoted until a person releases it',
    usage: 'airlock hold --reason TEXT',
    options: REASON,
    words: 0,
  },
  async (ports, act, args, desk) =>
    hold(ports, {
      ...act,
      key: randomUUID(),
      reason: reasonOf(args.text('reason')),
      machines: await machinesOf(desk, act),
    }),
);

export const releaseHoldCommand: Command = command(
  {
    name: 'release-hold',
    summary: 'let a held bundle be promoted again',
    usage: 'airlock release-hold --reason TEXT [--hold N]',
    options: { ...REASON, hold: { type: 'string', value: 'N', help: 'which, where there are several' } },
    words: 0,
  },
  (ports, act, args) =>
    releaseHold(ports, {
      ...act,
      key: randomUUID(),
      reason: reasonOf(args.text('reason')),
      hold: numberOf(args.text('hold'), '--hold', 'the number of a hold'),
    }),
);

export const clearCommand: Command = command(
  {
    name: 'clear',
    summary: 'let a component be released again that a rollback took out',
    usage: 'airlock clear COMPONENT --evidence TEXT --reason TEXT [--digest DIGEST]',
    options: {
      ...REASON,
      evidence: { type: 'string', value: 'TEXT', help: 'what now catches what was wrong' },
      digest: { type: 'string', value: 'DIGEST', help: 'which, where several of a component are condemned' },
    },
    words: 1,
  },
  (ports, act, args) =>
    clear(ports, {
      ...act,
      key: randomUUID(),
      component: args.words[0] ?? refuse('option-missing', { expected: 'airlock clear COMPONENT' }),
      digest: args.text('digest'),
      reason: reasonOf(args.text('reason')),
      evidence: args.text('evidence') ?? refuse('option-missing', { expected: '--evidence TEXT' }),
    }),
);

interface Head extends Pick<Command, 'summary' | 'usage' | 'options' | 'words'> {
  readonly name: Doing;
}

function command(
  { options, ...head }: Head,
  act: (ports: ReleasePorts, act: Act, args: Arguments, desk: Desk) => Promise<Changed>,
): Command {
  return {
    ...head,
    options: { ...options, ...ACTS },
    forms: PLAIN_FORMS,
    run: (args, terminal) =>
      withLedger(args, terminal, async (desk) => {
        const bundle = bundleOf(desk);
        const environment = environmentOfBundle(desk, bundle);
        const who = await whoActs(desk);
        const ports = { ledger: desk.store, now: terminal.now };
        const changed = await act(ports, { bundle, environment, ...who }, args, desk);
        const document = changedDocument(head.name, { bundle, environment }, changed);
        return {
          exit: changedExit(changed),
          text: (palette) => changedText(document, palette),
          json: () => document,
        };
      }),
  };
}

/** What the policy lets a machine do. A person holds whatever is committed, and a broken policy stops no hold. */
async function machinesOf(desk: Desk, { bundle, environment, actor }: Act): Promise<Machines> {
  if (actor.kind === 'human') return EVERY_MACHINE;
  try {
    return (await subjectSomehow(desk, bundle, environment)).policy.machines;
  } catch (error) {
    if (error instanceof Refusal) return EVERY_MACHINE;
    throw error;
  }
}

/** The number of an entry. */
export function numberOf(text: string | null, option: string, expected: string): number | null {
  if (text === null) return null;
  if (!/^[1-9]\d{0,8}$/u.test(text)) refuse('option-bad-value', { found: `${option} ${text}`, expected });
  return Number(text);
}
