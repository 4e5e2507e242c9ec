// The reader through its shells: one answer from the command line, HTTP and MCP; refusals by name; a brief and goods from a text.

import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { InMemoryTransport } from '@modelcontextprotocol/sdk/inMemory.js';
import { describe, expect, it } from 'vitest';
import { readingShape } from '../../src/http/answer-shapes.ts';
import { createApp } from '../../src/http/app.ts';
import { createMcpServer } from '../../src/mcp/server.ts';
import { rosenbad } from '../cli/run.ts';
import { law } from './setup.ts';

const ARTICLE = 'examples/article.md';
const TEXT = 'Goods from China pay an additional 30 percent. The truce with China ends on August 12.';

describe('rosenbad read', () => {
  it('gives the contract as JSON: date, basis and claims with seven fields', () => {
    const { code, out } = rosenbad(['read', ARTICLE, '--json']);
    const answer = JSON.parse(out);
    expect(code).toBe(0);
    expect(Object.keys(answer)).toEqual(['date', 'basis', 'claims']);
    expect(answer.basis).toEqual({ known: '2025-07-29', on: '2025-07-29' });
    for (const claim of answer.claims)
      expect(Object.keys(claim)).toEqual(['kind', 'text', 'start', 'end', 'verdict', 'why', 'against']);
    expect(readingShape.safeParse(answer).success).toBe(true);
    const verdict = (kind: string, words: string) =>
      answer.claims.find(
        (one: { kind: string; text: string }) => one.kind === kind && one.text.includes(words),
      )?.verdict;
    expect(verdict('office', 'Janet Yellen')).toBe('contradicted');
    expect(verdict('return', '145 percent')).toBe('contradicted');
    expect(verdict('return', '34 points')).toBe('supported');
    expect(verdict('rate', 'most European goods')).toBe('supported-with-difference');
  });

  it('reads standard input, and says the same without colour: signs, words, the clause', () => {
    const { code, out } = rosenbad(['read', '-', '--date', '2025-07-29'], TEXT);
    expect(code).toBe(0);
    expect(out).toContain('✓ rate: supported');
    expect(out).toMatch(/→ us\/eo-14298, s\.\S+.*90 FR 21831/);
    expect(out).not.toContain('\u001b[');
  });

  it('--html is one page with nothing from outside and nothing live from the text', () => {
    const { out } = rosenbad(
      ['read', '-', '--date', '2025-07-29', '--html', '--for', 'examples/shipments.csv'],
      `${TEXT}\n\n5 < 6 & "x" <b onclick=alert(1)>bold</b><script>alert(1)</script>`,
    );
    expect(out).toMatch(/^<!doctype html>/);
    expect(out).toContain('<html lang="en">');
    expect(out).not.toMatch(/<script|onclick|<img|<link/);
    expect(out).toContain('What this text means for these goods');
  });

  it('--for shows measures, deadline and outcomes of the lines concerned only', () => {
    const { code, out } = rosenbad(
      ['read', '-', '--date', '2025-07-29', '--json', '--for', 'examples/shipments.csv'],
      TEXT,
    );
    const { goods } = JSON.parse(out);
    expect(code).toBe(0);
    expect(goods.partners).toEqual(['CN']);
    expect(goods.deadline).toBe('2025-08-12');
    expect(goods.exposure.rows.every(({ from }: { from: string }) => from === 'CN')).toBe(true);
    expect(goods.untouched.length).toBeGreaterThan(0);
    const back = goods.measures.find(({ measure }: { measure: string }) => measure === 'us/reciprocal/cn');
    expect(back.now).toBe('0.00');
    expect(Number(back.after)).toBeGreaterThan(0);
    const toys = goods.exposure.rows.find(({ code: one }: { code: string }) => one.startsWith('9503'));
    expect(toys.duty.before).toEqual({ low: '37500.00', high: '37500.00' });
    expect(toys.duty.lapse).toEqual({ low: '67500.00', high: '67500.00' });
  });

  it('a broken row of the file is told, the others are done, and the exit code is 3', () => {
    const file = join(mkdtempSync(join(tmpdir(), 'reading-')), 'rows.csv');
    writeFileSync(file, 'code,from,value\n95030000,CN,1000\n95030000,QQ,1000\n');
    const { code, out } = rosenbad(['read', '-', '--date', '2025-07-29', '--for', file], TEXT);
    expect(code).toBe(3);
    expect(out).toContain('"QQ" is not a country code');
  });
});

