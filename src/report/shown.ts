import type { Shown } from '../check/overrides.ts';
import type { ShownRisk } from '../check/persons.ts';
import { type Markdown, marker, paragraphs } from './markdown.ts';

/** What a comment showed, as markers that nobody sees and a later run reads. */
export function shownMarkers(shown: readonly Shown[]): Markdown {
  return paragraphs(...shown.map((one) => marker(`shown/${line(one)}`)));
}

/** The same of risks. */
export function shownRiskMarkers(shown: readonly ShownRisk[]): Markdown {
  return paragraphs(
    ...shown.map(({ bundle, digest, risk, since }) =>
      marker(`risk/${[bundle, digest, timeOf(since), risk].join('/')}`),
    ),
  );
}

function timeOf(since: string): string {
  return since.toLowerCase().replace(/\.\d+/u, '');
}

function line({ bundle, digest, verdicts, since }: Shown): string {
  const gates = Object.entries(verdicts).map(([gate, verdict]) => `${gate}:${verdict}`);
  return [bundle, digest, timeOf(since), ...gates].join('/');
}

const MARKER =
  /<!-- airlock:shown\/([a-z][a-z0-9-]*)\/([0-9a-f]{24})\/([0-9tz:-]{20})((?:\/[a-z][a-z0-9-]*:[0-9a-f]{24})*) -->/gu;

/** Reads the markers of our own comment. */
export function parseShown(body: string): Shown[] {
  return [...body.matchAll(MARKER)].map(([, bundle = '', digest = '', since = '', gates = '']) => ({
    bundle,
    digest,
    since: since.toUpperCase(),
    verdicts: Object.fromEntries(
      gates
        .split('/')
        .filter((one) => one !== '')
        .map((one) => one.split(':') as [string, string]),
    ),
  }));
}

const RISK_MARKER =
  /<!-- airlock:risk\/([a-z][a-z0-9-]*)\/([0-9a-f]{24})\/([0-9tz:-]{20})\/([0-9a-f]{24}) -->/gu;

export function parseShownRisks(body: string): ShownRisk[] {
  return [...body.matchAll(RISK_MARKER)].map(([, bundle = '', digest = '', since = '', risk = '']) => ({
    bundle,
    digest,
    since: since.toUpperCase(),
    risk,
  }));
}
