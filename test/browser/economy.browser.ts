// Walks the Economy view in a real Chromium: its figures are the engine's, the sliders solve anew, and everyone can use it.

import { mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { askSimulate, askWait } from '../../src/http/economy.ts';
import { type Running, startServer } from '../../src/http/serve.ts';
import { openLaw } from '../../src/index.ts';
import { ROOT } from '../support/embedded.ts';

const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
const SHOTS = join(ROOT, 'test', 'browser', 'shots');
const law = openLaw();
const KNOWN = '2025-07-29';
const ADDRESS = `economy?known=${KNOWN}&on=${KNOWN}`;

let server: Running;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  mkdirSync(SHOTS, { recursive: true });
  server = await startServer(law, { port: 0, host: '127.0.0.1', web: join(ROOT, 'dist', 'web') });
  browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox'],
  });
  page = await (await browser.newContext({ locale: 'en-US', bypassCSP: true })).newPage();
}, 60_000);

afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

const go = async (hash: string) => {
  await page.goto(`${server.url}/#/${hash}`);
  await page.reload();
};
const textOf = async (name: string) =>
  (await page.locator(`[data-figure="${name}"]`).first().textContent())?.trim();
const settled = async (name: string, text: string) =>
  expect.poll(() => textOf(name), { timeout: 60_000 }).toBe(text);

const plain = (value: number, digits: number) =>
  (Number(value.toFixed(digits)) || 0).toLocaleString('en-US', {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
interface Written {
  readonly central: number | string;
  readonly low: number | string;
  readonly high: number | string;
}
const band = ({ central, low, high }: Written, by: number, digits: number) => {
  const [a, b, c] = [central, low, high].map((one) => plain(Number(one) * by, digits));
  return b === c ? a! : `${a} (${b} to ${c})`;
};

const simulated = (settings: object = {}) => askSimulate(law, { known: KNOWN, ...settings }, KNOWN);
const longRun = async (settings: object = {}) =>
  (await simulated(settings)).outcomes
    .find(({ outcome }) => outcome === 'lapse')!
    .longRun.find(({ region }) => region === 'US')!;

describe('the view Economy', { timeout: 120_000 }, () => {
  it('shows the engine’s figures, long run and this year side by side, with their limits', async () => {
    await go(ADDRESS);
    const answer = await simulated();
    for (const { outcome, changes, longRun: regions, thisYear } of answer.outcomes) {
      if (!changes) continue;
      for (const side of ['US', 'CN']) {
        const long = regions.find(({ region }) => region === side)!;
        const year = thisYear.find(({ importer }) => importer === side)!;
        await settled(`income-${outcome}-${side}`, band(long.realIncome, 100, 3));
        await settled(`day-${outcome}-${side}`, band(long.realIncomeDay, 1e-6, 0));
        await settled(`pay-${outcome}-${side}`, plain(Number(year.complete.buyersPay) / 1e9, 1));
        await settled(`part-${outcome}-${side}`, plain(Number(year.chosen.buyersPay) / 1e9, 1));
      }
    }
    expect(await textOf('unchanged')).toContain('extend-90-days');
    const { parties } = await askWait(law, { known: KNOWN }, KNOWN);
    await settled('cost-US', band(parties[0]!.cost, 1e-6, 1));
    await settled('cost-CN', band(parties[1]!.cost, 1e-6, 1));
    for (const limit of answer.limits) expect(await page.locator('.limits').textContent()).toContain(limit);
  });

  it('solves anew when a slider moves, and the address keeps it', async () => {
    const drag = async (name: string, value: string) => {
      await page.locator(`input[name="${name}"]`).fill(value);
    };
    await drag('hazard', '2');
    const { parties } = await askWait(law, { known: KNOWN, hazard: 0.02 }, KNOWN);
    await settled('cost-US', band(parties[0]!.cost, 1e-6, 1));
    await drag('pass', '100');
    await settled('part-lapse-US', (await textOf('pay-lapse-US'))!);
    await page.selectOption('select[name="own"]', 'mean');
    await drag('elasticity', '8');
    await settled('income-lapse-US', band((await longRun({ elasticity: 8 })).realIncome, 100, 3));
    expect(page.url()).toMatch(/hazard=2.*pass=100.*elasticity=8/);
    await page.reload();
    await settled('income-lapse-US', band((await longRun({ elasticity: 8 })).realIncome, 100, 3));
    await settled('cost-US', (await textOf('cost-US'))!);
  });

  it('linkages are a switch, and another pair of sides is a choice', async () => {
    await go(`${ADDRESS}&linkages=yes`);
    await settled('income-lapse-US', band((await longRun({ linkages: true })).realIncome, 100, 3));
    await page.selectOption('select[name="b"]', 'EU');
    await expect.poll(() => page.locator('[data-figure="cost-EU"]').count(), { timeout: 30_000 }).toBe(1);
    expect(await textOf('pay-lapse-EU')).toBe('no imports at hand');
  });

  it('a day without a deadline is refused with its hint', async () => {
    await go('economy?known=2020-03-01&on=2020-03-01');
    await expect
      .poll(() => page.getByRole('alert').first().textContent(), { timeout: 30_000 })
      .toContain('no truce ends later');
  });

  it('every chart has its figures as a table, and can be saved as SVG and PNG', async () => {
    await go(ADDRESS);
    await expect.poll(() => page.locator('figure.chart svg').count(), { timeout: 60_000 }).toBe(3);
    for (const chart of ['long-run', 'this-year', 'delay']) {
      const figure = page.locator(`figure[data-chart="${chart}"]`);
      for (const kind of ['SVG', 'PNG']) {
        const [download] = await Promise.all([
          page.waitForEvent('download'),
          figure.getByRole('button', { name: kind }).click(),
        ]);
        expect(download.suggestedFilename()).toBe(`${chart}.${kind.toLowerCase()}`);
      }
      await figure.getByRole('button', { name: 'Table', exact: true }).click();
      expect(await figure.locator('tbody tr').count()).toBeGreaterThan(1);
    }
  });

  it('sliders can be moved with the keyboard', async () => {
    await go(ADDRESS);
    await page.locator('input[name="hazard"]').focus();
    await page.keyboard.press('ArrowRight');
    await expect.poll(() => page.url()).toContain('hazard=1.1');
  });

  it.each(['light', 'dark'] as const)(
    'has no serious finding of axe and fits 390 pixels, %s',
    async (colorScheme) => {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width: 390, height: 844 });
      await go(ADDRESS);
      await expect.poll(() => page.locator('figure.chart svg').count(), { timeout: 60_000 }).toBe(3);
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
      await page.screenshot({ path: join(SHOTS, `economy-390-${colorScheme}.png`), fullPage: true });
      await page.setViewportSize({ width: 1280, height: 900 });
      await page.waitForTimeout(400);
      await page.screenshot({ path: join(SHOTS, `economy-${colorScheme}.png`), fullPage: true });
    },
  );
});
