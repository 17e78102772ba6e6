import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { airlock, json } from '../airlock.ts';
import { type Files, put, scratchFolder } from '../folder.ts';
import { commitAll, gitIn, initialise } from '../git.ts';
import type { ProcessResult } from '../process.ts';

/** A repository with a small AI feature and its own way of deploying: a file that says what is served. */
export interface Feature extends Disposable {
  readonly path: string;
  /** Seconds since 1970; moves with every command, so that entries have an order in time. */
  clock: number;
  commit(files: Files, message?: string): string;
  git(...args: readonly string[]): string;
  run(...args: readonly string[]): Promise<ProcessResult>;
  /** Runs as somebody, and gives the document. */
  as(who: string, ...args: readonly string[]): Promise<{ readonly code: number; readonly document: Answer }>;
}

/** As far as tests look into answers. */
export interface Answer {
  readonly schema: string;
  readonly outcome?: string;
  readonly already?: boolean;
  readonly version?: string;
  readonly reasons?: readonly { readonly code: string; readonly command: string | null }[];
  readonly plan?: { readonly digest: string; readonly tier: string; readonly kind: string };
  readonly live?: { readonly version: string } | null;
  readonly holds?: readonly { readonly hold: number }[];
  readonly condemned?: readonly { readonly component: string }[];
  readonly errors?: readonly { readonly code: string }[];
  readonly environments?: readonly Record<string, unknown>[];
  readonly [key: string]: unknown;
}

export const CONFIG = `bundle: bot
components:
  model: { kind: model, paths: [model.txt] }
  prompts: { kind: prompt, paths: ["prompts/**"] }
  routing: { kind: routing, paths: [routing.txt] }
  plan: { kind: rollback-plan, paths: [docs/rollback.md] }
evidence:
  golden: { format: csv, path: results.csv }
gates:
  functional: [{ evidence: golden, metric: score, min: 0.75, margin: 0.1 }]
tiers:
  low: { undecided: ask }
  medium: { approvals: { platform: 1 } }
  high: { approvals: { platform: 1 } }
people: { platform: ["@kim", "@lee"], oncall: ["@kim"] }
environments:
  production:
    evidence: E1
    fallback: the flag bot-enabled
    deploy: { run: "sh deploy.sh" }
`;

/** Keeps what is served in a file, and refuses an older fence. */
const DEPLOY = `set -eu
if [ "$AIRLOCK_ACTION" = probe ]; then echo '{"restorable":true}'; exit 0; fi
if [ -e broken ]; then echo 'the cluster is away' >&2; exit 1; fi
seen=$(cat ../fence 2>/dev/null || echo 0)
if [ "$AIRLOCK_FENCE" -lt "$seen" ]; then echo "{\\"fenced\\":$seen}"; exit 0; fi
echo "$AIRLOCK_FENCE" > ../fence
echo "$AIRLOCK_VERSION" >> ../deployed
digest=$AIRLOCK_DIGEST
if [ -e liar ]; then digest=sha256:0000000000000000000000000000000000000000000000000000000000000000; fi
echo "{\\"served\\":\\"$digest\\"}"
`;

/** Results of 200 items of which a share passes; `salt` makes them another attempt. */
export function results(share: number, salt = ''): string {
  const rows = Array.from({ length: 200 }, (_, i) => `item-${i},${i < share * 200 ? 1 : 0},${salt}`);
  return `id,score,note\n${rows.join('\n')}\n`;
}

/** What people read at night, and what programs read of it. */
export const PLAN = `---
responses:
  - symptom: It makes up order numbers
    scope: bundle
    owner: "@kim"
    verify: The eval golden passes on what is live
    sinks: [notes]
sinks:
  notes: { remedy: recompute, owner: "@lee", how: make notes }
---
Call Kim.
`;

export const FIRST: Files = {
  '.github/airlock.yml': CONFIG,
  'deploy.sh': DEPLOY,
  'model.txt': 'model: gpt-5\n',
  'prompts/system.md': 'You answer questions about orders.\n',
  'routing.txt': 'default: small\n',
  'results.csv': results(0.9),
  'docs/rollback.md': PLAN,
};

export function feature(files: Files = FIRST): Feature {
  const folder = scratchFolder();
  const path = join(folder.path, 'bot');
  mkdirSync(path);
  initialise(path);
  put(path, files);
  commitAll(path, 'The bot');
  const self: Feature = {
    path,
    clock: Date.parse('2026-11-02T09:00:00Z') / 1000,
    commit(changed, message = 'A change') {
      put(path, changed);
      return commitAll(path, message);
    },
    git: (...args) => gitIn(path, ...args),
    async run(...args) {
      self.clock += 60;
      return airlock(path, args, { SOURCE_DATE_EPOCH: String(self.clock), AIRLOCK_ACTOR: 'kim' });
    },
    async as(who, ...args) {
      self.clock += 60;
      const env = { SOURCE_DATE_EPOCH: String(self.clock), AIRLOCK_ACTOR: who };
      const answer = await airlock(path, [...args, '--json'], env);
      return { code: answer.code, document: json<Answer>(answer) };
    },
    [Symbol.dispose]: () => folder[Symbol.dispose](),
  };
  return self;
}

/** Plans, approves and promotes the newest candidate. */
export async function release(bot: Feature, approver = 'kim') {
  const planned = await bot.as('ana', 'protect', '--record');
  const plan = planned.document.plan?.digest ?? '';
  if (planned.code !== 0) return planned;
  await bot.as(approver, 'approve', plan);
  return bot.as('ana', 'promote', '--plan', plan);
}

export function codesOf({ document }: { readonly document: Answer }): string[] {
  return [...(document.reasons ?? []), ...(document.errors ?? [])].map((one) => one.code);
}
