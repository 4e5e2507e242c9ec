// A Chromium with the built page from the service: opened once for a file of tests.

import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, expect } from 'vitest';
import { type Running, startServer } from '../../src/http/serve.ts';
import { openLaw } from '../../src/index.ts';
import { ROOT } from '../support/embedded.ts';

export const law = openLaw();
export const SHOTS = join(ROOT, 'test', 'browser', 'shots');
const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
const PATIENCE = { timeout: 30_000 };

export interface Site {
  server: Running;
  browser: Browser;
  context: BrowserContext;
  page: Page;
  /** Loads an address anew: `now?known=…`. */
  go(hash: string): Promise<void>;
  /** The text of a figure, once it is there. */
  figure(name: string): Promise<string>;
  /** Waits until a figure says something. */
  settled(name: string, text: string): Promise<void>;
}

/** Registers the start and the end with the test file; the fields are there once its tests run. */
export function site(): Site {
  const own = {} as Site;
  beforeAll(async () => {
    mkdirSync(SHOTS, { recursive: true });
    own.server = await startServer(law, { port: 0, host: '127.0.0.1', web: join(ROOT, 'dist', 'web') });
    own.browser = await chromium.launch({
      executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
      args: ['--no-sandbox'],
    });
    own.context = await own.browser.newContext({ locale: 'en-US', bypassCSP: true, acceptDownloads: true });
    own.page = await own.context.newPage();
  });
  afterAll(async () => {
    await own.browser?.close();
    await own.server?.stop();
  });
  own.go = async (hash) => {
    await own.page.goto(`${own.server.url}/#/${hash}`);
    await own.page.reload();
  };
  own.figure = async (name) => {
    const found = own.page.locator(`[data-figure="${name}"]`).first();
    await found.waitFor(PATIENCE);
    return ((await found.textContent()) ?? '').trim();
  };
  own.settled = (name, text) => expect.poll(() => own.figure(name), PATIENCE).toBe(text);
  return own;
}

/** Findings of axe that are serious or worse, in words. */
export async function seriousFindings(page: Page): Promise<readonly string[]> {
  await page.addScriptTag({ path: AXE });
  return page.evaluate(async () => {
    const { axe } = window as unknown as {
      axe: { run(): Promise<{ violations: { id: string; impact: string; nodes: { html: string }[] }[] }> };
    };
    return (await axe.run()).violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 200)}`));
  });
}

/** What the command line answers to the same question. */
export const cli = <T>(...args: readonly string[]): T =>
  JSON.parse(
    execFileSync('node', [join(ROOT, 'bin', 'rosenbad.js'), ...args, '--json'], {
      cwd: ROOT,
      maxBuffer: 1 << 28,
    }).toString(),
  );

const percents = new Intl.NumberFormat('en-US', { style: 'percent', maximumFractionDigits: 2 });
const money = new Intl.NumberFormat('en-US', { style: 'currency', currency: 'USD' });

interface Span<T> {
  readonly low: T;
  readonly high: T;
}

export const dollars = (amount: string): string => money.format(Number(amount));
const span = <T>({ low, high }: Span<T>, write: (value: T) => string): string =>
  low === high ? write(low) : `${write(low)} – ${write(high)}`;
export const moneySpan = (amounts: Span<string>): string => span(amounts, dollars);
export const rateSpan = (rates: Span<number>): string => span(rates, (rate) => percents.format(rate));
