import { createHash } from 'node:crypto';
import { canonicalJson, type Json } from '../../jcs.ts';

/**
 * Names an item by its content: positions are not identities, and the content itself may be private.
 * A readable name, where the file has one, stands in front.
 */
export function contentId(content: unknown, name: string | null = null): string {
  const digest = createHash('sha256').update(textOf(content)).digest('hex');
  return name === null ? digest.slice(0, 16) : `${name} #${digest.slice(0, 8)}`;
}

function textOf(content: unknown): string {
  if (typeof content === 'string') return content;
  try {
    return canonicalJson(content as Json);
  } catch {
    return JSON.stringify(content) ?? ''; // a lone surrogate in a results file has no canonical form, but still names an item
  }
}
