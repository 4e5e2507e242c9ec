// The HTTP service: the contract, its limits, and hostile input.

import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createApp } from '../../src/http/app.ts';
import { ROUTES } from '../../src/http/routes.ts';
import { type Running, startServer } from '../../src/http/serve.ts';
import { assessmentShape } from '../../src/http/shapes.ts';
import { embeddedLaw } from '../support/embedded.ts';

const law = embeddedLaw();
const app = createApp(law);
const ENTRY = { code: '9503.00.00', from: 'CN', on: '2025-08-13', known: '2025-07-29', value: '10000' };

const post = (path: string, body: unknown) =>
  app.request(path, {
    method: 'POST',
    body: typeof body === 'string' ? body : JSON.stringify(body),
    headers: { 'Content-Type': 'application/json' },
  });

/** The body of a response, as JSON of any shape. */
const read = async (response: Response | Promise<Response>) => JSON.parse(await (await response).text());

describe('the answers', () => {
  it('one entry gives the contract of the command line', async () => {
    const response = await post('/v1/assess', ENTRY);
    const answer = await read(response);
    expect(response.status).toBe(200);
    expect(answer).toEqual(JSON.parse(JSON.stringify(law.assess(ENTRY))));
    expect(assessmentShape.safeParse(answer).success).toBe(true);
  });

  it('many entries are answered in order, a bad one in its place', async () => {
    const answers = await read(
      post('/v1/assess', [ENTRY, { ...ENTRY, from: 'ZZ' }, { ...ENTRY, known: '2025-08-12' }]),
    );
    expect(
      answers.map(
        (one: { error?: { code: string; line: number }; rate?: { high: number } }) =>
          one.error ?? one.rate?.high,
      ),
    ).toMatchObject([0.54, { code: 'unknown-country', line: 2 }, 0.3]);
  });

  it('every GET route answers', async () => {
    const queries: Record<string, string> = {
      '/v1/deadlines': '?known=2025-07-29',
      '/v1/history': '?code=95030000&from=CN&known=2025-07-29',
      '/v1/changes': '?before=2025-07-29&after=2025-08-12',
      '/v1/measures': '?known=2025-07-29&into=US',
      '/v1/search': '?words=battery',
      '/v1/controls': '?from=CN&to=US&element=Dy&known=2025-07-29',
      '/v1/talks': '?partner=CN&known=2025-07-29',
      '/v1/leverage': '?side=US&partner=CN&known=2025-07-29',
      '/v1/instruments/{id}': '',
    };
    for (const { method, path } of ROUTES)
      if (method === 'get') {
        const named = path.replace('{id}', 'us%2Feo-14334').replace('{round}', 'us-cn-2025-geneva');
        const response = await app.request(`${named}${queries[path] ?? ''}`);
        expect(response.status, path).toBe(200);
        expect(await read(response), path).toBeTruthy();
      }
  });

  it('outcomes of a book add up', async () => {
    const book = await read(
      post('/v1/outcomes', {
        known: '2025-07-29',
        entries: [
          { code: '95030000', from: 'CN', value: '10000' },
          { code: '95030000', from: 'MO', value: '10000' },
        ],
      }),
    );
    const totals = Object.fromEntries(
      book.scenarios.map((one: { id: string; total: { high: string } }) => [one.id, one.total.high]),
    );
    expect(totals).toMatchObject({ before: '4000.00', lapse: '8800.00', 'extend-90-days': '4000.00' });
  });

  it('an unchanged question is answered with 304 by the law’s hash', async () => {
    const first = await app.request('/v1/coverage');
    const etag = first.headers.get('ETag') ?? '';
    expect(etag).toContain(law.pack.hash);
    expect((await app.request('/v1/coverage', { headers: { 'If-None-Match': etag } })).status).toBe(304);
  });

  it('the OpenAPI document lists every route with its shapes', async () => {
    const document = await read(app.request('/openapi.json'));
    expect(document.openapi).toBe('3.1.0');
    for (const { method, path } of ROUTES)
      expect(document.paths[path][method].responses[200], path).toBeTruthy();
    expect(JSON.stringify(document.paths['/v1/assess'].post.requestBody)).toContain('usContent');
  });
});

