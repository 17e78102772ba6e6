import type { CheckResult } from '../check.ts';
import { OVERRIDES } from './codes/overrides.ts';
import { VOICES } from './codes/voices.ts';
import { type Phrase, quote, SILENCE, say, words } from './phrase.ts';
import { lowerFirst } from './sentences.ts';

/** `medium risk`, `medium risk, lowered from high`. */
export function riskWords({ risk }: Pick<CheckResult, 'risk'>): string {
  if (risk.tier === 'unknown') return 'risk unknown';
  return `${risk.tier} risk${risk.lowered === undefined ? '' : `, lowered from ${risk.lowered.from}`}`;
}

export function loweredPhrase({ lowered }: CheckResult['risk']): Phrase {
  if (lowered === undefined) return SILENCE;
  const { from, to, by, reason } = lowered;
  return say`${words(`${from} → ${to}`)} by ${quote(by)}: ${quote(reason)}; it counts here and not for a promotion`;
}

export function refusedWord({ by, to, why, because }: CheckResult['refusedWords'][number]): Phrase {
  const about = words(to === null ? 'vouching' : `a word for ${to}`);
  const finding = because === null ? SILENCE : say` (${quote(because)})`;
  return say`${about} by ${quote(`@${by}`)}: ${words(lowerFirst(VOICES[why].title.replace(/\.$/u, '')))}${finding}`;
}

export function overrideSentence({ gate, by, reason }: CheckResult['overrides'][number]): Phrase {
  return say`${words(gate)} by ${quote(`@${by}`)}: ${quote(reason)}`;
}

export function refusedSentence({ gate, by, why }: CheckResult['refusedOverrides'][number]): Phrase {
  return say`${quote(gate)} by ${quote(`@${by}`)}: ${words(lowerFirst(OVERRIDES[why].title))}`;
}
