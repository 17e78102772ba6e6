import type { Basis, Confidence } from '../bundle/judge.ts';

const BY: Readonly<Record<Basis, string>> = {
  name: 'by its name',
  hint: 'by its name and what it says',
  content: 'by what it says',
  near: 'as a program that speaks of models, or stands where those that do stand',
  beside: 'as a part of any program that counts beside others',
  configuration: 'it is the configuration itself',
  elsewhere: "other people's code, or what a build made",
  test: 'a test, and tests hold made-up prompts',
  docs: 'a text for people',
  'not-read': 'automation or a translation',
  nothing: 'neither its name nor its text says that it belongs to an AI feature',
};

/** By what detection takes a file, or why it leaves it. */
export function takenBy(basis: Basis): string {
  return BY[basis];
}

export const CONFIDENCE_WORDS: Readonly<Record<Confidence, string>> = {
  high: 'high confidence',
  medium: 'medium confidence',
  low: 'low confidence',
};
