// The view Talks in a real Chromium: both sides, the line of days with its filters, controls, agreements, minerals.

import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Running, startServer } from '../../src/http/serve.ts';
import { timelineAnswer } from '../../src/outlook/record-answers.ts';
import { ROOT } from '../support/embedded.ts';
import { law, SHOTS, seriousFindings } from './support.ts';

const BASIS = 'known=2025-07-29&on=2025-07-29';

let server: Running;
let browser: Browser;
let page: Page;
const loaded: string[] = [];

beforeAll(async () => {
  mkdirSync(SHOTS, { recursive: true });
  server = await startServer(law, { port: 0, host: '127.0.0.1', web: join(ROOT, 'dist', 'web') });
  browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox'],
  });
  const context = await browser.newContext({ locale: 'en-US', serviceWorkers: 'block', bypassCSP: true });
  page = await context.newPage();
  page.on('request', (request) => loaded.push(request.url()));
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
const text = (name: string) => expect.poll(() => figure(name).textContent(), { timeout: 15_000 });
const keys = () =>
  page.locator('[data-key]').evaluateAll((found) => found.map((one) => one.getAttribute('data-key')));
const seconds = { timeout: 15_000 };

describe('Talks', () => {
  it('the record is loaded with the first question about it, and not before', async () => {
    await go(`law?${BASIS}`);
    await expect.poll(() => page.locator('table').count(), seconds).toBeGreaterThan(0);
    expect(loaded.filter((url) => url.includes('record-pack'))).toEqual([]);
    await go(`talks?${BASIS}`);
    await text('truce-US').toContain('34%');
    expect(loaded.filter((url) => url.includes('record-pack'))).toHaveLength(1);
  });

  it('both sides of the truce stand under one deadline', async () => {
    await go(`talks?${BASIS}`);
    await text('truce-US').toContain('10% becomes 34%');
    await text('truce-CN').toContain('10% becomes 34%');
    await expect.poll(() => page.locator('.truce').count(), seconds).toBe(1);
  });

  it('the line shows what the engine tells, exceptions of the past left out, and nothing that came later', async () => {
    await go(`talks?${BASIS}&partner=CN&since=all`);
    const record = (await import('#record-pack')).default;
    const told = timelineAnswer(law, record, { known: '2025-07-29', partner: 'CN' }).events;
    const expected = told.filter(
      ({ day, key }) => day > '2025-07-29' || !/\/exclusion-(?:begins|ends)$/.test(key),
    );
    await expect.poll(async () => (await keys()).length, seconds).toBe(expected.length);
    expect(await keys()).toEqual(expected.map(({ key }) => key));
    expect(await page.locator('li.event').filter({ hasText: 'us/eo-14334' }).count()).toBe(0);
  });

  it('every event names where it was read', async () => {
    const without = await page
      .locator('li.event')
      .evaluateAll((found) => found.filter((one) => one.querySelector('.cite') === null).length);
    expect(without).toBe(0);
  });

  it('filters are in the address: a kind, a partner, a program, and back', async () => {
    await go(`talks?${BASIS}&partner=CN`);
    await page.waitForSelector('li.event');
    for (const kind of ['agreement', 'statement', 'undertaking', 'conflict', 'law', 'control'])
      await page.uncheck(`input[name="kind-${kind}"]`);
    await expect.poll(() => page.url(), seconds).toContain('kinds=round');
    await expect
      .poll(async () => (await keys()).every((key) => key?.startsWith('round/')), seconds)
      .toBe(true);
    await page.selectOption('select[name="partner"]', 'EU');
    await expect.poll(() => page.url()).toContain('partner=EU');
    await expect.poll(keys, seconds).toContain('round/us-eu-2025-turnberry');
    await page.goBack();
    await expect.poll(keys, seconds).toContain('round/us-cn-2025-stockholm');
  });

  it('may dysprosium be shipped: only with a licence; gallium in December: the ban returns in November 2026', async () => {
    await go(`talks?${BASIS}&part=controls&element=Dy`);
    await text('verdict').toContain('Only with a licence');
    await go('talks?known=2025-12-01&on=2025-12-01&part=controls&element=Ga');
    await text('verdict').toContain('Only with a licence');
    await expect.poll(() => page.locator('main').textContent(), seconds).toContain('November 27, 2026');
    await page.fill('input[name="element"]', 'zz9');
    await page.locator('input[name="element"]').dispatchEvent('change');
    await expect.poll(() => page.getByRole('alert').textContent(), seconds).toContain('symbol of an element');
  });

  it('agreements show their status, what was promised, and both versions of a text changed in place', async () => {
    await go('talks?known=2025-11-30&on=2025-11-30&part=agreements&partner=CN');
    const arrangement = page.locator('[data-key="us-cn-2025-kuala-lumpur"]');
    await expect.poll(() => arrangement.textContent(), seconds).toContain('at least 12,000,000 t');
    expect(await arrangement.textContent()).toContain('April 2025 and October 2022');
    expect(await arrangement.textContent()).toContain('since 2023');
    expect(await arrangement.locator('a[href^="#/law"]').count()).toBeGreaterThan(1);
  });

  it('minerals stand with their edition, beside the points at stake', async () => {
    await go('talks?known=2026-03-01&on=2026-03-01&part=minerals');
    const main = () => page.locator('main').textContent();
    await expect.poll(main, seconds).toContain('MCS 2026');
    await expect.poll(main, seconds).toContain('Rare earths (compounds and metals)');
  });

  it('after the end of the record the page says so', async () => {
    await go('talks?known=2026-11-25&on=2026-11-25');
    await expect.poll(() => page.locator('main').textContent(), seconds).toContain('The record ends on');
  });

  it('can be walked with the keyboard: from the parts to a filter that changes the line', async () => {
    await go(`talks?${BASIS}`);
    await page.waitForSelector('li.event');
    await page.locator('input[name="kind-law"]').focus();
    await page.keyboard.press('Space');
    await expect.poll(() => page.url(), seconds).toContain('kinds=');
    await page.getByRole('link', { name: 'Controls', exact: true }).focus();
    await page.keyboard.press('Enter');
    await expect.poll(() => page.url(), seconds).toContain('part=controls');
  });

  it.each([
    ['line', 'light'],
    ['line', 'dark'],
    ['agreements', 'light'],
    ['controls', 'dark'],
    ['minerals', 'light'],
  ] as const)('%s in %s has no serious finding of axe and fits 390 pixels', async (part, colorScheme) => {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width: 390, height: 844 });
    await go(`talks?known=2026-03-01&on=2026-03-01&part=${part}&element=Dy`);
    await expect.poll(() => page.locator('main .cite').count(), seconds).toBeGreaterThan(0);
    expect(await seriousFindings(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(391);
    await page.screenshot({ path: join(SHOTS, `talks-${part}-${colorScheme}-390.png`) });
    await page.setViewportSize({ width: 1280, height: 900 });
    await page.screenshot({ path: join(SHOTS, `talks-${part}-${colorScheme}.png`) });
  });
});
