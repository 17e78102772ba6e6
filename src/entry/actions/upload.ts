import { startWithoutGit } from '../action/start.ts';

const started = startWithoutGit();
const { runUpload } = await import('../action/upload.ts');
await runUpload(started);
