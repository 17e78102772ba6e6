import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Root of the repository, and what the scenarios run from it. */
export const ROOT = fileURLToPath(new URL('../..', import.meta.url)).replace(/\/$/u, '');
export const CLI = join(ROOT, 'dist', 'cli.js');
export const EXAMPLE = join(ROOT, 'examples', 'support-bot');
export const CHANGES = join(ROOT, 'examples', 'changes');
