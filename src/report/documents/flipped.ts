import type { CheckResult } from '../../check.ts';

/** What a confirm step has to run again, `airlock.flipped/1`. */
export function flippedDocument(results: readonly CheckResult[]) {
  return {
    schema: 'airlock.flipped/1' as const,
    again: results.flatMap((result) =>
      result.gates.flatMap(({ checks }) =>
        checks.flatMap(({ confirm, evidence, metric }) =>
          confirm === undefined || confirm.waiting.length === 0
            ? []
            : [{ ...taskOf(result, confirm.evidence), of: evidence, metric, ...asked(confirm) }],
        ),
      ),
    ),
  };
}

/** The same as the text of a file. */
export function flippedText(results: readonly CheckResult[]): string {
  return `${JSON.stringify(flippedDocument(results), null, 2)}\n`;
}

function taskOf({ head, rules }: CheckResult, name: string) {
  const rule = rules.evidence.find((one) => one.name === name);
  return {
    bundle: head.bundle.name,
    evidence: name,
    run: rule?.run ?? null,
    path: rule?.path ?? null,
    baseline: rule?.baseline ?? null,
  };
}

function asked({ repeats, waiting }: { readonly repeats: number; readonly waiting: readonly string[] }) {
  return { repeats, items: waiting };
}
