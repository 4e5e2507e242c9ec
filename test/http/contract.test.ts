// One contract for every shell: the command line's --json, HTTP and MCP give the same answer to the same question.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { Validator } from '@seriousme/openapi-schema-validator';
import { OpenAPIClientAxios } from 'openapi-client-axios';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ROUTES } from '../../src/http/routes.ts';
import { type Running, startServer } from '../../src/http/serve.ts';
import { rosenbad } from '../cli/run.ts';
import { embeddedLaw, ROOT } from '../support/embedded.ts';

let running: Running;
beforeAll(async () => {
  running = await startServer(embeddedLaw(), { port: 0, host: '127.0.0.1' });
});
afterAll(() => running.stop());

interface Question {
  readonly args: readonly string[];
  readonly get?: string;
  readonly post?: readonly [path: string, body: unknown];
  readonly tool?: readonly [name: string, args: Record<string, unknown>];
  /** The part of the command's answer that the others give. */
  readonly part?: (answer: Record<string, unknown>) => unknown;
}

const ENTRY = { into: 'US', code: '9503.00.00', from: 'CN', on: '2025-08-13', value: '10000' };
const KNOWN = ['--known', '2025-07-29'];
const withoutBroken = ({ broken: _, ...rest }: Record<string, unknown>) => rest;

const QUESTIONS: readonly Question[] = [
  {
    args: ['history', '9503.00.00', '--from', 'CN', ...KNOWN],
    get: '/v1/history?code=9503.00.00&from=CN&known=2025-07-29',
    tool: ['history', { code: '9503.00.00', from: 'CN', known: '2025-07-29' }],
  },
  { args: ['deadlines', ...KNOWN], get: '/v1/deadlines?known=2025-07-29' },
  {
    args: ['changes', '2025-08-10', '2025-08-12'],
    get: '/v1/changes?before=2025-08-10&after=2025-08-12',
  },
  {
    args: ['measures', '--from', 'CN', '--on', '2025-08-13', ...KNOWN],
    get: '/v1/measures?from=CN&on=2025-08-13&known=2025-07-29',
  },
  {
    args: ['duty', '8708.30.50', '--from', 'KR', '--on', '2025-08-13', '--known', '2025-08-13', '--options'],
    post: ['/v1/options', { ...ENTRY, code: '8708.30.50', from: 'KR', known: '2025-08-13' }],
  },
  {
    args: ['search', 'litium', 'battery', '--limit', '100'],
    get: '/v1/search?words=litium%20battery',
  },
  { args: ['coverage'], get: '/v1/coverage' },
  { args: ['instrument'], get: '/v1/instruments' },
  { args: ['instrument', 'us/eo-14334'], get: '/v1/instruments/us%2Feo-14334' },
  {
    args: ['outcomes', '9503.00.00', '--from', 'CN', ...KNOWN],
    post: ['/v1/outcomes', { known: '2025-07-29', entries: [{ ...ENTRY, on: undefined }] }],
    part: withoutBroken,
  },
  {
    args: ['read', 'examples/article.md'],
    post: ['/v1/read', { text: readFileSync(join(ROOT, 'examples', 'article.md'), 'utf8') }],
  },
  { args: ['deadlines', '--into', 'US,CN', ...KNOWN], get: '/v1/deadlines?into=US,CN&known=2025-07-29' },
  {
    args: ['talks', '--partner', 'CN', ...KNOWN],
    get: '/v1/talks?partner=CN&known=2025-07-29',
    tool: ['talks', { partner: 'CN', known: '2025-07-29' }],
  },
  {
    args: ['talks', 'stockholm', ...KNOWN],
    get: '/v1/talks/stockholm?known=2025-07-29',
    tool: ['talks', { round: 'stockholm', known: '2025-07-29' }],
  },
  {
    args: ['timeline', '--partner', 'CN', '--kind', 'round,control', ...KNOWN],
    get: '/v1/timeline?partner=CN&kinds=round,control&known=2025-07-29',
  },
  {
    args: ['agreement', 'CN', '--known', '2025-11-30'],
    get: '/v1/agreements?name=CN&known=2025-11-30',
    tool: ['agreements', { name: 'CN', known: '2025-11-30' }],
  },
  {
    args: ['controls', '--from', 'CN', '--to', 'US', '--element', 'Ga', '--known', '2025-12-01'],
    get: '/v1/controls?from=CN&to=US&element=Ga&known=2025-12-01',
    tool: ['controls', { from: 'CN', to: 'US', elements: ['ga'], known: '2025-12-01' }],
  },
  {
    args: ['controls', '--chip', 'H200', '--known', '2026-02-01'],
    get: '/v1/controls?from=US&to=CN&chip=H200&known=2026-02-01',
  },
  {
    args: ['minerals', 'rare', 'earths', '--country', 'CN', '--known', '2026-03-01'],
    get: '/v1/minerals?words=rare+earths&country=CN&known=2026-03-01',
  },
  {
    args: ['leverage', '--side', 'JP', '--partner', 'CN', '--known', '2026-03-01'],
    get: '/v1/leverage?side=JP&partner=CN&known=2026-03-01',
  },
];

/** Without a kept connection: the command line keeps this process for longer than a server keeps one. */
const ALONE = { connection: 'close' };

const told = async ({ get, post }: Question) => {
  const response = post
    ? await fetch(running.url + post[0], { method: 'POST', headers: ALONE, body: JSON.stringify(post[1]) })
    : await fetch(running.url + get, { headers: ALONE });
  return response.json();
};

/** Names of shipments are the shell's own. */
const nameless = (answer: unknown): unknown =>
  JSON.parse(JSON.stringify(answer, (key, value) => (key === 'name' ? undefined : value)));

