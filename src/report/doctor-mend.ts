import type { DoctorFinding } from '../doctor/finding.ts';
import { DOCTOR } from './codes/doctor.ts';
import { type Phrase, quote, say, words } from './phrase.ts';

/** What a finding is about, in a few words; nothing where its title says all. */
export function aboutPhrase({ code, args }: DoctorFinding): Phrase {
  const value = (name: string): Phrase => quote(args[name]);
  switch (code) {
    case 'gate-not-required':
      return say`${value('check')} on ${value('branch')}`;
    case 'gate-skippable':
    case 'gate-ignorable':
      return say`${value('check')}, by ${value('reason')}`;
    case 'runner-too-old':
      return args['version'] === undefined
        ? value('runner')
        : say`${value('runner')} has ${value('version')}`;
    case 'evidence-demo-size':
      return say`${value('evidence')} has ${value('items')} items`;
    case 'drill-too-old':
      return say`${value('bundle')} in ${value('environment')}, last ${value('last')}`;
    case 'pack-expires':
      return say`${value('pack')} on ${value('expires')}, ${value('packs')} in all`;
    case 'gate-without-criteria':
      return say`${value('gate')} of ${value('bundle')}`;
    case 'rules-not-told':
    case 'owners-review-not-told':
    case 'environments-not-told':
    case 'runners-not-told':
    case 'packs-not-told':
      return words(WHY[String(args['why'])] ?? '');
    default: {
      const [first] = Object.values(args);
      return first === undefined ? [] : quote(first);
    }
  }
}

const WHY: Readonly<Record<string, string>> = {
  'no-token': 'there is no token',
  forbidden: 'the token may not read it',
  'no-answer': 'GitHub did not answer',
  'too-many': 'there are too many to look through',
  'not-said': 'this server does not say it',
};

/** The mend with the names of this finding in it, ready to be copied. */
export function mendPhrase(finding: DoctorFinding): Phrase {
  const { code, args } = finding;
  const value = (name: string): Phrase => quote(args[name]);
  switch (code) {
    case 'gate-not-required':
      return say`In a ruleset for ${value('branch')}, under "Require status checks to pass", add ${value('check')}.`;
    case 'gate-skippable':
      return skippable(String(args['reason']));
    case 'gate-ignorable':
      return say`Take ${value('reason')} away; to try it out, ${quote('stage: observe')} says so in the report.`;
    case 'action-unpinned':
      return unpinned(String(args['uses']));
    case 'permissions-wide':
      return args['scope'] === 'write-all'
        ? say`Write ${quote('permissions: {}')}, and in each job what it needs.`
        : say`Take ${value('scope')} away, or move what needs it into a job that runs after the merge.`;
    case 'policy-without-owners':
      return say`Add to ${quote(finding.file ?? '.github/CODEOWNERS')}: ${quote(`/${args['path']} @your-team`)}`;
    case 'environment-any-branch':
      return say`In the settings of ${value('environment')}, limit deployment branches to the default branch.`;
    case 'environment-without-reviewers':
      return say`Add required reviewers to ${quote(`${args['environment']}-approval`)}; plans without them approve by comment.`;
    case 'drill-too-old':
      return say`Run ${quote('airlock drill --environment NAME')} where no customers are, within every ${value('days')} days.`;
    case 'gate-without-criteria':
      return say`Add to ${quote('gates:')} of ${quote(finding.file)}: ${quote(`${args['gate']}: [{ evidence: NAME, metric: NAME, margin: auto }]`)}`;
    default:
      return words(DOCTOR[code].mend);
  }
}

function skippable(reason: string): Phrase {
  if (reason === 'if') return say`Write ${quote('if: always()')}, and let the action say what is missing.`;
  if (reason === 'needs')
    return say`Add ${quote('if: always()')}: where a job before it fails, this one is skipped, and that counts as passed.`;
  if (reason === 'types')
    return say`Name ${quote('opened, synchronize, reopened')} among the types, or leave ${quote('types:')} out.`;
  return say`Take ${quote(`${reason}:`)} away from ${quote('on.pull_request')}; what touches no bundle is green in seconds.`;
}

/** The command that tells the commit behind a tag. */
function unpinned(uses: string): Phrase {
  const [name = '', ref = ''] = uses.split('@');
  if (uses.startsWith('docker://'))
    return say`Add the digest of the image: ${quote(`${uses.split('@')[0]}@sha256:…`)}`;
  const repository = name.split('/').slice(0, 2).join('/');
  return say`Write the commit that ${quote(`gh api repos/${repository}/commits/${ref} --jq .sha`)} tells: ${quote(`uses: ${name}@COMMIT # ${ref}`)}`;
}
