import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { airlock } from '../scenario/airlock.ts';
import { bot } from '../scenario/bot.ts';
import { commentPage } from './comment-page.ts';
import { chromiumPath } from './tools.ts';

let browser: Browser;
let markdown: string;
beforeAll(async () => {
  browser = await chromium.launch({ executablePath: chromiumPath(), args: ['--no-sandbox'] });
  using story = bot({ change: 'tidy-refund-prompt' });
  const args = ['check', '--base', story.base, '--pr', '41', '--format', 'markdown'];
  markdown = (await airlock(story.path, args)).stdout;
});
afterAll(() => browser.close());

async function shown(width: number, text = markdown): Promise<Page> {
  const page = await browser.newPage({ viewport: { width, height: 900 } });
  await page.setContent(await commentPage(text));
  return page;
}

test('the first screen says what was decided, why, and what next, with nothing unfolded', async () => {
  const page = await shown(880);
  expect(await page.locator('h3').innerText()).toBe('⛔ No-go · support-bot 3.0.0-pr.41 · high risk');
  expect(await page.locator('.markdown-body > table tbody tr').count()).toBe(4);
  expect(await page.locator('.markdown-body > ul > li strong').allInnerTexts()).toEqual([
    'Changed',
    'Why high',
    'Next',
  ]);
  expect(await page.locator('.markdown-body > details > summary').allInnerTexts()).toEqual([
    expect.stringMatching(/^Slices \(\d+\)$/u),
    expect.stringMatching(/^Criteria \(\d+\)$/u),
    expect.stringMatching(/^Findings \(\d+\)$/u),
    'For the record',
    'Reproduce',
  ]);
  const end = await page.locator('.markdown-body > details').first().boundingBox();
  expect(end?.y).toBeLessThan(900);
});

describe.each([360, 880])('at a width of %s', (width) => {
  test('every fold opens to tables and commands, and nothing but them', async () => {
    const page = await shown(width);
    await page.locator('details').evaluateAll((all) => {
      for (const one of all) one.setAttribute('open', '');
    });
    expect(await page.locator('img, a, iframe, form, script').count()).toBe(0);
    // A row that lost a cell, or a fence that did not close, shows as text with its marks.
    expect(await page.locator('.markdown-body').innerText()).not.toMatch(
      /^\||\| --- \||```|<details>|<!--/mu,
    );
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width);
  });
});

test('hostile words stay words', async () => {
  using story = bot({
    files: {
      'prompts/<img src=x onerror=alert(1)>.md': 'Never mind.\n',
      'prompts/`code` **bold** [link](https:..example.org) @acme.md': 'Be kind.\n',
      'prompts/a | b\n\n## heading.md': 'Be brief.\n',
    },
  });
  const { stdout } = await airlock(story.path, ['check', '--base', story.base, '--format', 'markdown']);
  const page = await shown(880, stdout);
  expect(await page.locator('img, a, h2, article > blockquote, em').count()).toBe(0);
  expect(await page.locator('h3').count()).toBe(1);
});
