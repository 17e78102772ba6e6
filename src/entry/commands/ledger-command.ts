import type { OptionRules } from '../arguments.ts';
import { ACTOR, ENVIRONMENT, LEDGER } from '../ledger.ts';
import { common, PLAIN_FORMS, REPOSITORY } from './command.ts';

/** Options of a command that reads the ledger. */
export const READS_LEDGER: OptionRules = { ...LEDGER, ...REPOSITORY, ...common(PLAIN_FORMS) };

/** Options of a command with which somebody acts in an environment. */
export const ACTS: OptionRules = { ...ENVIRONMENT, ...ACTOR, ...READS_LEDGER };
