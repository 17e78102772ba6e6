import type { CheckResult } from '../check.ts';
import { canonicalBytes, plain } from '../pack/canonical.ts';
import type { Control } from '../pack/controls.ts';
import type { Engine } from '../pack/manifest.ts';
import { CHECK, type Parts, REPORT } from '../pack/parts.ts';
import type { Renderer } from '../pack/renderer.ts';
import { reportMarkdown } from './comment.ts';
import { checkDocument } from './documents/documents.ts';
import { packedSideSchema, packFactsSchema } from './documents/schema-pack.ts';
import { reportHtml } from './html/page.ts';
import { heading, type Markdown, paragraphs, table } from './markdown.ts';
import { nextSteps } from './next.ts';
import { joined, quote, words } from './phrase.ts';
import { reportView } from './view.ts';

/** How a pack is shown, and what its documents look like. */
export const packRenderer: Renderer = {
  facts(value) {
    const read = packFactsSchema.safeParse(value);
    return read.success ? read.data : null;
  },
  side(value) {
    const read = packedSideSchema.safeParse(value);
    if (!read.success) return null;
    const { identity, bundle } = read.data;
    return { commit: bundle.commit, identity, bundle };
  },
  async pages(result: CheckResult, engine: Engine): Promise<Parts> {
    return new Map([
      [CHECK, canonicalBytes(plain(checkDocument(result, engine, nextSteps(result))))],
      [REPORT.markdown, page(reportMarkdown(reportView(result)))],
      [REPORT.html, Buffer.from(reportHtml([result], engine))],
    ]);
  },
  controls: (controls) => page(controlsMarkdown(controls)),
};

function page(text: Markdown): Uint8Array {
  return Buffer.from(`${text}\n`);
}

/** One table for each framework; where the pack holds nothing for a control the last cell is empty. */
function controlsMarkdown(controls: readonly Control[]): Markdown {
  const frameworks = [...new Set(controls.map((one) => one.framework))];
  const header = [words('control'), words('about'), words('in this pack')];
  return paragraphs(
    heading(2, words('What this pack holds for whom')),
    ...frameworks.flatMap((framework) => [
      heading(3, words(framework)),
      table(
        header,
        controls
          .filter((one) => one.framework === framework)
          .map(({ id, title, parts }) => [quote(id), words(title), joined(parts.map(quote), ', ')]),
      ),
    ]),
  );
}
