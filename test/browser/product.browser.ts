// Product: every figure of many entries equals the command line's, a question is answered, a refusal is shown, the list is copied.

import { describe, expect, it } from 'vitest';
import { cli, dollars, moneySpan, rateSpan, site } from './support.ts';

const own = site();

interface Assessed {
  readonly total: { low: string; high: string };
  readonly rate: { low: number; high: number };
  readonly additional: { low: number; high: number };
  readonly lines: readonly { amount: string; heading: string }[];
  readonly filing: readonly string[];
}

const ENTRIES = [
  ['8507.60.00', 'CN', '2025-08-13', '2025-07-29'],
  ['9503.00.00', 'CN', '2025-08-13', '2025-07-29'],
  ['8517.13.00', 'CN', '2025-08-13', '2025-08-12'],
  ['8703.80.00', 'JP', '2025-10-01', '2025-12-31'],
  ['9403.60.80', 'VN', '2026-01-15', '2026-01-15'],
  ['7308.90.95', 'DE', '2025-09-13', '2025-09-12'],
  ['8708.99.81', 'MX', '2026-08-01', '2026-08-21'],
  ['6109.10.00', 'IN', '2025-09-01', '2025-08-31'],
  ['8507.60.00', 'CN', '2026-01-15', '2026-03-15'],
  ['7606.12.30', 'CA', '2025-07-01', '2025-07-29'],
] as const;

describe('Product', () => {
  it('50 figures are those of the command line for the same basis', async () => {
    let figures = 0;
    for (const [code, from, on, known] of ENTRIES) {
      const told = cli<Assessed>(
        'duty',
        code,
        '--from',
        from,
        '--on',
        on,
        '--known',
        known,
        '--value',
        '10000',
      );
      await own.go(`product?code=${code}&from=${from}&known=${known}&on=${on}&value=10000`);
      await own.settled(
        'total',
        `${moneySpan(told.total)} ${rateSpan(told.rate)} of the value, ${rateSpan(told.additional)} above the base duty`,
      );
      const rows = own.page.locator('section[aria-label="What is charged"] table tbody tr');
      expect(await rows.count()).toBe(told.lines.length);
      for (const [index, line] of told.lines.entries()) {
        const text = await rows.nth(index).textContent();
        expect(text).toContain(line.heading);
        expect(text).toContain(dollars(line.amount));
      }
      expect(await own.page.locator('.filing li').allTextContents()).toEqual([...told.filing, code]);
      figures += 3 + told.lines.length;
    }
    expect(figures).toBeGreaterThanOrEqual(50);
  }, 180_000);

  it('is found by words and by code', async () => {
    await own.go('product?known=2025-07-29&on=2025-08-13');
    await own.page.fill('input[name="words"]', 'toys');
    await own.page.locator('.found button').first().waitFor();
    expect(await own.page.locator('.found').textContent()).toContain('9503');
    await own.page.fill('input[name="words"]', '8703.80');
    await own.page.locator('.found button').first().click();
    await expect.poll(() => own.page.url()).toContain('code=8703.80');
  });

  it('answering a question narrows the range, the address keeps it, and it can be taken back', async () => {
    await own.go('product?code=8708.99.81&from=MX&known=2025-08-12&on=2025-08-13');
    const before = await own.figure('total');
    await own.page.getByRole('button', { name: /^Yes: .*USMCA/ }).click();
    await expect.poll(() => own.figure('total')).not.toBe(before);
    expect(own.page.url()).toContain('claims=usmca');
    await own.page.locator('.chip').click();
    await own.settled('total', before);
    await own.page.goBack();
    await expect.poll(() => own.figure('total')).not.toBe(before);
  });

  it('a refusal is shown with its hint, and a missing quantity with its field', async () => {
    await own.go('product?code=8507.61.00&from=CN&known=2025-07-29&on=2025-08-13');
    await expect.poll(() => own.page.getByRole('alert').first().textContent()).toContain('8507.60.00');
    await own.go('product?code=2204.21.50&from=FR&known=2025-08-12&on=2025-08-13');
    await own.page.fill('input[name="missing"]', '1000');
    await own.page.locator('input[name="missing"]').dispatchEvent('change');
    expect(await own.figure('total')).toMatch(/^\$/);
    expect(own.page.url()).toContain('unit=litre');
  });

  it('draws waterfall, outcomes, history and origins', async () => {
    await own.go('product?code=8507.60.00&from=CN&known=2025-07-29&on=2025-08-13');
    for (const chart of ['duty', 'outcomes', 'history', 'origins'])
      await own.page.locator(`[data-chart^="${chart}-"] svg`).waitFor({ timeout: 30_000 });
  });

  it('hostile text in the address is shown as text', async () => {
    await own.go(
      `product?code=${encodeURIComponent('<img src=x onerror=alert(1)>')}&from=CN&known=2025-07-29&on=2025-08-13`,
    );
    await own.page.getByRole('alert').first().waitFor();
    expect(await own.page.locator('img').count()).toBe(0);
  });
});
