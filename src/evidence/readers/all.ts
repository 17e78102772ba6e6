import { scorecardDocument } from '../scorecard.ts';
import { azureLines } from './azure-ai-evaluation.ts';
import { azureRedTeamDocument } from './azure-red-team.ts';
import { azureDocument } from './azure-sdk.ts';
import { braintrustLines, braintrustSummary } from './braintrust.ts';
import { deepevalDocument } from './deepeval.ts';
import { garakLines } from './garak.ts';
import { helmRows } from './helm.ts';
import { inspectDocument } from './inspect.ts';
import { langfuseDocument, langfuseLines } from './langfuse.ts';
import { langsmithRows } from './langsmith.ts';
import { listed } from './listed.ts';
import { lmEvalDocument, lmEvalLines } from './lm-eval.ts';
import { mlflowDocument } from './mlflow.ts';
import { openaiRunDocument } from './openai-evals.ts';
import { openaiLogLines } from './openai-log.ts';
import { promptfooDocument, promptfooLines } from './promptfoo.ts';
import { pyritRows } from './pyrit.ts';
import { ragasRows } from './ragas.ts';
import type { DocumentReader, RecordReader } from './reader.ts';

/** Results of tools that come one row a line. Each claims what is its own by content; no two may claim one row. */
export const RECORDS: readonly RecordReader[] = [
  promptfooLines,
  azureLines,
  lmEvalLines,
  garakLines,
  ragasRows,
  openaiLogLines,
  braintrustLines,
  langfuseLines,
  langsmithRows,
  helmRows,
  pyritRows,
];

/** Results of tools that come as one document, those among them that are a list of rows. */
export const DOCUMENTS: readonly DocumentReader[] = [
  scorecardDocument,
  promptfooDocument,
  inspectDocument,
  lmEvalDocument,
  deepevalDocument,
  azureDocument,
  azureRedTeamDocument,
  openaiRunDocument,
  mlflowDocument,
  braintrustSummary,
  langfuseDocument,
  ...RECORDS.map(listed),
];
