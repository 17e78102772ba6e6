import type { Draft } from '../../src/ledger/entry.ts';
import type { Actor, Release } from '../../src/ledger/shapes.ts';

export const ANA: Actor = { kind: 'human', id: 7, login: 'ana' };
const START = Date.parse('2026-11-02T09:00:00Z');

/** Minutes after the story began. */
export function at(minutes: number): string {
  return new Date(START + minutes * 60_000).toISOString();
}

export function digestNamed(name: string): string {
  return `sha256:${Buffer.from(name).toString('hex').padEnd(64, '0').slice(0, 64)}`;
}

/** A release of two components whose digests are made of names. */
export function release(version: string, parts: { model?: string; prompts?: string } = {}): Release {
  const { model = 'model-a', prompts = `prompts-${version}` } = parts;
  return {
    version,
    digest: digestNamed(`${model}+${prompts}`),
    commit: Buffer.from(version).toString('hex').padEnd(40, '0').slice(0, 40),
    components: [
      { name: 'model', kind: 'model', digest: digestNamed(model), commit: null },
      { name: 'prompts', kind: 'prompt', digest: digestNamed(prompts), commit: null },
    ],
    tier: 'low',
    outcome: 'go',
    grade: 'E1',
    policy: { ref: null, sha256: null },
    engine: { version: '0.1.0', digest: digestNamed('engine') },
    evidence: [],
    pack: null,
    models: [],
  };
}

let count = 0;

/** What entries of a story have in common. */
export function common(minutes: number, of: Release | null, environment: string | null = 'production') {
  count += 1;
  return {
    key: `key-${count}`,
    time: at(minutes),
    actor: ANA,
    run: null,
    bundle: 'bot',
    environment,
    version: of?.version ?? null,
    digest: of?.digest ?? null,
    fence: null,
  };
}

export function adopted(minutes: number, of: Release): Draft {
  return { ...common(minutes, of), type: 'adopted', release: of, reason: 'It runs already.' };
}

export function candidate(minutes: number, of: Release): Draft {
  return { ...common(minutes, of, null), type: 'candidate', release: of };
}

export function intent(
  minutes: number,
  of: Release,
  from: string | null,
  kind: 'promotion' | 'rollback' = 'promotion',
): Draft {
  return {
    ...common(minutes, of),
    type: 'intent',
    kind,
    scope: 'bundle',
    plan: null,
    from,
    release: of,
    reason: null,
  };
}

export function done(minutes: number, of: Release, fence: number): Draft {
  return { ...common(minutes, of), fence, type: 'done', served: of.digest };
}
