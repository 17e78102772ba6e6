import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { commentPage } from '../test/real/comment-page.ts';
import { chromiumPath } from '../test/real/tools.ts';
import { airlock } from '../test/scenario/airlock.ts';
import { bot } from '../test/scenario/bot.ts';
import { ROOT } from '../test/scenario/paths.ts';

/** Takes the README's picture: the report of the example's pull request, as GitHub shows it. Needs `.ci/tools`. */
using story = bot({ change: 'tidy-refund-prompt' });
const { stdout } = await airlock(story.path, [
  'check',
  '--base',
  story.base,
  '--pr',
  '41',
  '--format',
  'markdown',
]);
const browser = await chromium.launch({ executablePath: chromiumPath(), args: ['--no-sandbox'] });
const page = await browser.newPage({ viewport: { width: 880, height: 1200 }, deviceScaleFactor: 2 });
await page.setContent(await commentPage(stdout));
const picture = await page.locator('.comment').screenshot();
writeFileSync(join(ROOT, 'docs', 'report.png'), picture);
await browser.close();
