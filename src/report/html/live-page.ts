import { RELEASES } from '../codes/release.ts';
import type { Engine } from '../documents/documents.ts';
import type { LiveDocument } from '../documents/live.ts';
import { plural } from '../figures.ts';
import { emergencyLine } from '../release/emergency-text.ts';
import { shellWord } from '../shell.ts';
import { page } from './frame.ts';
import { element, fragment, type Html, NOTHING, text } from './markup.ts';
import { quotation } from './phrase.ts';
import { HOW, shownTime } from './served.ts';
import { withSign } from './signs.ts';

type Place = LiveDocument['environments'][number];
type Fact = readonly [label: string, content: Html];

/** The answer at 2 a.m. as a page: what is live, what to go back to, and what stands in the way. */
export function liveHtml({ environments, ledger }: LiveDocument, engine: Engine): string {
  const [only] = environments;
  const title =
    environments.length === 1 && only !== undefined
      ? `${only.bundle} in ${only.environment}: ${only.live?.version ?? 'nothing is live'}`
      : `${plural(environments.length, 'environment')}`;
  const content = fragment(
    environments.length === 1
      ? NOTHING
      : element('header', { class: 'many' }, element('h1', {}, text(title))),
    ...(environments.length === 0
      ? [element('p', {}, text('Nothing is recorded. `airlock adopt` records what runs.'))]
      : environments.map((place, i) => article(place, i, environments.length === 1 ? 'h1' : 'h2'))),
    element(
      'section',
      {},
      element(
        'p',
        { class: 'aside' },
        text('From the ledger with the anchor '),
        element('code', {}, text(`${ledger.seq}:${ledger.head ?? ''}`)),
      ),
    ),
  );
  return page({ title, brand: 'Airlock: what is live', content, engine });
}

function article(place: Place, index: number, heading: 'h1' | 'h2'): Html {
  const { live, holds, open } = place;
  const id = `place-${index + 1}`;
  const state = live === null || holds.length > 0 || open !== null ? 'undecided' : 'go';
  const said = live === null ? 'Nothing is live' : `${live.version}`;
  const tier = live?.tier ?? null;
  return element(
    'article',
    { id, class: `bundle ${state}`, 'aria-labelledby': `${id}-title` },
    element(
      'header',
      { class: 'hero' },
      element(
        heading,
        { id: `${id}-title` },
        element('span', { class: 'outcome' }, text(said, 120)),
        element('span', { class: 'name' }, text(`${place.bundle} in ${place.environment}`, 160)),
        ...(tier === null ? [] : [element('span', { class: `tier ${tier}` }, text(`${tier} risk`))]),
      ),
      live === null ? NOTHING : element('p', { class: 'origin' }, origin(live)),
      ...standing(place).map((line) => element('p', { class: 'lead' }, line)),
    ),
    element(
      'dl',
      { class: 'facts' },
      ...facts(place).flatMap(([label, content]) => [
        element('dt', {}, text(label)),
        element('dd', {}, content),
      ]),
    ),
    ...command(place, heading === 'h1' ? 'h2' : 'h3'),
  );
}

function origin(live: NonNullable<Place['live']>): Html {
  const judged = `${live.outcome ?? 'not judged'}, evidence ${live.grade ?? 'unknown'}`;
  return fragment(
    text(`Since ${shownTime(live.since)}, ${HOW[live.how]} by ${live.by}; ${judged}; `, 300),
    element('code', {}, text(live.digest)),
  );
}

/** What stands in the way, and what is under way. */
function standing({ holds, emergencies, open }: Place): Html[] {
  return [
    ...(open === null
      ? []
      : [
          fragment(
            withSign('⏳ Under way: '),
            text(
              `${open.kind} of ${open.version} by ${open.by} since ${shownTime(open.since)}, fence ${open.fence}`,
              300,
            ),
          ),
        ]),
    ...emergencies.map((one) => fragment(withSign('⚠️ '), text(emergencyLine(one), 500))),
    ...holds.map(({ hold, reason, by, since }) =>
      fragment(
        withSign('⚠️ Held: '),
        quotation(reason),
        text(` (hold ${hold}, ${by}, ${shownTime(since)})`, 200),
      ),
    ),
  ];
}

function facts({ previous, target, parts, condemned }: Place): Fact[] {
  return [
    [
      'Go back to',
      target === null
        ? text('nothing: no other version may serve here')
        : text(
            `${target.version}, served ${target.servedDays} days; ${
              target.exercised === null ? 'never exercised' : `exercised ${shownTime(target.exercised)}`
            }`,
            300,
          ),
    ],
    ...(previous === null
      ? []
      : [['Before', text(`${previous.version}; ${changedIn(previous)}`, 300)] as const]),
    ...parts.map(
      ({ scope, version, reason }): Fact => [
        `${scope} alone`,
        version === null
          ? text(`not ready: ${reason === null ? 'nobody can tell why' : RELEASES[reason].title}`)
          : text(`ready, as in ${version}`, 160),
      ],
    ),
    ...condemned.map(
      ({ component, digest, version, reason }): Fact => [
        'Condemned',
        fragment(
          text(`${component} of ${version} `, 200),
          element('code', {}, text(digest.slice(0, 19))),
          text(' because '),
          quotation(reason),
        ),
      ],
    ),
  ];
}

function changedIn({ changed }: NonNullable<Place['previous']>): string {
  if (changed === null) return 'what differs is not known';
  return changed.length === 0 ? 'the same content' : `since then changed: ${changed.join(', ')}`;
}

function command({ bundle, environment, target }: Place, heading: 'h2' | 'h3'): Html[] {
  if (target === null) return [];
  const words = ['airlock', 'rollback', '--bundle', bundle, '--environment', environment].map(shellWord);
  return [
    element(
      'section',
      {},
      element(heading, {}, text('To go back')),
      element(
        'div',
        { class: 'scroll', role: 'region', 'aria-label': 'Command', tabindex: 0 },
        element('pre', {}, element('code', {}, text(`${words.join(' ')} --reason "…"`))),
      ),
    ),
  ];
}