describe('what is no text is refused by name, with exit code 2', () => {
  const folder = mkdtempSync(join(tmpdir(), 'reading-'));
  const file = (name: string, bytes: Uint8Array | string) => {
    writeFileSync(join(folder, name), bytes);
    return join(folder, name);
  };
  it.each([
    ['empty', 'empty', () => file('empty.txt', '')],
    ['only markup', 'empty', () => file('markup.html', '<script>x</script>')],
    ['binary', 'not-text', () => file('binary.txt', new Uint8Array([0, 1, 2, 255, 254]))],
    ['Latin-1', 'not-text', () => file('latin.txt', new Uint8Array([0x63, 0x61, 0x66, 0xe9]))],
    ['UTF-16', 'not-text', () => file('wide.txt', new Uint8Array([0xff, 0xfe, 0x41, 0x00]))],
    ['too long', 'too-long', () => file('long.txt', 'a '.repeat(1_100_000))],
    ['enormous', 'too-long', () => file('huge.txt', new Uint8Array(8_000_001).fill(97))],
    ['no file', 'no-file', () => join(folder, 'nothing.txt')],
    ['a folder', 'not-a-file', () => folder],
  ])('%s: %s', (_, wanted, path) => {
    const { code, out } = rosenbad(['read', path(), '--json', '--date', '2025-07-29']);
    expect(code).toBe(2);
    expect(JSON.parse(out).error.code).toBe(wanted);
    expect(JSON.parse(out).error.hint).not.toBe('');
  });

  it('a text without a date asks for one; a wrong or too early date is refused', () => {
    const refused = (...args: string[]) =>
      JSON.parse(rosenbad(['read', '-', '--json', ...args], TEXT).out).error.code;
    expect(refused()).toBe('no-date');
    expect(refused('--date', 'yesterday')).toBe('bad-date');
    expect(refused('--date', '1999-01-01')).toBe('before-coverage');
  });
});

describe('a brief from a text', () => {
  it('takes its day, deadline and partners from the text', () => {
    const { code, out } = rosenbad(['brief', '--from-text', ARTICLE, '--json']);
    const brief = JSON.parse(out);
    expect(code).toBe(0);
    expect(brief.basis.known).toBe('2025-07-29');
    expect(brief.deadline).toBe('2025-08-12');
    expect(brief.inForce.map(({ from }: { from: string }) => from)).toEqual(['CN', 'DE']);
    expect(brief.table.partner).toBe('CN');
  });
  it('a text of no partner is refused by name', () => {
    const { code, err } = rosenbad(
      ['brief', '--from-text', '-', '--date', '2025-07-29'],
      'It rained all day.',
    );
    expect(code).toBe(2);
    expect(err).toContain('no-partner');
  });
});

describe('the same answer over HTTP and MCP', () => {
  const asked = { text: TEXT, date: '2025-07-29' };
  const wanted = JSON.parse(rosenbad(['read', '-', '--json', '--date', '2025-07-29'], TEXT).out);
  const post = (body: unknown) =>
    createApp(law).request('/v1/read', { method: 'POST', body: JSON.stringify(body) });

  it('HTTP', async () => {
    const response = await post(asked);
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual(wanted);
  });

  it('HTTP refuses what it must', async () => {
    const codeOf = async (body: unknown) =>
      ((await (await post(body)).json()) as { error: { code: string } }).error.code;
    expect(await codeOf({ text: TEXT })).toBe('no-date');
    expect(await codeOf({ text: '', date: '2025-07-29' })).toBe('empty');
    expect(await codeOf({ text: 'a'.repeat(100_001), date: '2025-07-29' })).toBe('bad-request');
    expect(await codeOf({ ...asked, more: 1 })).toBe('bad-request');
  });

  it('MCP', async () => {
    const client = new Client({ name: 'test', version: '1' });
    const [near, far] = InMemoryTransport.createLinkedPair();
    await createMcpServer(law).connect(far);
    await client.connect(near);
    const result = (await client.callTool({ name: 'read', arguments: asked })) as {
      content: { text: string }[];
    };
    expect(JSON.parse(result.content[0]!.text)).toEqual(wanted);
    await client.close();
  });
});
