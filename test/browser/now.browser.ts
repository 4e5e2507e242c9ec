// Now: clocks change the figures, an outcome is supposed, deadlines count down, charts hold the command line's averages.

import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { PARTNERS } from '../../web/src/words.ts';
import { cli, rateSpan, site } from './support.ts';

const own = site();

describe('Now', () => {
  it('shows 30 points for China, and 54 when the clock is set to 13 August', async () => {
    await own.go('now?known=2025-07-29&on=2025-07-29');
    await own.settled('plain-CN', '30%');
    await own.page.fill('input[name="on"]', '2025-08-13');
    await own.page.locator('input[name="on"]').dispatchEvent('change');
    await own.settled('plain-CN', '54%');
    expect(own.page.url()).toContain('on=2025-08-13');
  });

  it('an outcome supposed changes the figures: 30 if the truce is extended', async () => {
    await own.go('now?known=2025-07-29&on=2025-08-13');
    await own.settled('plain-CN', '54%');
    await own.page.selectOption('select[name="outcome"]', 'extend-90-days');
    await own.settled('plain-CN', '30%');
  });

  it('without a day the law is that of today', async () => {
    await own.go('now');
    const today = new Date().toLocaleDateString('sv-SE');
    await expect.poll(() => own.page.inputValue('input[name="known"]')).toBe(today);
    const plain = own.figure('plain-CA');
    expect(await plain).toMatch(/^\d/);
  });

  it('15 origins bear what the command line says', async () => {
    await own.go('now?known=2025-08-12&on=2025-09-10');
    await own.figure('plain-CN');
    expect(PARTNERS).toHaveLength(15);
    for (const from of PARTNERS) {
      const { additional } = cli<{ additional: { low: number; high: number } }>(
        'duty',
        '9503.00.00',
        '--from',
        from,
        '--on',
        '2025-09-10',
        '--known',
        '2025-08-12',
      );
      await own.settled(`plain-${from}`, rateSpan(additional));
    }
  });

  it('the deadlines of all sides are there, day by day, as the command line finds them', async () => {
    await own.go('now?known=2025-07-29&on=2025-07-29');
    await own.page.waitForSelector('.deadline');
    const text = await own.page.locator('.deadlines').textContent();
    expect(text).toContain('Aug 12, 2025');
    expect(
      await own.page.locator('.deadline', { hasText: 'Aug 12, 2025' }).locator('.count').textContent(),
    ).toContain('14');
    const truce = own.page.locator('.deadline', { hasText: 'Aug 12, 2025' });
    expect(await truce.textContent()).toContain('China');
    expect(await truce.textContent()).toContain('United States');
    expect(await truce.textContent()).toContain('in force at 34%');
  });

  it('the averages are those of the command line, and fan out after the deadline', async () => {
    await own.go('now?known=2025-07-29&on=2025-07-29');
    const chart = own.page.locator('[data-chart="averages-2025-07-29"]');
    await chart.locator('svg').waitFor({ timeout: 60_000 });
    const [download] = await Promise.all([
      own.page.waitForEvent('download'),
      chart.getByRole('button', { name: /as CSV/ }).click(),
    ]);
    const rows = readFileSync(await download.path(), 'utf8')
      .trim()
      .split('\r\n')
      .map((line) => line.split(','));
    const on = (partner: string, outcome: string, day: string) =>
      rows.filter(([from, one, law]) => one === partner && law === outcome && (from ?? '') <= day).at(-1)!;
    interface Average {
      readonly rows: readonly { key: string; high: number; low: number; law: string }[];
    }
    const told = cli<Average>('average', '--known', '2025-07-29', '--on', '2025-08-20', '--by', 'origin');
    for (const partner of ['CN', 'EU', 'MX', 'CA', 'JP', 'VN', 'KR', 'IN']) {
      const row = told.rows.find(({ key }) => key === partner)!;
      const [, , , low, high] = on(partner, 'lapse', '2025-08-20');
      expect(Number(high)).toBeCloseTo(row.high, 9);
      expect(Number(low)).toBeCloseTo(row.low, 9);
    }
    const fan = cli<Average>(
      'average',
      '--known',
      '2025-07-29',
      '--on',
      '2025-08-20',
      '--by',
      'origin',
      '--outcomes',
      'return-to-145,extend-90-days',
    );
    for (const outcome of ['return-to-145', 'extend-90-days']) {
      const row = fan.rows.find(({ key, law }) => key === 'CN' && law === outcome)!;
      expect(Number(on('CN', outcome, '2025-08-20')[4])).toBeCloseTo(row.high, 9);
    }
  }, 120_000);

  it('a chart is saved as SVG and PNG, and shows its table', async () => {
    await own.go('now?known=2025-07-29&on=2025-07-29');
    const chart = own.page.locator('[data-chart^="origins"]');
    await chart.locator('svg path').first().waitFor({ timeout: 30_000 });
    for (const [kind, start] of [
      ['SVG', '<svg'],
      ['PNG', '\u{89}PNG'],
    ] as const) {
      const [download] = await Promise.all([
        own.page.waitForEvent('download'),
        chart.getByRole('button', { name: new RegExp(`as ${kind}`) }).click(),
      ]);
      const bytes = readFileSync(await download.path());
      expect(bytes.subarray(0, start.length).toString('latin1')).toBe(start);
      expect(bytes.length).toBeGreaterThan(5_000);
    }
    await chart.getByRole('button', { name: 'Table' }).click();
    expect(await chart.locator('tbody tr').count()).toBeGreaterThan(90);
  });

  it('both sides of the table: the truce ends on one day for both', async () => {
    await own.go('now?known=2025-07-29&on=2025-07-29');
    await own.page.waitForSelector('.truce');
    expect(await own.page.locator('.truce').textContent()).toContain('August 12, 2025');
    await own.page.selectOption('select[name="with"]', 'EU');
    await expect
      .poll(() => own.page.locator('.sides').textContent())
      .toContain('European Union on all goods');
  });
});
