import type { NotSet } from '../../release/apply-environments.ts';
import type { EnvironmentSetting } from '../../release/environments.ts';
import type { EnvironmentsDocument } from '../documents/environments.ts';
import type { Palette } from '../terminal.ts';
import { visible } from '../visible.ts';

type Place = EnvironmentsDocument['environments'][number];

const SETTINGS: Readonly<Record<EnvironmentSetting, string>> = {
  existence: 'environment',
  branches: 'branches',
  reviewers: 'reviewers',
  'self-review': 'review of own runs',
  wait: 'wait',
  bypass: 'past the reviewers',
};

const FAILURES: Readonly<Record<NotSet, string>> = {
  forbidden: 'The token may not set environments: use one of an administrator, with `administration: write`.',
  'reviewer-unknown':
    'GitHub knows no such reviewer, or the token may not see it: mend `people` in the configuration.',
  refused: 'GitHub would not have it; private repositories need a plan with protected environments.',
  'no-answer': 'GitHub did not answer; run the command again.',
};

/** Environments against the policy: what is there as `-`, what is wanted as `+`. */
export function environmentsText(document: EnvironmentsDocument, palette: Palette): string {
  const { environments, outcome, action } = document;
  if (environments.length === 0) return 'The policy asks for no environment on GitHub.\n';
  const next = {
    same: 'Every environment is as the policy asks.',
    set: 'Every environment is now as the policy asks.',
    differs:
      action === 'plan'
        ? '`airlock environments apply` sets what GitHub lets be set.'
        : 'Not everything is as the policy asks.',
  }[outcome];
  return `${[...environments.map((one) => placeText(one, palette)), next].join('\n')}\n`;
}

function placeText({ name, outcome, differences, failed }: Place, palette: Palette): string {
  const head = `${palette.bold(visible(name, 100))}: ${outcome}`;
  const lines = differences.flatMap(({ setting, found, wanted, settable }) => [
    palette.red(`  - ${SETTINGS[setting]}: ${visible(found, 300)}`),
    palette.green(`  + ${SETTINGS[setting]}: ${visible(wanted, 300)}`) +
      (settable ? '' : palette.dim(' (by hand, in the settings of the repository)')),
  ]);
  const why =
    failed === null ? [] : [palette.yellow(`  ${FAILURES[failed.why]} (${visible(failed.found, 200)})`)];
  return [head, ...lines, ...why].join('\n');
}