describe('limits and refusals', () => {
  const refusals: readonly (readonly [string, number, string, () => Promise<Response> | Response])[] = [
    ['an unknown path', 404, 'unknown-path', () => app.request('/v1/nothing')],
    ['an unknown instrument', 404, 'unknown-instrument', () => app.request('/v1/instruments/us%2Fnothing')],
    ['a broken body', 400, 'bad-json', () => post('/v1/assess', '{"code":')],
    ['a body nested without end', 400, 'bad-json', () => post('/v1/assess', '['.repeat(5000))],
    ['an unknown field', 400, 'bad-request', () => post('/v1/assess', { ...ENTRY, valeu: 1 })],
    ['an impossible day', 400, 'bad-date', () => post('/v1/assess', { ...ENTRY, on: '2025-02-30' })],
    ['an unknown code', 404, 'unknown-code', () => post('/v1/assess', { ...ENTRY, code: '00000000' })],
    [
      'a territory outside the pack',
      422,
      'unknown-territory',
      () => post('/v1/assess', { ...ENTRY, into: 'BR' }),
    ],
    ['a body above a megabyte', 413, 'too-large', () => post('/v1/assess', `"${'x'.repeat(1_100_000)}"`)],
    ['an unknown query', 400, 'bad-request', () => app.request('/v1/deadlines?when=now')],
  ];

  it.each(refusals)('%s: %i %s', async (_, status, code, run) => {
    const response = await run();
    expect(response.status).toBe(status);
    expect((await read(response)).error.code).toBe(code);
  });

  it('a caller above the limit waits', async () => {
    let now = 0;
    const limited = createApp(law, { perMinute: 3, now: () => now });
    const ask = async () => (await limited.request('/v1/coverage')).status;
    expect([await ask(), await ask(), await ask(), await ask()]).toEqual([200, 200, 200, 429]);
    now += 60_000;
    expect(await ask()).toBe(200);
  });

  it('logs the route and never a customer’s data', async () => {
    const lines: unknown[] = [];
    const logging = createApp(law, { log: (line) => lines.push(line) });
    await logging.request('/v1/assess', {
      method: 'POST',
      body: JSON.stringify({ ...ENTRY, value: '987654' }),
    });
    expect(lines).toMatchObject([{ method: 'POST', path: '/v1/assess', status: 200 }]);
    expect(JSON.stringify(lines)).not.toContain('987654');
  });

  it('sends security headers and no permission for other origins', async () => {
    const { headers } = await app.request('/healthz', { headers: { Origin: 'https://elsewhere.example' } });
    expect(headers.get('X-Content-Type-Options')).toBe('nosniff');
    expect(headers.get('Access-Control-Allow-Origin')).toBeNull();
  });

  it('counts requests for Prometheus by route, not by what callers invent', async () => {
    const fresh = createApp(law);
    await fresh.request('/v1/coverage');
    await fresh.request('/a/path/somebody/invented');
    const text = await (await fresh.request('/metrics')).text();
    expect(text).toContain('rosenbad_requests_total{path="/v1/coverage",status="200"} 1');
    expect(text).not.toContain('somebody');
  });
});