describe('the same answer', () => {
  it.each(QUESTIONS.map((one) => [one.args.join(' '), one] as const))(
    'of the command line and of HTTP: %s',
    async (_, question) => {
      const answered = await told(question);
      const { code, out } = rosenbad([...question.args, '--json']);
      expect(code).toBe(0);
      const printed = JSON.parse(out);
      expect(nameless(answered)).toEqual(nameless(question.part ? question.part(printed) : printed));
    },
  );

  it('of duty --json and POST /v1/assess', async () => {
    const args = ['duty', '9503.00.00', '--from', 'CN', '--on', '2025-08-13', ...KNOWN, '--json'];
    const { entry: mine, ...printed } = JSON.parse(rosenbad(args).out);
    const body = JSON.stringify({ ...ENTRY, known: '2025-07-29' });
    const response = await fetch(`${running.url}/v1/assess`, { method: 'POST', body });
    const { entry: theirs, ...answer } = (await response.json()) as Record<string, unknown>;
    expect(answer).toEqual(printed);
    expect(theirs).toMatchObject({ code: mine.code, from: mine.from, into: mine.into });
  });
});

const QUERIES: Readonly<Record<string, string>> = {
  '/v1/deadlines': '?known=2025-07-29',
  '/v1/history': '?code=95030000&from=CN&known=2025-07-29',
  '/v1/changes': '?before=2025-07-29&after=2025-08-12',
  '/v1/measures': '?known=2025-07-29&into=CN',
  '/v1/search': '?words=battery',
  '/v1/talks': '?partner=CN&known=2026-08-21',
  '/v1/talks/{round}': '/stockholm?known=2026-08-21',
  '/v1/timeline': '?partner=CN&known=2026-08-21',
  '/v1/agreements': '?known=2026-08-21',
  '/v1/controls': '?from=CN&to=US&known=2026-08-21',
  '/v1/minerals': '?known=2026-08-21',
  '/v1/leverage': '?side=US&partner=CN&known=2026-03-01',
};

describe('OpenAPI', () => {
  it('the document is valid 3.1', async () => {
    const document = await (await fetch(`${running.url}/openapi.json`)).json();
    const { valid, errors } = await new Validator().validate(document as Record<string, unknown> as never);
    expect(errors ?? []).toEqual([]);
    expect(valid).toBe(true);
  });

  it.each(Object.entries(QUERIES))('the answer of %s has the shape that is promised', async (path, query) => {
    const answer = await (await fetch(running.url + path.replace('/{round}', '') + query)).json();
    const route = ROUTES.find((one) => one.path === path && one.method === 'get')!;
    expect(route.answer.safeParse(answer).error?.issues ?? []).toEqual([]);
  });

  it.each(['/v1/coverage', '/v1/instruments', '/v1/outcomes'])(
    'the answer of %s has the shape that is promised',
    async (path) => {
      const answer = await (await fetch(running.url + path)).json();
      const route = ROUTES.find((one) => one.path === path && one.method === 'get')!;
      expect(route.answer.safeParse(answer).error?.issues ?? []).toEqual([]);
    },
  );

  it('a client made from the document asks and is answered', async () => {
    const api = new OpenAPIClientAxios({
      definition: `${running.url}/openapi.json`,
      axiosConfigDefaults: { baseURL: running.url },
    });
    const client = await api.init();
    const assessed = await client.postV1Assess!({}, { ...ENTRY, known: '2025-07-29' });
    expect(assessed.data.rate).toEqual({ low: 0.54, high: 0.54 });
    const deadlines = await client.getV1Deadlines!({ known: '2025-07-29' });
    expect(deadlines.data.basis).toEqual({ known: '2025-07-29', on: '2025-07-29' });
    const text = await client.getV1InstrumentsId!('us/eo-14334');
    expect(text.data.acts).toHaveLength(1);
    await expect(client.getV1History!({ code: '1', from: 'CN' })).rejects.toMatchObject({
      response: { status: 400, data: { error: { code: 'bad-code' } } },
    });
  });

  it('the page for people names every path and runs no script', async () => {
    const response = await fetch(`${running.url}/reference`);
    const page = await response.text();
    expect(response.headers.get('content-type')).toContain('text/html');
    for (const { path } of ROUTES) expect(page).toContain(path);
    expect(page).not.toContain('<script');
  });
});

describe('assistants over HTTP', () => {
  it('the tools answer as over standard input, small and with the basis', async () => {
    const client = new Client({ name: 'test', version: '1' });
    await client.connect(new StreamableHTTPClientTransport(new URL(`${running.url}/mcp`)) as never);
    for (const { tool, args: asked } of QUESTIONS.filter((one) => one.tool !== undefined)) {
      const [name, args] = tool!;
      const result = (await client.callTool({ name, arguments: args })) as { content: { text: string }[] };
      expect(JSON.parse(result.content[0]!.text)).toEqual(JSON.parse(rosenbad([...asked, '--json']).out));
    }
    await client.close();
  });

  it('a request in the name of another host is refused', async () => {
    const { createApp } = await import('../../src/http/app.ts');
    const app = createApp(embeddedLaw(), { local: true });
    const response = await app.request('http://evil.example/mcp', {
      method: 'POST',
      headers: { host: 'evil.example' },
      body: '{}',
    });
    expect(response.status).toBe(400);
    expect(JSON.parse(await response.text()).error.code).toBe('bad-host');
  });
});

it('docs/serving.md names every path', () => {
  const text = readFileSync(join(ROOT, 'docs', 'serving.md'), 'utf8');
  for (const { path } of ROUTES) expect(text, path).toContain(path);
});
