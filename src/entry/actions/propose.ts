import { startWithoutGit } from '../action/start.ts';

const started = startWithoutGit();
const { runRelease } = await import('../action/release.ts');
await runRelease(started, 'propose');
