/** One request as it came in, and what became of it. */
export type LogEntry = {
  method: string;
  /** As sent, with the query. */
  target: string;
  /** The status, or what happened to the connection instead: `refused`, `timed out`, `201 cut`. */
  outcome: string;
  /** Parsed JSON, text of other bodies, undefined without a body. */
  body: unknown;
  operation: string | undefined;
};

/** The log as compact lines, the same in every run: ids, shas and signatures are replaced by names. */
export function routes(log: LogEntry[]): string[] {
  const names = new Map<string, string>();
  const counts = new Map<string, number>();
  const named = (kind: string, value: string): string => {
    const known = names.get(`${kind} ${value}`);
    if (known !== undefined) return known;
    const count = (counts.get(kind) ?? 0) + 1;
    counts.set(kind, count);
    const name = count === 1 ? `{${kind}}` : `{${kind}.${count}}`;
    names.set(`${kind} ${value}`, name);
    return name;
  };
  return log.map(({ method, target, outcome }) => {
    const path = target
      .replace(/\b[0-9a-f]{40}\b/g, (sha) => named('sha', sha))
      .replace(/(?<=\/repositories\/)\d+/, (id) => named('repository', id))
      .replace(/(?<=\/issues\/comments\/)\d+/, (id) => named('comment', id))
      .replace(/(?<=\/(?:check-run|artifact|run|deployment)s\/)\d+/g, (id, offset: number, all: string) => {
        const kind = /([a-z-]+)s\/$/.exec(all.slice(0, offset))?.[1] ?? 'id';
        return named(kind, id);
      })
      .replace(/(?<=\/blobs\/)[^?]+/, (blob) => named('blob', blob))
      .replace(/(?<=[?&]blockid=)[^&]+/, (block) => named('block', block))
      .replace(/(?<=[?&](?:sig|se|rscd|rsct)=)[^&]+/g, '…');
    return `${method} ${path} → ${outcome}`;
  });
}
