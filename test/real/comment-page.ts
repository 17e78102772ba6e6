import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { GITHUB_CSS, MARKED } from './tools.ts';

/** A comment as GitHub shows it: its Markdown dialect, its style sheet, the width of its column. */
export async function commentPage(markdown: string, width = 766): Promise<string> {
  const { marked } = (await import(pathToFileURL(join(MARKED, 'lib', 'marked.esm.js')).href)) as {
    marked: { parse(text: string, options: object): string };
  };
  const body = marked.parse(markdown, { gfm: true, async: false });
  return `<!doctype html>
<html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>A pull request</title>
<style>${readFileSync(GITHUB_CSS, 'utf8')}
body { margin: 0; padding: 16px; background: #ffffff }
@media (prefers-color-scheme: dark) { body { background: #0d1117 } }
.comment { box-sizing: border-box; max-width: ${width}px; border: 1px solid #d1d9e0; border-radius: 6px; overflow: hidden }
.author { padding: 8px 16px; font: 14px -apple-system, "Segoe UI", "Noto Sans", Helvetica, Arial, sans-serif; color: #59636e;
  background: #f6f8fa; border-bottom: 1px solid #d1d9e0 }
.author b { color: #1f2328 }
.markdown-body { padding: 16px; font-size: 14px }
</style>
<div class="comment"><div class="author"><b>github-actions</b> bot commented</div>
<article class="markdown-body">${body}</article></div></html>`;
}