describe('hostile input', () => {
  const junk = fc.oneof(
    fc.string({ maxLength: 60 }),
    fc.constantFrom(
      '../../etc/passwd',
      '<script>alert(1)</script>',
      '=cmd()',
      '\u0000',
      'NaN',
      '1e309',
      '__proto__',
      "' OR 1=1",
      '2025-08-13',
      'CN',
      '95030000',
    ),
    fc.integer(),
    fc.double(),
    fc.boolean(),
    fc.constant(null),
  );
  const field = fc.constantFrom(
    'code',
    'from',
    'on',
    'known',
    'value',
    'into',
    'mode',
    'loaded',
    'metals',
    'usContent',
    'claims',
    'facts',
    'quantity',
    '__proto__',
    'constructor',
  );
  const entry = fc.dictionary(
    field,
    fc.oneof(
      junk,
      fc.array(junk, { maxLength: 3 }),
      fc.dictionary(fc.string({ maxLength: 8 }), junk, { maxKeys: 3 }),
    ),
    { maxKeys: 8 },
  );
  const paths = fc.constantFrom('/v1/assess', '/v1/outcomes');

  it('4,000 fuzzed bodies never give 5xx', async () => {
    await fc.assert(
      fc.asyncProperty(
        paths,
        fc.oneof(
          entry,
          fc.array(entry, { maxLength: 3 }),
          fc.record({ entries: fc.array(entry, { maxLength: 2 }) }),
          fc.json(),
        ),
        async (path, body) => {
          const response = await post(
            path,
            typeof body === 'string' ? body : { ...(Array.isArray(body) ? body : {}), ...body },
          );
          expect(response.status).toBeLessThan(500);
        },
      ),
      { numRuns: 4000 },
    );
  });

  it('4,000 fuzzed near-valid entries never give 5xx', async () => {
    await fc.assert(
      fc.asyncProperty(entry, async (body) => {
        expect((await post('/v1/assess', { ...ENTRY, ...body })).status).toBeLessThan(500);
      }),
      { numRuns: 4000 },
    );
  });

  it('2,000 fuzzed addresses never give 5xx', async () => {
    const parts = fc.array(
      fc.oneof(
        fc.string({ maxLength: 12 }),
        fc.constantFrom('..', '%2e%2e', 'v1', 'history', '%', 'instruments'),
      ),
      { maxLength: 5 },
    );
    await fc.assert(
      fc.asyncProperty(
        parts,
        fc.dictionary(
          fc.constantFrom('code', 'from', 'known', 'words', 'on', 'into'),
          fc.string({ maxLength: 30 }),
        ),
        async (path, query) => {
          const address = `/${path.map((part) => (part.startsWith('%') ? part : encodeURIComponent(part))).join('/')}?${new URLSearchParams(query)}`;
          expect((await app.request(address)).status).toBeLessThan(500);
        },
      ),
      { numRuns: 2000 },
    );
  });
});

describe('the process', () => {
  let running: Running;

  beforeAll(async () => {
    running = await startServer(law, { port: 0, host: '127.0.0.1' });
  });

  afterAll(() => running.stop());

  it('answers on its port, with gzip when asked', async () => {
    const response = await fetch(`${running.url}/v1/instruments`, { headers: { 'Accept-Encoding': 'gzip' } });
    expect(response.headers.get('content-encoding')).toBe('gzip');
    expect((await read(response)).length).toBeGreaterThan(50);
  });

  it('a batch of 20,000 rows streams in order while others are served', async () => {
    const rows = Array.from({ length: 20_000 }, (_, index) =>
      JSON.stringify(index === 7 ? { ...ENTRY, from: 'ZZ' } : { ...ENTRY, value: String(1000 + index) }),
    );
    let done = false;
    const batch = fetch(`${running.url}/v1/batch`, { method: 'POST', body: rows.join('\n') })
      .then((response) => response.text())
      .finally(() => {
        done = true;
      });
    expect((await fetch(`${running.url}/healthz`)).status).toBe(200);
    expect(done, 'the batch is still under way').toBe(false);
    const lines = (await batch).trim().split('\n');
    expect(lines).toHaveLength(20_000);
    expect(JSON.parse(lines[7]!).error).toMatchObject({ code: 'unknown-country', line: 8 });
    expect(JSON.parse(lines[19_999]!).entry.value).toBe('20999');
  });

  it('a batch of CSV is answered too, and a file without the columns is refused', async () => {
    const send = async (body: string) =>
      (await (await fetch(`${running.url}/v1/batch`, { method: 'POST', body })).text())
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line));
    expect(
      (await send('code,from,on,known,value\n95030000,CN,2025-08-13,2025-07-29,10000\n'))[0].total.high,
    ).toBe('5400.00');
    expect((await send('code,form\n1,2\n'))[0].error.code).toBe('unknown-column');
    expect((await send(''))[0].error.code).toBe('empty-file');
  });

  it('a caller that leaves in the middle does not hurt the others', async () => {
    const stop = new AbortController();
    const left = fetch(`${running.url}/v1/assess`, {
      method: 'POST',
      body: JSON.stringify(Array(500).fill(ENTRY)),
      signal: stop.signal,
    }).catch(() => 'left');
    stop.abort();
    expect(await left).toBe('left');
    expect((await fetch(`${running.url}/healthz`)).status).toBe(200);
  });
});
