import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const REPOSITORY = fileURLToPath(new URL('../..', import.meta.url)).replace(/\/$/u, '');

/** The folder under test: this repository, or a copy of a release in AIRLOCK_ROOT. */
export const ROOT = process.env['AIRLOCK_ROOT'] ?? REPOSITORY;
export const CLI = join(ROOT, 'dist', 'cli.js');
/** The node that runs the command line: AIRLOCK_NODE, so that the same scenarios hold on every version that we promise. */
export const CLI_NODE = process.env['AIRLOCK_NODE'] ?? process.execPath;
export const EXAMPLE = join(REPOSITORY, 'examples', 'support-bot');
export const CHANGES = join(REPOSITORY, 'examples', 'changes');
