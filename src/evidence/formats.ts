/** Result formats that this version reads; `readers/` has one file for each. */
export const FORMATS = [
  'csv',
  'jsonl',
  'json',
  'promptfoo',
  'azure-ai-evaluation',
  'junit',
  'airlock',
] as const;
export type Format = (typeof FORMATS)[number];
