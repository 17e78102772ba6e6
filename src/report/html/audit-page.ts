import type { AuditDocument } from '../documents/audit.ts';
import type { Engine } from '../documents/documents.ts';
import { plural, whole } from '../figures.ts';
import { EXCEPTION_WORDS } from '../release/exception-words.ts';
import { page } from './frame.ts';
import { element, fragment, type Html, NOTHING, text } from './markup.ts';
import { HOW, shownTime } from './served.ts';
import { withSign } from './signs.ts';
import { table } from './table.ts';

type Release = AuditDocument['releases'][number];

/** Rows at most; all of them are in the CSV and in the JSON. */
const MOST_ROWS = 2000;

/** Every release of a time, for whoever has to answer for them, with what this does and does not prove. */
export function auditHtml(document: AuditDocument, engine: Engine): string {
  const { releases, completeness, sample, emergencies, remediation } = document;
  const rows = releases.slice(0, MOST_ROWS);
  const left = releases.length - rows.length;
  const picked = new Set(sample?.entries ?? []);
  const content = element(
    'article',
    { class: `bundle ${completeness.intact ? 'go' : 'no-go'}` },
    hero(document),
    section('Completeness', statement(document)),
    sample === null
      ? NOTHING
      : section(
          'Sample',
          element(
            'p',
            { class: 'lede' },
            text(
              `${plural(picked.size, 'release')} of ${whole(releases.length)}, picked by the digest of the newest entry${sample.seed === '' ? '' : ` and the seed “${sample.seed}”`}: whoever has the ledger picks the same, and nobody who writes an entry can know what will be picked.`,
            ),
          ),
          releaseTable(
            'Sample',
            rows.filter(({ seq }) => picked.has(seq)),
          ),
        ),
    section(
      'Releases',
      rows.length === 0
        ? element('p', {}, text('Nothing came to serve in this time.'))
        : releaseTable('Releases', rows),
      left > 0
        ? element(
            'p',
            { class: 'aside' },
            text(`${plural(left, 'more release')} with --csv and --format json.`),
          )
        : NOTHING,
    ),
    emergencies.length === 0
      ? NOTHING
      : section('Emergencies', ...emergencies.map((one) => element('p', {}, text(emergencyText(one), 500)))),
    remediation.length === 0
      ? NOTHING
      : section('To be made good', ...remediation.map((one) => element('p', {}, text(openItem(one), 400)))),
  );
  return page({ title: titleOf(document), brand: 'Airlock audit', content, engine });
}

function emergencyText(one: AuditDocument['emergencies'][number]): string {
  const released = one.releases.length === 0 ? 'nothing was released' : `released ${one.releases.join(', ')}`;
  const review =
    one.review === null
      ? `not reviewed, due ${one.reviewDue.slice(0, 10)}`
      : `reviewed by ${one.review.by} on ${one.review.time.slice(0, 10)}`;
  return `${shownTime(one.time)}, ${one.bundle} in ${one.environment}: ${one.trigger}, ${one.reason} (entry ${one.seq}, declared by ${one.by} as ${one.role}); ${released}; ${review}`;
}

function openItem(one: AuditDocument['remediation'][number]): string {
  const due = one.due === null ? '' : `, due ${one.due}`;
  return `${one.item} (${one.remedy}) of ${one.bundle} ${one.version} in ${one.environment}${due}`;
}

function titleOf({ completeness: { releases, withoutException } }: AuditDocument): string {
  return `${plural(releases, 'release')}, ${whole(withoutException)} without an exception`;
}

function hero(document: AuditDocument): Html {
  const { completeness, range } = document;
  const { intact, releases, withoutException } = completeness;
  const of = [range.bundle ?? 'every bundle', range.environment ?? 'every environment'].join(' in ');
  const time = `from ${range.from ?? 'the first entry'} to ${range.to ?? 'the last entry'}`;
  const exceptions = releases - withoutException;
  return element(
    'header',
    { class: 'hero' },
    element(
      'h1',
      {},
      element('span', { class: 'outcome' }, withSign(intact ? '✅ Complete' : '⛔ Incomplete')),
      element('span', { class: 'name' }, text(titleOf(document))),
    ),
    element('p', { class: 'origin' }, text(`${of}, ${time}, in UTC`, 300)),
    element(
      'p',
      { class: 'lead' },
      text(
        intact
          ? exceptions === 0
            ? 'Every release was judged, approved and carried out as the policy asks.'
            : `${plural(exceptions, 'release')} to look at: what was not as usual stands beside each.`
          : 'The ledger does not verify: run `airlock verify` for what is wrong. Nothing below is proved.',
      ),
    ),
  );
}

/** What this proves, and what it does not. */
function statement({ completeness }: AuditDocument): Html {
  const { intact, entries, anchor } = completeness;
  const facts: readonly (readonly [string, Html])[] = [
    [
      'Ledger',
      text(
        intact
          ? `All ${whole(entries)} entries verify, from the first to the last; each is bound to the bytes of the one before.`
          : `Of ${whole(entries)} entries at least one is missing or altered.`,
      ),
    ],
    ['Anchor', element('code', {}, text(`${anchor.seq}:${anchor.head ?? ''}`))],
    [
      'Included',
      text('Every entry of the range that brought a version to serve: adopted, promoted and rolled back.'),
    ],
    [
      'Not included',
      text('Drills, which serve nobody; and whatever was deployed past Airlock, which no ledger can know.'),
    ],
  ];
  return element(
    'dl',
    { class: 'facts' },
    ...facts.flatMap(([label, content]) => [element('dt', {}, text(label)), element('dd', {}, content)]),
  );
}

function section(name: string, ...content: readonly Html[]): Html {
  return element('section', {}, element('h2', {}, text(name)), ...content);
}

function releaseTable(caption: string, releases: readonly Release[]): Html {
  return table({
    kind: 'stacked',
    caption: text(`${caption}, in the order of the ledger`),
    header: ['release', 'how', 'when and who', 'judged', 'exceptions'].map((title) => text(title)),
    rows: releases.map(cells),
  });
}

function cells(one: Release): Html[] {
  const { approvers, exceptions, plan } = one;
  const approved = approvers.length === 0 ? 'approved by nobody' : `approved by ${approvers.join(', ')}`;
  const judged = [
    one.outcome ?? 'not judged',
    one.tier === null ? 'risk unknown' : `${one.tier} risk`,
    one.grade === null ? 'no evidence' : `evidence ${one.grade}`,
  ].join(', ');
  return [
    text(`${one.bundle} ${one.version}`, 160),
    text(HOW[one.how]),
    fragment(
      text(`${shownTime(one.time)} in ${one.environment} by ${one.by}`, 300),
      element('p', { class: 'aside' }, text(one.how === 'promoted' ? approved : `entry ${one.seq}`, 300)),
    ),
    fragment(
      text(judged),
      element(
        'p',
        { class: 'aside' },
        element('code', {}, text(one.digest.slice(0, 19))),
        plan === null ? NOTHING : text(` plan ${plan.slice(7, 19)}`),
      ),
    ),
    exceptions.length === 0
      ? element('span', { class: 'none' }, text('none'))
      : withSign(`⚠️ ${exceptions.map((code) => EXCEPTION_WORDS[code]).join(', ')}`),
  ];
}
