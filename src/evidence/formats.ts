/** Result formats that this version reads; `readers/` has one file for each. */
export const FORMATS = [
  'csv',
  'jsonl',
  'json',
  'promptfoo',
  'junit',
  'inspect',
  'lm-eval',
  'deepeval',
  'azure-ai-evaluation',
  'garak',
  'ragas',
  'openai-evals',
  'mlflow',
  'braintrust',
  'langfuse',
  'langsmith',
  'helm',
  'pyrit',
  'airlock',
] as const;
export type Format = (typeof FORMATS)[number];
