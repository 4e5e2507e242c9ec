// The frame: every view without a serious finding of axe, on a phone and dark too; keyboard, back and forward, offline, weight.

import { readdirSync, statSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ROOT } from '../support/embedded.ts';
import { SHOTS, seriousFindings, site } from './support.ts';

const own = site();

/** Bytes of the built files whose names match, as they are sent. */
function packed(pattern: RegExp): number {
  const folder = join(ROOT, 'dist', 'web', 'assets');
  return readdirSync(folder)
    .filter((name) => pattern.test(name))
    .reduce((sum, name) => sum + statSync(join(folder, name)).size, 0);
}

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
  '.woff2': 'font/woff2',
};

const VIEWS = [
  ['now', 'now?known=2025-07-29&on=2025-07-29'],
  ['product', 'product?code=7308.90.95&from=CN&known=2025-07-29&on=2025-08-13'],
  ['shipments', 'shipments?known=2025-07-29&on=2025-07-29'],
  ['shipments-example', 'shipments?known=2025-07-29&on=2025-07-29&book=example&transit=18'],
  ['law', 'law?known=2025-07-29&on=2025-07-29'],
  ['law-instrument', 'law?id=us/eo-14257&clause=s.3(a)'],
  ['law-changes', 'law?tab=changes'],
  ['law-coverage', 'law?tab=coverage'],
  ['docs', 'docs?page=law-format'],
] as const;

/** Nothing is being worked out any more. */
const quiet = () =>
  expect
    .poll(() => own.page.locator('.waiting, [role="status"] progress, [aria-busy="true"]').count(), {
      timeout: 45_000,
    })
    .toBe(0);

