import { contentId } from './content-id.ts';
import { asList, asRecord, textOf } from './json-value.ts';
import { type FileFacts, type JsonRecord, NO_FACTS } from './reader.ts';

/** What a log of Inspect says of the whole run: `status`, `eval`, `results`, `stats`. */
export type InspectHead = JsonRecord;

/** The members that are read of it. */
export const INSPECT_HEAD = new Set(['status', 'eval', 'results', 'stats', 'invalidated']);

/** The model under test. */
export function modelOf(head: InspectHead): string | null {
  return textOf(asRecord(head['eval'])['model']);
}

/** Only a run that succeeded is one; a log that was begun, cancelled, failed or taken back proves nothing. */
export function inspectFacts(head: InspectHead): FileFacts {
  const log = asRecord(head['eval']);
  const version = textOf(asRecord(log['packages'])['inspect_ai']);
  const stats = asRecord(head['stats']);
  const scorers = scorersOf(head);
  return {
    ...NO_FACTS,
    tool: { name: 'inspect', version },
    scorer: scorers.length === 0 ? null : scorers.map(nameOf).sort().join(', '),
    judge: judgeOf(scorers, log),
    complete: head['status'] === 'success' && head['invalidated'] !== true,
    run: {
      began: textOf(stats['started_at']) ?? textOf(log['created']),
      ended: textOf(stats['completed_at']),
      seconds: null,
      usd: null,
    },
  };
}

interface Scorer {
  readonly name: string;
  readonly options: JsonRecord;
}

/** Newer logs list their scorers before they run, older ones only with their results. */
function scorersOf(head: InspectHead): Scorer[] {
  const planned = asList(asRecord(head['eval'])['scorers']).map(asRecord);
  const results = asRecord(head['results']);
  const scored = [...asList(results['scores']), results['scorer']].map(asRecord);
  return (planned.length > 0 ? planned : scored).flatMap((one) => {
    const name = textOf(one['scorer']) ?? textOf(one['name']);
    return name === null ? [] : [{ name, options: asRecord(one['options'] ?? one['params']) }];
  });
}

/** A scorer with other options is another scorer; which model judges is told apart from that. */
function nameOf({ name, options }: Scorer): string {
  const { model: _, ...rest } = options;
  return Object.keys(rest).length === 0 ? name : contentId(rest, name);
}

function judgeOf(scorers: readonly Scorer[], log: JsonRecord): string | null {
  const models = scorers.flatMap(({ options }) => textOf(options['model']) ?? []);
  const grader = textOf(asRecord(asRecord(log['model_roles'])['grader'])['model']);
  const all = [...new Set(grader === null ? models : [...models, grader])];
  return all.length === 0 ? null : all.sort().join(', ');
}
