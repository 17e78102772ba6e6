import type { Policy } from '../config/policy.ts';

/** Workflows that a repository needs once the policy says where its versions go. */
const RELEASE_WORKFLOWS: ReadonlySet<string> = new Set([
  'airlock-drill.yml',
  'airlock-promote.yml',
  'airlock-reconcile.yml',
  'airlock-rollback.yml',
  'airlock-target.yml',
  'airlock-training.yml',
]);

/** Environments that the workflows of a release name. */
export interface Places {
  /** The one that is the baseline, where customers are. */
  readonly baseline: string;
  /** One without customers; null where the policy has none. */
  readonly drills: string | null;
  /** Whether a machine may replace something in what is live. */
  readonly isTrained: boolean;
}

/** Where versions go, by the policies of a repository; null where none of them says so and nobody asks. */
export function placesOf(policies: readonly Policy[], isAsked: boolean): Places | null {
  const policy = policies.find(({ environments }) => Object.keys(environments).length > 0) ?? null;
  const isTrained = policies.some(({ replaceable }) => replaceable.length > 0);
  if (policy === null) return isAsked ? { baseline: 'production', drills: 'staging', isTrained } : null;
  const others = Object.keys(policy.environments).filter((name) => name !== policy.environment);
  return { baseline: policy.environment, drills: others[0] ?? (isAsked ? 'staging' : null), isTrained };
}

/** Whether a workflow is of use in these places. */
export function isUseful(name: string, places: Places | null): boolean {
  if (!RELEASE_WORKFLOWS.has(name)) return true;
  if (places === null) return false;
  if (name === 'airlock-drill.yml') return places.drills !== null;
  return name !== 'airlock-training.yml' || places.isTrained;
}

/** A template with the environments of a repository in the place of those that it names. */
export function placed(text: string, places: Places | null): string {
  if (places === null) return text;
  const names: Readonly<Record<string, string>> = {
    production: places.baseline,
    staging: places.drills ?? 'staging',
  };
  return text.replace(
    /^( +environment: )(production|staging)\b/gmu,
    (_, before: string, name: string) => `${before}${scalar(names[name] ?? name)}`,
  );
}

/** A name as YAML that cannot be anything but text. */
function scalar(name: string): string {
  return /^[A-Za-z][\w.-]*$/u.test(name) && !/^(?:true|false|null|yes|no|on|off|y|n)$/iu.test(name)
    ? name
    : JSON.stringify(name);
}
