import { randomUUID } from 'node:crypto';
import { environmentOf } from '../../config/policy.ts';
import { refuse } from '../../problem.ts';
import { nearest } from '../../reader/nearest.ts';
import { declareEmergency, endEmergency, reviewEmergency } from '../../release/emergency.ts';
import type { Changed } from '../../release/outcome.ts';
import { changedDocument } from '../../report/documents/release.ts';
import { changedText } from '../../report/release/changed-text.ts';
import type { Arguments } from '../arguments.ts';
import { type Desk, whoActs, withLedger } from '../ledger.ts';
import { changedExit } from '../release/exit.ts';
import { teamsWith } from '../release/github.ts';
import { subjectAt } from '../release/subject.ts';
import { type Command, PLAIN_FORMS } from './command.ts';
import { ACTS } from './ledger-command.ts';
import { reasonOf } from './rollback.ts';

const STEPS = ['declare', 'end', 'review'] as const;
type Step = (typeof STEPS)[number];

/** The way that costs less waiting, for a time: declared, ended, reviewed. */
export const emergencyCommand: Command = {
  name: 'emergency',
  summary: 'declare an emergency, end it, or record the review afterwards',
  usage: 'airlock emergency declare|end|review --reason TEXT [--trigger NAME] [--emergency N]',
  options: {
    reason: { type: 'string', value: 'TEXT', help: 'why, or what the review found; at most 500 characters' },
    trigger: { type: 'string', value: 'NAME', help: 'declare: which of those that the policy names' },
    emergency: { type: 'string', value: 'N', help: 'end, review: which, where there are several' },
    ...ACTS,
  },
  forms: PLAIN_FORMS,
  words: 1,
  run: (args, terminal) =>
    withLedger(args, terminal, async (desk) => {
      const step = stepOf(args.words[0]);
      const { bundle, environment, policy } = await subjectAt(desk, 'HEAD');
      const { people } = policy;
      const rule = environmentOf(policy, environment).emergency;
      const teams = await teamsWith(desk, policy, rule === null || step !== 'declare' ? [] : [rule.declare]);
      const changed = await said(step, args, desk, { bundle, environment, people, rule, teams });
      const document = changedDocument('emergency', { bundle, environment }, changed);
      return {
        exit: changedExit(changed),
        text: (palette) => changedText(document, palette),
        json: () => document,
      };
    }),
};

type Place = Pick<
  Parameters<typeof declareEmergency>[1],
  'bundle' | 'environment' | 'people' | 'rule' | 'teams'
>;

async function said(step: Step, args: Arguments, desk: Desk, place: Place): Promise<Changed> {
  const { bundle, environment } = place;
  const ports = { ledger: desk.store, now: desk.terminal.now };
  const key = randomUUID();
  const act = { bundle, environment, ...(await whoActs(desk)), key, reason: reasonOf(args.text('reason')) };
  if (step === 'declare') {
    const trigger = args.text('trigger') ?? refuse('option-missing', { expected: '--trigger NAME' });
    return declareEmergency(ports, { ...act, ...place, trigger });
  }
  const word = { ...act, emergency: numberOf(args.text('emergency')) };
  return step === 'end' ? endEmergency(ports, word) : reviewEmergency(ports, word);
}

function stepOf(word: string | undefined): Step {
  if (word === undefined) refuse('option-missing', { expected: 'airlock emergency declare|end|review' });
  return (
    STEPS.find((step) => step === word) ??
    refuse('option-bad-value', {
      found: word,
      expected: `one of ${STEPS.join(', ')}`,
      nearest: nearest(word, STEPS),
    })
  );
}

function numberOf(text: string | null): number | null {
  if (text === null) return null;
  if (!/^[1-9]\d{0,8}$/u.test(text))
    refuse('option-bad-value', { found: `--emergency ${text}`, expected: 'the number of an emergency' });
  return Number(text);
}
