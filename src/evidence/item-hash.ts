import { createHash } from 'node:crypto';

/** Long enough that no two items of a suite meet, short enough that a hundred thousand rows stay small. */
const LENGTH = 16;

/** What a ledger calls an item: what somebody typed into an eval suite never reaches a branch that is kept for ever. */
export function hashedItem(item: string): string {
  return createHash('sha256').update('airlock/item/v1\n').update(item).digest('hex').slice(0, LENGTH);
}
