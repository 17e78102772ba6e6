import type { CheckResult } from '../check.ts';
import type { FailOn } from '../gates/decision.ts';
import { reportMarkdown } from './comment.ts';
import { link, type Markdown, markdown, NOTHING, paragraphs } from './markdown.ts';
import { words } from './phrase.ts';
import { reportView } from './view.ts';

/** The job summary: every report whole, and the page where it was uploaded. */
export function summaryMarkdown(
  results: readonly CheckResult[],
  failOn: FailOn | null,
  pageUrl: string | null,
): Markdown {
  const touched = results.filter((result) => !result.unchanged);
  if (touched.length === 0) return markdown(words('Airlock: neither a bundle nor its policy changed.'));
  const page = pageUrl === null ? NOTHING : link(words('Open the report as a page'), pageUrl);
  return paragraphs(...touched.map((result) => reportMarkdown(reportView(result, failOn))), page);
}
