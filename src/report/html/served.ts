/** `2026-11-02 09:01 UTC`, of a time as the ledger has it. */
export function shownTime(time: string): string {
  return `${time.slice(0, 16).replace('T', ' ')} UTC`;
}

/** How a version came to serve, in words. */
export const HOW = {
  adopted: 'adopted',
  promoted: 'promoted',
  'rolled-back': 'rolled back',
  'rolled-forward': 'rolled forward',
} as const;
