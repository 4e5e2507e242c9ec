// Walks the page's views in a real Chromium, on real data, against the service.

import { mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Running, startServer } from '../../src/http/serve.ts';
import { openLaw } from '../../src/index.ts';
import { ROOT } from '../support/embedded.ts';

const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
const SHOTS = join(ROOT, 'test', 'browser', 'shots');
const law = openLaw();

let server: Running;
let browser: Browser;
let context: BrowserContext;
let page: Page;

beforeAll(async () => {
  mkdirSync(SHOTS, { recursive: true });
  server = await startServer(law, { port: 0, host: '127.0.0.1', web: join(ROOT, 'dist', 'web') });
  browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox'],
  });
  context = await browser.newContext({ locale: 'en-US' });
  page = await context.newPage();
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

const go = async (hash: string) => {
  await page.goto(`${server.url}/#/${hash}`);
  await page.reload();
};
const figure = (name: string) => page.locator(`[data-figure="${name}"]`);
const points = (fraction: number) =>
  new Intl.NumberFormat('en-US', { style: 'percent', maximumFractionDigits: 2 }).format(fraction);
const dollars = (amount: string) =>
  new Intl.NumberFormat('en-US', { style: 'currency', currency: 'USD' }).format(Number(amount));
const settled = async (name: string, text: string) => {
  await expect.poll(async () => (await figure(name).textContent())?.trim(), { timeout: 15_000 }).toBe(text);
};
const VIEWS = [
  'now?known=2025-07-29&on=2025-07-29',
  'product?code=8507.60.00&from=CN&known=2025-07-29&on=2025-08-13',
  'shipments?known=2025-07-29&on=2025-07-29',
  'law?known=2025-07-29&on=2025-07-29',
];

describe('the page', () => {
  it('Now shows 30 points for China, and 54 when the clock is set to 13 August', async () => {
    await go('now?known=2025-07-29&on=2025-07-29');
    await settled('plain-CN', '30%');
    await page.fill('input[name="on"]', '2025-08-13');
    await page.locator('input[name="on"]').dispatchEvent('change');
    await settled('plain-CN', '54%');
    expect(page.url()).toContain('on=2025-08-13');
  });

  it('an outcome supposed changes the figures: 30 if the truce is extended', async () => {
    await go('now?known=2025-07-29&on=2025-08-13');
    await settled('plain-CN', '54%');
    await page.selectOption('select[name="outcome"]', 'extend-90-days');
    await settled('plain-CN', '30%');
  });

  it('every figure on Product equals the engine’s for the same basis', async () => {
    const codes = ['8507.60.00', '9503.00.00', '8517.13.00', '8703.80.00', '9403.60.80'];
    for (const code of codes)
      for (const [from, on] of [
        ['CN', '2025-08-13'],
        ['DE', '2025-08-08'],
      ] as const) {
        const { total, rate, additional } = law
          .as({ known: '2025-08-12' })
          .assess({ code, from, on, value: '10000' });
        await go(`product?code=${code}&from=${from}&known=2025-08-12&on=${on}`);
        const span = <T>({ low, high }: { low: T; high: T }, write: (value: T) => string) =>
          low === high ? write(low) : `${write(low)} – ${write(high)}`;
        await settled(
          'total',
          `${span(total, dollars)} ${span(rate, points)} of the value, ${span(additional, points)} above the base duty`,
        );
      }
  });

  it('a refusal is shown with its hint', async () => {
    await go('product?code=8507.61.00&from=CN&known=2025-07-29&on=2025-08-13');
    await expect.poll(() => page.getByRole('alert').first().textContent()).toContain('8507.60.00');
  });

  it('the example book gives the engine’s totals by outcome', async () => {
    await go('shipments?known=2025-07-29&on=2025-07-29');
    await page.getByRole('button', { name: 'Try the example' }).click();
    await expect.poll(() => figure('book-lapse').count(), { timeout: 15_000 }).toBe(1);
    const text = async (id: string) =>
      Number(
        ((await figure(`book-${id}`).textContent()) ?? '')
          .split('–')
          .at(-1)!
          .replace(/[^\d.]/g, ''),
      );
    expect(await text('lapse')).toBeGreaterThan(await text('extend-90-days'));
    expect(await text('return-to-145')).toBeGreaterThan(await text('lapse'));
  });

  it('a pasted file with a wrong column is refused by name', async () => {
    await go('shipments?known=2025-07-29&on=2025-07-29');
    await page.fill('textarea[name="paste"]', 'code,from,vlaue\n95030000,CN,1000');
    await page.locator('textarea[name="paste"]').dispatchEvent('change');
    await expect.poll(() => page.getByRole('alert').textContent()).toContain('vlaue');
  });

  it('back and forward restore the state', async () => {
    await go('now?known=2025-07-29&on=2025-07-29');
    await page.getByRole('link', { name: 'Law', exact: true }).click();
    await expect.poll(() => page.locator('h1').textContent()).toBe('The law in the pack');
    await page.goBack();
    await settled('plain-CN', '30%');
    await page.goForward();
    await expect.poll(() => page.locator('h1').textContent()).toBe('The law in the pack');
  });

  it('can be walked with the keyboard alone', async () => {
    await go('now?known=2025-07-29&on=2025-07-29');
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('To the answer');
    const reached: (string | undefined)[] = [];
    for (let i = 0; i < 14; i++) {
      await page.keyboard.press('Tab');
      reached.push(
        await page.evaluate(
          () =>
            document.activeElement?.getAttribute('name') ?? document.activeElement?.textContent ?? undefined,
        ),
      );
    }
    expect(reached).toEqual(expect.arrayContaining(['Product', 'known', 'on', 'outcome']));
  });

  it.each(VIEWS)(
    '%s has no serious finding of axe, fits 390 pixels, and is kept as a picture',
    async (view) => {
      await page.setViewportSize({ width: 390, height: 844 });
      await go(view);
      await page.waitForSelector('h1');
      await page.waitForTimeout(1200);
      await page.addScriptTag({ path: AXE });
      const found = await page.evaluate(async () => {
        const { axe } = window as unknown as {
          axe: {
            run(): Promise<{ violations: { id: string; impact: string; nodes: { html: string }[] }[] }>;
          };
        };
        return (await axe.run()).violations
          .filter(({ impact }) => impact === 'serious' || impact === 'critical')
          .map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
      });
      expect(found).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(391);
      await page.screenshot({ path: join(SHOTS, `${view.split('?')[0]}-390.png`) });
      await page.setViewportSize({ width: 1280, height: 900 });
      await page.screenshot({ path: join(SHOTS, `${view.split('?')[0]}.png`), fullPage: false });
    },
  );

  it('works offline after the first load', async () => {
    await go('now?known=2025-07-29&on=2025-07-29');
    await settled('plain-CN', '30%');
    await page.evaluate(async () => {
      await navigator.serviceWorker.ready;
    });
    await page.reload();
    await settled('plain-CN', '30%');
    await page.waitForTimeout(500);
    await context.setOffline(true);
    await page.reload();
    await settled('plain-CN', '30%');
    await context.setOffline(false);
  });
});
