import { startWithGit } from '../action/start.ts';

const started = startWithGit();
const { runGate } = await import('../action/run.ts');
await runGate(started);
