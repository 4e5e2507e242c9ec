// Law and Docs: instruments with their acts and marks, what the law learned between two days, coverage, documents.

import { describe, expect, it } from 'vitest';
import { cli, law, site } from './support.ts';

const own = site();

describe('Law', () => {
  it('lists every instrument, narrowed by words and by mark', async () => {
    await own.go('law');
    const status = own.page.locator('.card [role="status"]');
    const all = law.pack.instruments.length;
    await expect.poll(() => status.textContent()).toBe(`${all} of ${all} instruments`);
    await own.page.selectOption('select[name="mark"]', 'unverified');
    const marked = law.pack.instruments.filter(({ verified }) => verified.mark === 'unverified').length;
    await expect.poll(() => status.textContent()).toBe(`${marked} of ${all} instruments`);
    await own.page.goBack();
    await own.page.fill('input[name="q"]', 'truce china');
    await expect.poll(() => own.page.locator('tbody').textContent()).toContain('us/eo-14334');
  });

  it('an instrument shows its acts, how it was checked, and the clause that was followed', async () => {
    await own.go('product?code=9503.00.00&from=CN&known=2025-07-29&on=2025-08-13');
    await own.page.locator('.cite a', { hasText: 's.3(j)' }).first().click();
    await expect.poll(() => own.page.locator('h1').textContent()).toContain('Reciprocal');
    expect(await own.page.locator('.here').count()).toBeGreaterThan(0);
    expect(await own.page.locator('.facts').textContent()).toContain('White House text');
  });

  it('tells the differences between two days as the command line does', async () => {
    const { differences } = cli<{ differences: readonly unknown[] }>('changes', '2025-07-29', '2025-08-12');
    await own.go('law?tab=changes&before=2025-07-29&after=2025-08-12');
    await expect
      .poll(() => own.page.locator('section .note').last().textContent())
      .toContain(`${differences.length} spans`);
    expect(await own.page.locator('main').textContent()).toContain('Truce with China continued');
  });

  it('says what is covered and names the gaps', async () => {
    await own.go('law?tab=coverage');
    const gap = Object.values(law.pack.coverage).flatMap(({ gaps }) => gaps)[0]!;
    await expect.poll(() => own.page.locator('.coverage').textContent()).toContain(gap);
  });
});

describe('Docs', () => {
  it('shows the documents, with links between them kept in the page', async () => {
    await own.go('docs?page=architecture');
    await expect.poll(() => own.page.locator('article h1').textContent()).toBe('The way of the data');
    await own.page.getByRole('link', { name: 'Serving', exact: true }).click();
    await expect.poll(() => own.page.locator('article h1').textContent()).toBe('Serving');
    expect(own.page.url()).toContain('page=serving');
  });
});
