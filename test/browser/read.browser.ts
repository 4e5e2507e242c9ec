// Walks the Read view in a real Chromium: the verdicts are the engine's, each leads to its clause, and everyone can use it.

import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import record from '#record-pack';
import { type Running, startServer } from '../../src/http/serve.ts';
import { openLaw } from '../../src/index.ts';
import { openReader } from '../../src/reading/reader.ts';
import { tally } from '../../src/reading/show.ts';
import { ROOT } from '../support/embedded.ts';

const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
const SHOTS = join(ROOT, 'test', 'browser', 'shots');
const ARTICLE = readFileSync(join(ROOT, 'examples', 'article.md'), 'utf8');
const SHORT = 'Goods from China pay an additional 30 percent. The truce with China ends on August 12.';
const law = openLaw();
const reader = await openReader(law, record);

let server: Running;
let browser: Browser;
let page: Page;
const asked: string[] = [];

beforeAll(async () => {
  mkdirSync(SHOTS, { recursive: true });
  server = await startServer(law, { port: 0, host: '127.0.0.1', web: join(ROOT, 'dist', 'web') });
  browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox'],
  });
  page = await (await browser.newContext({ locale: 'en-US', serviceWorkers: 'block' })).newPage();
  // As an init script: the page's own policy lets no other script in.
  await page.addInitScript({ path: AXE });
  page.on('request', (request) => asked.push(request.url()));
}, 60_000);

afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

const go = async (hash: string) => {
  await page.goto(`${server.url}/#/${hash}`);
  await page.reload();
};
const told = () => page.locator('[data-figure="tally"]').textContent();
const settled = (words: string) => expect.poll(told, { timeout: 60_000 }).toContain(words);
const paste = async (text: string) => {
  await page.fill('textarea[name="article"]', text);
  await page.getByRole('button', { name: 'Read it' }).click();
};

async function findings(): Promise<readonly string[]> {
  return page.evaluate(async () => {
    const { axe } = window as unknown as {
      axe: { run(): Promise<{ violations: { id: string; impact: string; nodes: { html: string }[] }[] }> };
    };
    return (await axe.run()).violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
  });
}

describe('the Read view', () => {
  it('loads the language model only when a text is read', async () => {
    await go('now?known=2025-07-29&on=2025-07-29');
    await page.waitForSelector('h1');
    await page.waitForTimeout(2000);
    const before = asked.length;
    expect(asked.some((url) => /wink|reading-/.test(url))).toBe(false);
    await go('read?known=2025-07-29&on=2025-07-29');
    await page.getByRole('button', { name: 'Try the example' }).click();
    await settled('supported');
    expect(asked.slice(before).some((url) => /reading-/.test(url))).toBe(true);
  });

  it('the example has the verdicts of the engine, its claims marked and numbered', async () => {
    const { claims } = reader(ARTICLE);
    await settled(tally(claims));
    expect(await page.locator('ol.verdicts > li').count()).toBe(claims.length);
    expect(await page.locator('article button.number').count()).toBe(claims.length);
    expect(await page.locator('ol.verdicts > li.contradicted').first().textContent()).toContain('✗');
  });

  it('a number leads to its verdict, the verdict back to the text, and on to the clause', async () => {
    const { claims } = reader(ARTICLE);
    const number =
      claims.findIndex(({ kind, against }) => kind === 'deadline' && against[0]?.is === 'instrument') + 1;
    await page.locator(`#mark-${number}`).press('Enter');
    expect(await page.evaluate(() => document.activeElement?.id)).toBe(`claim-${number}`);
    expect(page.url()).toContain(`claim=${number}`);
    await page.getByRole('button', { name: `Show claim ${number} in the text` }).click();
    expect(await page.evaluate(() => document.activeElement?.id)).toBe(`mark-${number}`);
    await page.locator(`#claim-${number} .cite a`).first().click();
    await expect.poll(() => page.url()).toContain(encodeURIComponent(claims[number - 1]!.against[0]!.id));
    await page.goBack();
    await settled('supported');
  });

  it('tells what the text means for the loaded shipments', async () => {
    await page.getByRole('button', { name: 'use the example book' }).click();
    const { meaningFor } = await import('../../src/reading/goods-meaning.ts');
    const { entryOfCells } = await import('../../src/assess/row.ts');
    const { parse } = await import('csv-parse/sync');
    const rows = parse(readFileSync(join(ROOT, 'examples', 'shipments.csv'), 'utf8'), {
      columns: true,
    }) as Record<string, string>[];
    const shipments = rows.map((cells, index) => ({ line: index + 2, name: '', entry: entryOfCells(cells) }));
    const { total } = meaningFor(law, reader(ARTICLE), shipments).exposure.scenarios.find(
      ({ id }) => id === 'lapse',
    )!;
    const money = new Intl.NumberFormat('en-US', { style: 'currency', currency: 'USD' });
    await expect
      .poll(() => page.locator('[data-figure="goods-lapse"]').textContent(), { timeout: 30_000 })
      .toBe(money.format(Number(total.high)));
  });

  it('a short text is in the address and comes back with it; a long one is not', async () => {
    await go('read?known=2025-07-29&on=2025-07-29&date=2025-07-29');
    await paste(SHORT);
    await settled(tally(reader(SHORT, { date: '2025-07-29' }).claims));
    expect(page.url()).toContain('text=Goods');
    await page.reload();
    await settled(tally(reader(SHORT, { date: '2025-07-29' }).claims));
    await paste(`${SHORT} `.repeat(40));
    await settled('80 supported');
    expect(page.url()).not.toContain('text=');
  });

  it('a text without its day asks for it, and a hostile one stays text', async () => {
    await go('read?known=2025-07-29&on=2025-07-29');
    await paste(SHORT);
    await expect
      .poll(() => page.getByRole('alert').first().textContent())
      .toContain('does not state its date');
    let alarms = 0;
    page.on('dialog', (dialog) => {
      alarms++;
      dialog.dismiss();
    });
    await go('read?known=2025-07-29&on=2025-07-29&date=2025-07-29');
    await paste(
      `${SHORT} &lt;img src=x onerror=alert(1)&gt;<script>alert(1)</script>"><svg onload=alert(1)>`,
    );
    await settled('supported');
    expect(await page.locator('main img, main svg, main script').count()).toBe(0);
    expect(alarms).toBe(0);
  });

  it.each(['light', 'dark'] as const)(
    'has no serious finding of axe in %s, and fits 390 pixels',
    async (colorScheme) => {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width: 390, height: 844 });
      await go(`read?known=2025-07-29&on=2025-07-29&date=2025-07-29&text=${encodeURIComponent(SHORT)}`);
      await settled('supported');
      expect(await findings()).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(391);
      await page.screenshot({ path: join(SHOTS, `read-390-${colorScheme}.png`), fullPage: true });
      await page.setViewportSize({ width: 1280, height: 900 });
      await page.getByRole('button', { name: 'Try the example' }).click();
      await settled('contradicted');
      await page.screenshot({ path: join(SHOTS, `read-${colorScheme}.png`) });
    },
  );
});
