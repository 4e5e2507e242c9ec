// The economy over HTTP and for assistants: one shape with the command line, and refusals by name.

import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { InMemoryTransport } from '@modelcontextprotocol/sdk/inMemory.js';
import { describe, expect, it } from 'vitest';
import { createApp } from '../../src/http/app.ts';
import { simulateAnswerShape, waitAnswerShape } from '../../src/http/economy-shapes.ts';
import { createMcpServer } from '../../src/mcp/server.ts';
import { rosenbad } from '../cli/run.ts';
import { embeddedLaw } from '../support/embedded.ts';

const law = embeddedLaw();
const app = createApp(law);
const STOCKHOLM = { known: '2025-07-29', deadline: '2025-08-12' };
const FLAGS = ['--known', '2025-07-29', '--deadline', '2025-08-12', '--json'];

async function post(path: string, body: unknown) {
  const response = await app.request(path, { method: 'POST', body: JSON.stringify(body) });
  return { status: response.status, answer: JSON.parse(await response.text()) };
}

async function tool(name: string, args: Record<string, unknown>) {
  const [near, far] = InMemoryTransport.createLinkedPair();
  await createMcpServer(law).connect(far);
  const client = new Client({ name: 'test', version: '1' });
  await client.connect(near);
  const result = (await client.callTool({ name, arguments: args })) as {
    isError?: boolean;
    content: { text: string }[];
  };
  await client.close();
  return { isError: result.isError ?? false, value: JSON.parse(result.content[0]!.text) };
}

describe('POST /v1/simulate and /v1/wait', () => {
  it('give what the command line gives, in the documented shape', async () => {
    const body = { ...STOCKHOLM, outcomes: ['lapse', 'deal'], products: 2, parties: ['US', 'CN'] };
    const { status, answer } = await post('/v1/simulate', body);
    expect(status).toBe(200);
    expect(simulateAnswerShape.strict().safeParse(answer).error).toBeUndefined();
    const { out } = rosenbad([
      'simulate',
      ...FLAGS,
      '--outcomes',
      'lapse,deal',
      '--products',
      '2',
      '--parties',
      'US,CN',
    ]);
    expect(answer).toEqual(JSON.parse(out));
    const wait = await post('/v1/wait', STOCKHOLM);
    expect(waitAnswerShape.strict().safeParse(wait.answer).error).toBeUndefined();
    expect(wait.answer).toEqual(JSON.parse(rosenbad(['wait', ...FLAGS]).out));
  });

  it('answer assistants with the four sides of the talks', async () => {
    const { value } = await tool('simulate', { ...STOCKHOLM, outcomes: ['lapse'] });
    expect(value.outcomes[0].longRun.map(({ region }: { region: string }) => region)).toEqual([
      'US',
      'CN',
      'EU',
      'JP',
    ]);
    expect(value.limits.length).toBeGreaterThan(4);
    const wait = await tool('wait', { ...STOCKHOLM, hazard: 0.02 });
    expect(wait.value.question).toMatchObject({ hazard: 0.02, deal: 'deal-at-10-for-good' });
  });

  it.each([
    ['/v1/simulate', { outcomes: ['peace'] }, 404, 'unknown-outcome'],
    ['/v1/simulate', { parties: ['US', 'XX'] }, 400, 'economy/region'],
    ['/v1/simulate', { passThrough: 3 }, 400, 'bad-request'],
    ['/v1/simulate', { deadlin: '2025-08-12' }, 400, 'bad-request'],
    ['/v1/wait', { parties: ['US'] }, 400, 'bad-request'],
    ['/v1/wait', { parties: ['US', 'XX'] }, 400, 'economy/region'],
    ['/v1/wait', { hazard: 'often' }, 400, 'bad-request'],
  ])('%s refuses %j', async (path, body, status, code) => {
    const refused = await post(path, { ...STOCKHOLM, ...body });
    expect([refused.status, refused.answer.error.code]).toEqual([status, code]);
  });
});
