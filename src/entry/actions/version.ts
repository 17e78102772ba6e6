import { startWithGit } from '../action/start.ts';

const started = startWithGit();
const { runVersion } = await import('../action/version.ts');
await runVersion(started);
