/** What came of fetching one payload. */
export type Fetched =
  /** It lies where it belongs, and is what the pointer says. */
  | { readonly state: 'verified' }
  /** Something else lies behind the pointer. `found`: its digest, or its size in words. */
  | { readonly state: 'differs'; readonly found: string }
  /** Nobody could tell: not installed, not there, no answer. `found`: in the tool's words. */
  | { readonly state: 'unreached'; readonly found: string };

export function unreached(found: string): Fetched {
  return { state: 'unreached', found };
}

/** The last line of what a tool said that says why; tools say first that they failed, and git's come with a prefix. */
export function saidBy(output: string): string {
  const lines = output
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  const telling = lines.findLast((line) => /error|fail|not |unable|denied|no such/iu.test(line));
  return (telling ?? lines.at(-1) ?? 'no answer').slice(0, 200);
}
