import { startWithoutGit } from '../action/start.ts';

const started = startWithoutGit();
const { runEvaluateAll } = await import('../action/evaluate-all.ts');
await runEvaluateAll(started);
