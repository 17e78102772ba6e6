import { startWithoutGit } from '../action/start.ts';

const started = startWithoutGit();
const { runReport } = await import('../action/report.ts');
await runReport(started);
