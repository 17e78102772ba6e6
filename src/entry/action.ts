import { CatFile } from '../host/git/cat-file.ts';
import { readContext } from './action/context.ts';

// git, which reads every object of this run, starts first; the rest of the action is loaded while it does.
const context = readContext(process.env);
const objects = context === null ? null : new CatFile({ directory: context.workspace });

const { runAction } = await import('./action/run.ts');
await runAction(context, objects);