describe('the frame', () => {
  it.each(VIEWS)(
    '%s has no serious finding of axe, light and dark, and fits 390 pixels',
    async (name, hash) => {
      for (const scheme of ['light', 'dark'] as const) {
        await own.page.emulateMedia({ colorScheme: scheme });
        await own.page.setViewportSize({ width: 390, height: 844 });
        await own.go(hash);
        await own.page.waitForSelector('h1, h2');
        await quiet();
        expect(await seriousFindings(own.page)).toEqual([]);
        expect(await own.page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
        await own.page.screenshot({ path: join(SHOTS, `${name}-390-${scheme}.png`), fullPage: true });
        await own.page.setViewportSize({ width: 1280, height: 900 });
        await own.page.waitForTimeout(300);
        await own.page.screenshot({ path: join(SHOTS, `${name}-1280-${scheme}.png`), fullPage: true });
      }
      await own.page.emulateMedia({ colorScheme: 'light' });
    },
    120_000,
  );

  it('back and forward restore the state', async () => {
    await own.go('now?known=2025-07-29&on=2025-07-29');
    await own.settled('plain-CN', '30%');
    await own.page.selectOption('select[name="moment"]', { label: 'April 2, 2025: Liberation Day' });
    await own.settled('plain-CN', '54%');
    await own.page.getByRole('link', { name: 'Law', exact: true }).click();
    await expect.poll(() => own.page.locator('h1').textContent()).toBe('The law in the pack');
    await own.page.goBack();
    await own.settled('plain-CN', '54%');
    await own.page.goBack();
    await own.settled('plain-CN', '30%');
    expect(await own.page.inputValue('input[name="known"]')).toBe('2025-07-29');
    await own.page.goForward();
    await own.page.goForward();
    await expect.poll(() => own.page.locator('h1').textContent()).toBe('The law in the pack');
  });

  it('the link of a view leads back to it as it was left', async () => {
    await own.go('product?code=9503.00.00&from=VN&known=2025-07-29&on=2025-08-13');
    await own.page.getByRole('link', { name: 'Law', exact: true }).click();
    await own.page.waitForSelector('h1');
    await own.page.getByRole('link', { name: 'Product', exact: true }).click();
    await expect.poll(() => own.page.inputValue('select[name="from"]')).toBe('VN');
    expect(own.page.url()).toContain('code=9503.00.00');
  });

  it('can be walked with the keyboard alone', async () => {
    await own.go('now?known=2025-07-29&on=2025-07-29');
    await own.page.keyboard.press('Tab');
    expect(await own.page.evaluate(() => document.activeElement?.textContent)).toContain('To the answer');
    await own.page.keyboard.press('Enter');
    expect(await own.page.evaluate(() => document.activeElement?.id)).toBe('main');
    await own.go('now?known=2025-07-29&on=2025-07-29');
    const reached: (string | null | undefined)[] = [];
    for (let i = 0; i < 24; i++) {
      await own.page.keyboard.press('Tab');
      reached.push(
        await own.page.evaluate(
          () => document.activeElement?.getAttribute('name') ?? document.activeElement?.textContent,
        ),
      );
    }
    expect(reached).toEqual(expect.arrayContaining(['Product', 'Docs', 'known', 'on', 'outcome', 'moment']));
    await own.page.getByRole('link', { name: 'Product', exact: true }).focus();
    await own.page.keyboard.press('Enter');
    await own.page.fill('input[name="words"]', 'lithium');
    await own.page.waitForSelector('.found button');
    await own.page.keyboard.press('Enter');
    await expect.poll(() => own.page.url()).toContain('code=8507.60.00');
  });

  it('weighs at most 300 KB packed before charts, and says how soon it answers', async () => {
    const times: number[] = [];
    let asked: readonly string[] = [];
    for (let round = 0; round < 5; round++) {
      const fresh = await own.browser.newContext({ serviceWorkers: 'block' });
      const page = await fresh.newPage();
      const begun = Date.now();
      await page.goto(`${own.server.url}/#/now?known=2025-07-29&on=2025-07-29`, { waitUntil: 'commit' });
      await page.waitForSelector('[data-figure="plain-CN"]');
      times.push(Date.now() - begun);
      asked = await page.evaluate(() => performance.getEntriesByType('resource').map(({ name }) => name));
      await fresh.close();
    }
    const page1 = packed(/^(index|now|now-\w+)-.*\.(js|css)\.br$|^inter-latin-wght.*woff2$/);
    const engine = packed(/^(engine\.worker|core)-.*\.js\.br$|^law-pack-.*\.json\.br$/);
    const kb = (bytes: number) => Math.round(bytes / 1024);
    console.log(
      `first view: ${kb(page1 + engine)} KB packed (page ${kb(page1)}, engine and law ${kb(engine)}); first answer after ${Math.min(...times)} ms at best, of ${times.join(', ')}`,
    );
    expect(asked.some((name) => name.includes('/assets/inter-latin-wght'))).toBe(true);
    expect(page1).toBeGreaterThan(0);
    expect(engine).toBeGreaterThan(0);
    expect(page1 + engine).toBeLessThanOrEqual(300 * 1024);
  });

  it('works from any static host, in a folder of it', async () => {
    const folder = join(ROOT, 'dist', 'web');
    const host = createServer((request, response) => {
      const path = new URL(request.url ?? '/', 'http://host').pathname.replace('/tariffs/', '');
      const kind = TYPES[extname(path) || '.html'] ?? 'application/octet-stream';
      readFile(join(folder, path === '' ? 'index.html' : path)).then(
        (bytes) => response.writeHead(200, { 'Content-Type': kind }).end(bytes),
        () => response.writeHead(404).end(),
      );
    });
    await new Promise<void>((resolve) => host.listen(0, '127.0.0.1', resolve));
    const fresh = await own.browser.newContext({ locale: 'en-US' });
    const page = await fresh.newPage();
    const { port } = host.address() as AddressInfo;
    await page.goto(
      `http://127.0.0.1:${port}/tariffs/#/product?code=9503.00.00&from=CN&known=2025-07-29&on=2025-08-13`,
    );
    await page.waitForSelector('[data-figure="total"]', { timeout: 30_000 });
    expect(await page.locator('[data-figure="total"]').textContent()).toContain('$5,400.00');
    await page.locator('[data-chart^="history"] svg').waitFor({ timeout: 30_000 });
    await fresh.close();
    host.closeAllConnections();
    host.close();
  });

  it('works offline after the first load, with the server stopped, in views not yet seen', async () => {
    const fresh = await own.browser.newContext({ locale: 'en-US' });
    const page = await fresh.newPage();
    await page.goto(`${own.server.url}/#/now?known=2025-07-29&on=2025-07-29`);
    await page.waitForSelector('[data-figure="plain-CN"]');
    await page.evaluate(async () => {
      await navigator.serviceWorker.ready;
    });
    await own.server.stop();
    await page.reload();
    await page.waitForSelector('[data-figure="plain-CN"]', { timeout: 20_000 });
    expect((await page.locator('[data-figure="plain-CN"]').textContent())?.trim()).toBe('30%');
    await page.getByRole('link', { name: 'Product', exact: true }).click();
    await page.waitForSelector('[data-figure="total"]', { timeout: 20_000 });
    await page.waitForSelector('[data-chart^="history"] svg', { timeout: 20_000 });
    await page.getByRole('link', { name: 'Docs', exact: true }).click();
    await page.waitForSelector('article h1');
    await fresh.close();
  });
});
