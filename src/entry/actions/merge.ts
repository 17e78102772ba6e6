import { startWithoutGit } from '../action/start.ts';

const started = startWithoutGit();
const { runMerge } = await import('../action/merge.ts');
await runMerge(started);
