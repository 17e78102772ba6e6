import { startWithoutGit } from '../action/start.ts';

const started = startWithoutGit();
const { runCommands } = await import('../action/commands.ts');
await runCommands(started);
