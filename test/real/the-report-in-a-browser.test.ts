import { execFileSync } from 'node:child_process';
import { pathToFileURL } from 'node:url';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CLI } from '../scenario/paths.ts';
import { chromiumPath } from './tools.ts';

/** The page of the demo: plots, flips, findings, both arms. */
const REPORT = /^report: (.+\.html)$/mu.exec(
  execFileSync(process.execPath, [CLI, 'demo', '--quiet'], { encoding: 'utf8' }),
)?.[1];

let browser: Browser;
beforeAll(async () => {
  browser = await chromium.launch({ executablePath: chromiumPath(), args: ['--no-sandbox'] });
});
afterAll(() => browser.close());

const SCREENS = {
  desk: { width: 1280, height: 900 },
  phone: { width: 360, height: 740 },
} as const;

interface Seen {
  readonly page: Page;
  /** What the page asked for beside itself, and what it complained of. */
  readonly asked: string[];
  readonly complaints: string[];
}

async function open(screen: keyof typeof SCREENS, scheme: 'light' | 'dark' = 'light'): Promise<Seen> {
  const page = await browser.newPage({ viewport: SCREENS[screen], colorScheme: scheme });
  const [asked, complaints]: [string[], string[]] = [[], []];
  page.on('request', (request) => asked.push(request.url()));
  page.on('console', (message) => complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(String(error)));
  await page.goto(pathToFileURL(REPORT ?? '').href);
  return { page, asked: asked.slice(1), complaints };
}

describe.each(['desk', 'phone'] as const)('on a %s', (screen) => {
  test('asks the network for nothing and complains of nothing', async () => {
    const { page, asked, complaints } = await open(screen);
    expect(asked).toEqual([]);
    expect(complaints).toEqual([]);
    await page.close();
  });

  test('shows the verdict before anything is scrolled', async () => {
    const { page } = await open(screen);
    const box = await page.locator('h1').boundingBox();
    expect(box?.y).toBeLessThan(200);
    expect(await page.locator('h1').innerText()).toContain('No-go');
    await page.close();
  });

  test('is never wider than the screen', async () => {
    const { page } = await open(screen);
    for (const details of await page.locator('details').all())
      await details.evaluate((element) => element.setAttribute('open', ''));
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(
      SCREENS[screen].width,
    );
    await page.close();
  });

  test.each(['light', 'dark'] as const)('has no text too faint to read in %s', async (scheme) => {
    const { page } = await open(screen, scheme);
    expect(await page.evaluate(FAINT)).toEqual([]);
    await page.close();
  });
});

test('every plot has a name for those who do not see it', async () => {
  const { page } = await open('desk');
  const names = await page
    .locator('svg[role=img]')
    .evaluateAll((plots) =>
      plots.map((plot) => plot.getAttribute('aria-label') ?? plot.querySelector('title')?.textContent),
    );
  expect(names.length).toBeGreaterThan(3);
  expect(names.filter((name) => name === null || name === undefined || name === '')).toEqual([]);
  await page.close();
});

test('prints on paper without cutting a line', async () => {
  const { page } = await open('desk');
  const pdf = await page.pdf({ format: 'A4' });
  expect(pdf.byteLength).toBeGreaterThan(10_000);
  await page.close();
});

/** Texts whose contrast with what is behind them is below WCAG 2.2 AA; runs in the page. */
const FAINT = `(() => {
  const channel = (c) => (c /= 255) <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
  const rgba = (color) => { canvas.clearRect(0, 0, 1, 1); canvas.fillStyle = color; canvas.fillRect(0, 0, 1, 1); return [...canvas.getImageData(0, 0, 1, 1).data]; };
  const light = ([r, g, b]) => 0.2126 * channel(r) + 0.7152 * channel(g) + 0.0722 * channel(b);
  const behind = (element) => {
    for (let at = element; at !== null; at = at.parentElement) {
      const color = rgba(getComputedStyle(at).backgroundColor);
      if (color[3] === 255) return color;
    }
    return rgba(getComputedStyle(document.documentElement).colorScheme === 'dark' ? '#000' : '#fff');
  };
  const faint = [];
  for (const element of document.querySelectorAll('body *')) {
    const text = [...element.childNodes].filter((node) => node.nodeType === 3).map((node) => node.textContent.trim()).join('');
    if (text === '' || element.closest('svg, style, script') !== null || element.getClientRects().length === 0) continue;
    const style = getComputedStyle(element);
    const [one, two] = [light(rgba(style.color)), light(behind(element))];
    const contrast = (Math.max(one, two) + 0.05) / (Math.min(one, two) + 0.05);
    const large = parseFloat(style.fontSize) >= 24 || (parseFloat(style.fontSize) >= 18.66 && Number(style.fontWeight) >= 700);
    if (contrast < (large ? 3 : 4.5)) faint.push(contrast.toFixed(2) + ' ' + text.slice(0, 40));
  }
  return faint;
})()`;
