import type { Deployed } from './deployer.ts';

type Report = Readonly<Record<string, unknown>>;

/** The last line of what a deployment printed, as far as it is a JSON object. */
export function reportIn(output: string): Report {
  try {
    const answer: unknown = JSON.parse(lastLine(output) ?? '');
    return typeof answer === 'object' && answer !== null ? { ...answer } : {};
  } catch {
    return {};
  }
}

/** What came of a deployment, by its own word: `{"served":"sha256:…"}`, or `{"fenced":17}` where a newer order was carried out. */
export function deployedBy(output: string): Deployed {
  const { fenced, served } = reportIn(output);
  if (typeof fenced === 'number') return { kind: 'fenced', fence: fenced };
  if (typeof served === 'string') return { kind: 'served', digest: served };
  return { kind: 'failed', found: lastLine(output) ?? 'no report' };
}

/** The end of an output as an error shows it; null where nothing was printed. */
export function lastLine(output: string): string | null {
  const line = output.trim().split('\n').at(-1)?.trim() ?? '';
  return line === '' ? null : line.slice(0, 200);
}
