import { startWithGit } from '../action/start.ts';

const started = startWithGit();
const { runDoctor } = await import('../action/doctor.ts');
await runDoctor(started);
