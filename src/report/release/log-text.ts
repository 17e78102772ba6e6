import type { Entry } from '../../ledger/entry.ts';
import { LEDGER_FAULTS } from '../codes/ledger.ts';
import type { LedgerProof, LogDocument } from '../documents/log.ts';
import { plural } from '../figures.ts';
import { words } from '../phrase.ts';
import { columns, type Palette } from '../terminal.ts';
import { visible } from '../visible.ts';
import { disagreementText } from './mirror-text.ts';

/** What happened, one line an entry. */
export function logText({ entries }: LogDocument, palette: Palette): string {
  if (entries.length === 0) return 'Nothing is recorded.\n';
  const rows = entries.map((entry) =>
    [
      String(entry.seq),
      entry.time.slice(0, 16).replace('T', ' '),
      entry.type,
      [entry.bundle, entry.version].filter((part) => part !== null).join(' '),
      entry.environment ?? '',
      entry.actor.login,
      detailOf(entry),
    ].map((text) => words(visible(text, 100))),
  );
  return `${columns(rows, palette).join('\n')}\n`;
}

function detailOf(entry: Entry): string {
  switch (entry.type) {
    case 'candidate':
      return `${entry.release.outcome}, ${entry.release.tier} risk, ${entry.release.grade}`;
    case 'rescored':
      return entry.evidence.map(({ name }) => name).join(', ');
    case 'planned':
    case 'approved':
      return entry.plan.slice(0, 19);
    case 'intent':
      return `${entry.kind} of ${entry.scope}`;
    case 'bound':
      return `deployment ${entry.deployment}`;
    case 'done':
      return `fence ${entry.fence ?? 0}`;
    case 'released-hold':
      return `hold ${entry.hold}: ${entry.reason}`;
    case 'cleared':
      return `${entry.component.component}: ${entry.reason}`;
    case 'emergency':
      return entry.event.step === 'declared'
        ? `declared, ${entry.event.trigger}: ${entry.reason}`
        : `${entry.event.emergency} ${entry.event.step}: ${entry.reason}`;
    case 'renamed':
      return `${entry.of} ${entry.from} carried over`;
    case 'drill':
      return entry.restored ? `restored in ${entry.seconds} s` : 'not restored';
    case 'detected':
      return entry.detectedBy ?? '';
    case 'mitigated':
      return `${entry.items.length} to make good`;
    case 'adopted':
    case 'rejected':
    case 'aborted':
    case 'rolled-back':
    case 'held':
    case 'erased':
    case 'note':
      return entry.reason;
  }
}

/** Whether the ledger is whole. */
export function ledgerProofText(
  { intact, entries, ledger, faults, deployments }: LedgerProof,
  palette: Palette,
): string {
  const shown = (deployments?.disagreements ?? []).map((one) => palette.yellow(disagreementText(one)));
  if (intact) {
    const also = deployments === null ? '' : `, as ${plural(deployments.anchors, 'deployment')} remember it`;
    const head = `${palette.green('✅ The ledger is whole')}: ${entries} entries, anchor ${ledger.seq}:${ledger.head ?? ''}${also}`;
    return `${[head, ...shown].join('\n')}\n`;
  }
  const told = faults.map(({ code, seq, path }) => {
    const place = [seq === null ? null : `entry ${seq}`, path === null ? null : visible(path, 100)]
      .filter((part) => part !== null)
      .join(', ');
    return `${palette.red(code)}: ${LEDGER_FAULTS[code].title}${place === '' ? '' : ` (${place})`}\n  ${palette.dim(LEDGER_FAULTS[code].mend)}`;
  });
  return `${[palette.red('⛔ The ledger is broken'), ...told, ...shown].join('\n')}\n`;
}
