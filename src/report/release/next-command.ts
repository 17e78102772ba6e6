import type { ReleaseCode, ReleaseReason } from '../../release/reason.ts';
import { shellWord } from '../shell.ts';

/** The command that leads on from a refusal; null where none does. */
export function nextCommand(
  code: ReleaseCode,
  args: ReleaseReason['args'],
  { bundle, environment }: { readonly bundle: string; readonly environment: string },
): string | null {
  const where = `--bundle ${shellWord(bundle)} --environment ${shellWord(environment)}`;
  const plan = `airlock protect ${where} --record`;
  switch (code) {
    case 'nothing-recorded':
    case 'evidence-old':
    case 'evidence-gone':
    case 'evidence-swapped':
    case 'policy-stricter':
    case 'decision-differs':
    case 'digest-differs':
    case 'not-go':
    case 'rollback-plan-missing':
      return `airlock candidate --bundle ${shellWord(bundle)}`;
    case 'nothing-live':
      return `airlock adopt ${where}`;
    case 'unknown-plan':
    case 'plan-differs':
    case 'plan-expired':
    case 'emergency-over':
    case 'plan-rejected':
    case 'tier-changed':
    case 'pair-moved':
      return plan;
    case 'already-rolled-back':
    case 'unknown-version':
    case 'combination-never-gated':
      return `airlock rollback ${where} --to VERSION --reason TEXT`;
    case 'scope-unchanged':
    case 'locked':
    case 'deploy-failed':
    case 'served-differs':
    case 'abort-by-rollback':
      return `airlock rollback ${where} --reason TEXT`;
    case 'no-emergency':
      return `airlock emergency declare ${where} --trigger NAME --reason TEXT`;
    case 'emergency-open':
      return `airlock emergency end ${where} --emergency ${args['emergency'] ?? 'N'} --reason TEXT`;
    case 'forward-without-emergency':
      return `airlock protect ${where} --emergency --record`;
    case 'shared-component':
      return args['rollback'] === undefined
        ? `airlock protect ${where} --joint --record`
        : `airlock rollback ${args['rollback']} ${where} --joint --reason TEXT`;
    case 'ledger-faulty':
      return 'airlock verify';
    case 'held':
      return `airlock release-hold ${where} --hold ${args['hold'] ?? 'N'} --reason TEXT`;
    case 'component-condemned':
      return `airlock clear ${shellWord(String(args['component'] ?? ''))} ${where} --evidence TEXT --reason TEXT`;
    case 'rollout-unavailable':
      return `airlock protect ${where} --direct REASON --record`;
    case 'approvals-missing':
    case 'accountable-missing':
      return `airlock approve PLAN ${where}`;
    case 'live-moved':
    case 'fence-refused':
    case 'overtaken':
    case 'nothing-open':
    case 'no-such-hold':
    case 'not-condemned':
    case 'no-such-item':
    case 'no-such-scores':
      return `airlock live ${where}`;
    default:
      return null;
  }
}
