import { startWithGit } from './action/start.ts';

const started = startWithGit();
const { runAction } = await import('./action/run.ts');
await runAction(started);
