// `rosenbad watch` against a server of our own: recorded shapes, pages, broken runs and bad answers.

import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { parse } from 'yaml';
import { watchRegister } from '../../src/store/federal-register.ts';

type Answer = (url: URL, response: ServerResponse) => void;

let server: Server;
let api: string;
let folder: string;
let asked: URL[];
let answer: Answer;

const paper = (number: string, day: string, more: object = {}) => ({
  document_number: number,
  title: `Notice ${number} of an Action in Section 301`,
  type: 'Notice',
  abstract: 'Products of subheading 8507.60.00 are suspended from heading 9903.88.03; rates are modified.',
  publication_date: day,
  signing_date: null,
  effective_on: day,
  citation: `90 FR ${number.slice(-4)}`,
  html_url: `https://www.federalregister.gov/documents/${number}`,
  executive_order_number: null,
  agencies: [
    {
      name: 'Trade Representative, Office of United States',
      raw_name: 'OFFICE OF THE UNITED STATES TRADE REPRESENTATIVE',
    },
  ],
  cfr_references: [{ title: 19, part: 10 }],
  ...more,
});

const json = (response: ServerResponse, body: unknown, status = 200) => {
  response.writeHead(status, { 'Content-Type': 'application/json' });
  response.end(JSON.stringify(body));
};

const FIRST = [paper('2025-15001', '2025-08-01'), paper('2025-15002', '2025-08-01')];
const SECOND = [
  paper('2025-15003', '2025-08-04', { executive_order_number: '14334', type: 'Presidential Document' }),
];

const twoPages: Answer = (url, response) =>
  url.searchParams.get('page') === '2'
    ? json(response, { count: 3, total_pages: 2, results: SECOND })
    : json(response, { count: 3, total_pages: 2, next_page_url: `${api}?page=2`, results: FIRST });

const look = (more: object = {}) =>
  watchRegister({ folder, today: '2025-08-05', since: '2025-08-01', api, timeoutMs: 2000, ...more });
const stubs = () => readdirSync(join(folder, 'unreviewed')).filter((name) => name.endsWith('.yaml'));
const state = () => JSON.parse(readFileSync(join(folder, 'state.json'), 'utf8'));

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'watch-'));
  asked = [];
  answer = twoPages;
  server = createServer((request: IncomingMessage, response) => {
    const url = new URL(request.url ?? '/', api);
    asked.push(url);
    answer(url, response);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  api = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/v1/documents.json`;
});

afterEach(() => {
  server.close();
  server.closeAllConnections();
});

test('two pages give three stubs, unreviewed and without acts, with what was found', async () => {
  const found = await look();
  expect(found.stubs.map(({ document }) => document)).toEqual(['2025-15001', '2025-15002', '2025-15003']);
  expect(stubs()).toHaveLength(3);
  const stub = parse(readFileSync(found.stubs[0]!.path, 'utf8'));
  expect(stub).toMatchObject({
    review: 'unreviewed',
    instrument: 'us/frn-2025-15001',
    published: '2025-08-01',
    acts: [],
    found: { headings: ['9903.88.03'], codes: ['8507.60.00'], cfr: ['19 CFR 10'] },
  });
  expect(stub.found.verbs).toEqual(['suspend', 'amend']);
  expect(parse(readFileSync(found.stubs[2]!.path, 'utf8')).instrument).toBe('us/eo-14334');
});

test('it asks for the days since the last look, with agencies and words', async () => {
  await look();
  const [first] = asked;
  expect(first?.searchParams.get('conditions[publication_date][gte]')).toBe('2025-08-01');
  expect(first?.searchParams.get('order')).toBe('oldest');
  expect(first?.searchParams.getAll('conditions[agencies][]')).toContain('industry-and-security-bureau');
  await watchRegister({ folder, today: '2025-08-06', api });
  expect(asked.at(-2)?.searchParams.get('conditions[publication_date][gte]')).toBe('2025-08-05');
});

test('a second look at the same days proposes nothing twice', async () => {
  await look();
  const again = await look();
  expect(again.stubs).toEqual([]);
  expect(again.known).toBe(3);
});

test('a run that breaks on page 2 keeps page 1 and goes on from its last day', async () => {
  answer = (url, response) =>
    url.searchParams.get('page') === '2' ? json(response, {}, 503) : twoPages(url, response);
  await expect(look()).rejects.toMatchObject({
    code: 'no-register',
    message: expect.stringContaining('status 503'),
  });
  expect(state()).toMatchObject({ through: '2025-08-01', seen: ['2025-15001', '2025-15002'] });
  answer = twoPages;
  const resumed = await watchRegister({ folder, today: '2025-08-05', api });
  expect(resumed.since).toBe('2025-08-01');
  expect(resumed.stubs.map(({ document }) => document)).toEqual(['2025-15003']);
});

test('without a network the refusal names the host and says that it goes on later', async () => {
  const nowhere = 'http://127.0.0.1:9/api/v1/documents.json';
  await expect(look({ api: nowhere })).rejects.toMatchObject({
    category: 'unsupported',
    code: 'no-register',
    message: expect.stringMatching(/127\.0\.0\.1:9 did not answer: /),
    hint: expect.stringContaining('goes on where it stopped'),
  });
});

test('an answer of another shape, a page on another server and a silent server are refused', async () => {
  answer = (_, response) => json(response, { count: 'many', results: [{ title: 7 }] });
  await expect(look()).rejects.toMatchObject({ message: expect.stringContaining('unexpected shape') });
  answer = (_, response) =>
    json(response, { count: 1, results: FIRST, next_page_url: 'http://example.invalid/2' });
  await expect(look()).rejects.toMatchObject({ message: expect.stringContaining('another server') });
  answer = () => undefined;
  await expect(look({ timeoutMs: 100 })).rejects.toMatchObject({ code: 'no-register' });
});

test('a title with control characters, a path as number and a bad state are not taken as they come', async () => {
  answer = (_, response) =>
    json(response, {
      count: 1,
      results: [paper('2025-1', '2025-08-01', { title: 'Red\u001b[31m\nreview: accepted' })],
    });
  const { stubs: made } = await look();
  expect(made[0]?.title).toBe('Red [31m review: accepted');
  expect(parse(readFileSync(made[0]!.path, 'utf8')).review).toBe('unreviewed');
  answer = (_, response) => json(response, { count: 1, results: [paper('../../evil', '2025-08-01')] });
  await expect(look()).rejects.toMatchObject({ code: 'no-register' });
  writeFileSync(join(folder, 'state.json'), '{broken');
  await expect(look()).rejects.toMatchObject({ code: 'bad-watch-state' });
});
