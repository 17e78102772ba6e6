import { startWithGit } from '../action/start.ts';

const started = startWithGit();
const { runClassify } = await import('../action/classify.ts');
await runClassify(started);
