// Shipments: the example, Excel, other people's columns, a large file through the rate book, formulas made harmless, refunds.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parquetReadObjects } from 'hyparquet';
import { describe, expect, it } from 'vitest';
import { ROOT } from '../support/embedded.ts';
import { cli, dollars, moneySpan, site } from './support.ts';

const own = site();
const EXAMPLE = join(ROOT, 'examples', 'shipments.csv');

interface Exposure {
  readonly scenarios: readonly { id: string; total: { low: string; high: string } }[];
  readonly byOrigin: readonly {
    from: string;
    value: string;
    duty: Record<string, { low: string; high: string }>;
  }[];
}

const told = () => cli<Exposure>('outcomes', EXAMPLE, '--known', '2025-07-29');
const go = () => own.go('shipments?known=2025-07-29&on=2025-07-29');
const file = (name: string, text: string) =>
  own.page.setInputFiles('input[type="file"]', { name, mimeType: 'text/csv', buffer: Buffer.from(text) });

async function saved(button: RegExp | string): Promise<Buffer> {
  const [download] = await Promise.all([
    own.page.waitForEvent('download', { timeout: 60_000 }),
    own.page.getByRole('button', { name: button }).click(),
  ]);
  return readFileSync(await download.path());
}

describe('Shipments', () => {
  it('the example, dropped, gives the totals of the command line by outcome and origin', async () => {
    await go();
    await own.page.locator('.drop').waitFor();
    const transfer = await own.page.evaluateHandle(
      (text) => {
        const data = new DataTransfer();
        data.items.add(new File([text], 'shipments.csv', { type: 'text/csv' }));
        return data;
      },
      readFileSync(EXAMPLE, 'utf8'),
    );
    await own.page.dispatchEvent('.drop', 'drop', { dataTransfer: transfer });
    const { scenarios, byOrigin } = told();
    for (const { id, total } of scenarios) await own.settled(`book-${id}`, moneySpan(total));
    const rows = own.page.locator('section[aria-label="The book by groups"] tbody tr');
    expect(await rows.count()).toBe(byOrigin.length);
    const text = await rows.allTextContents();
    for (const { value, duty } of byOrigin)
      expect(
        text.some(
          (row) =>
            row.includes(dollars(value)) && Object.values(duty).every((one) => row.includes(moneySpan(one))),
        ),
      ).toBe(true);
  });

  it('other names, signs and orders are matched: the same totals', async () => {
    const [head = '', ...rows] = readFileSync(EXAMPLE, 'utf8')
      .trim()
      .split('\n')
      .map((line) => line.split(','));
    const at = (name: string) => (head as unknown as string[]).indexOf(name);
    const cell = (row: string[], name: string) => row[at(name)] ?? '';
    const american = (day: string) => `${day.slice(5, 7)}/${day.slice(8)}/${day.slice(0, 4)}`;
    const names: Record<string, string> = {
      CN: 'China',
      DE: 'Germany',
      JP: 'JPN',
      VN: 'Viet Nam',
      FR: 'France',
      MO: 'Macao',
    };
    const money = new Intl.NumberFormat('en-US', { style: 'currency', currency: 'USD' });
    const lines = (rows as unknown as string[][]).map((row) =>
      [
        cell(row, 'product'),
        cell(row, 'code').replaceAll('.', ''),
        names[cell(row, 'from')] ?? cell(row, 'from'),
        american(cell(row, 'on')),
        money.format(Number(cell(row, 'value'))),
        cell(row, 'quantity.kg'),
        cell(row, 'quantity.litre'),
        cell(row, 'mode'),
        cell(row, 'metals.steel'),
        cell(row, 'metals.aluminum'),
        cell(row, 'metals.copper'),
      ].join(';'),
    );
    const header =
      'Item Description;HTS Number;Country of Origin;Entry Date;Entered Value;Net Weight (kg);quantity.litre;Mode;Steel;Aluminium;Copper';
    await go();
    await file('theirs.csv', [header, ...lines].join('\r\n'));
    for (const { id, total } of told().scenarios) await own.settled(`book-${id}`, moneySpan(total));
  });

  it('a column that is not recognised is asked for, and chosen', async () => {
    await go();
    await file('odd.csv', 'code,from,wert\n9503.00.00,CN,1000\n');
    await expect.poll(() => own.page.getByRole('alert').first().textContent()).toContain('customs value');
    await own.page.selectOption('select[name="column-value"]', 'wert');
    await own.settled('book-lapse', '$540.00');
  });

  it('a pasted table works, and bad rows are told one by one while the others count', async () => {
    await go();
    await own.page.getByText('or paste a table').click();
    await own.page.fill(
      'textarea[name="paste"]',
      'code,from,value\n9503.00.00,CN,1000\n9503.00.00,XX,1000\n8507.61.00,CN,5\n',
    );
    await own.page.locator('textarea[name="paste"]').dispatchEvent('change');
    await own.settled('book-lapse', '$540.00');
    const refused = await own.page.locator('section[aria-labelledby="refused"]').textContent();
    expect(refused).toContain('XX');
    expect(refused).toContain('8507.61.00');
  });

  it('saves CSV with formulas made harmless, and Parquet with the same figures', async () => {
    await go();
    await file(
      'evil.csv',
      'product,code,from,value\n"=HYPERLINK(""http://x"")",9503.00.00,CN,1000\n@cmd,9503.00.00,VN,500\n',
    );
    await own.settled('book-lapse', '$770.00');
    const csv = (await saved('Save all lines as CSV')).toString();
    expect(csv).toContain(`"'=HYPERLINK(""http://x"")"`);
    expect(csv).toContain("'@cmd");
    const parquet = await saved('as Parquet');
    const rows = await parquetReadObjects({
      file: parquet.buffer.slice(parquet.byteOffset, parquet.byteOffset + parquet.length) as ArrayBuffer,
    });
    expect(rows.map((row) => [row.from, row['duty_high.lapse']])).toEqual([
      ['CN', 540],
      ['VN', 230],
    ]);
  });

  it('a large file goes through the rate book to the same cents, with progress, and can be stopped', async () => {
    const example = 'code,from,on,value\n';
    const kinds = [
      '95030000,CN,2025-08-20,1000',
      '85076000,CN,2025-07-30,2500',
      '61091000,IN,2025-09-01,300',
      '87038000,JP,2025-08-15,40000',
    ];
    const rows = Array.from({ length: 40_000 }, (_, index) => kinds[index % kinds.length]);
    await go();
    await file('large.csv', `${example}${rows.join('\n')}\n`);
    await own.page.getByRole('button', { name: 'Stop' }).click({ timeout: 20_000 });
    await expect.poll(() => own.page.locator('[role="status"] progress').count()).toBe(0);
    await go();
    await file('small.csv', `${example}${kinds.join('\n')}\n`);
    await own.figure('book-lapse');
    const cents = async (id: string) =>
      Math.round(Number((await own.figure(`book-${id}`)).replace(/[^\d.]/g, '')) * 100);
    const small: Record<string, number> = {};
    for (const id of ['before', 'lapse', 'extend-90-days', 'return-to-145']) small[id] = await cents(id);
    await go();
    await file('large.csv', `${example}${rows.join('\n')}\n`);
    await own.page.locator('[data-figure="book-lapse"]').waitFor({ timeout: 90_000 });
    for (const id of Object.keys(small)) expect(await cents(id)).toBe(small[id]! * 10_000);
    expect(await own.page.locator('.speed').textContent()).toContain('by the compiled rate book');
    const csv = (await saved('Save all lines as CSV')).toString().trim().split('\n');
    expect(csv.length).toBe(40_001);
  }, 180_000);

  it('an Excel workbook is read', async () => {
    await go();
    await own.page.setInputFiles('input[type="file"]', join(ROOT, 'test', 'browser', 'shipments.xlsx'));
    await own.settled('book-lapse', '$540.00');
  });

  it('refunds are those of the command line', async () => {
    await own.go('shipments?known=2026-03-15&on=2026-03-15&book=example');
    await own.page.getByRole('button', { name: 'Look for refunds' }).click({ timeout: 60_000 });
    const { total } = cli<{ total: string }>('refunds', EXAMPLE, '--known', '2026-03-15');
    expect(await own.figure('refunds')).toContain(dollars(total));
  }, 120_000);

  it('the book stays open while the reader looks elsewhere', async () => {
    await go();
    await own.page.getByRole('button', { name: 'Try the example' }).click();
    const before = await own.figure('book-lapse');
    await own.page.getByRole('link', { name: 'Law', exact: true }).click();
    await own.page.waitForSelector('h1');
    await own.page.getByRole('link', { name: 'Shipments', exact: true }).click();
    expect(await own.figure('book-lapse')).toBe(before);
  });
});
