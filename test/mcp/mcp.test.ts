// The MCP server, asked by the SDK's own client.

import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { InMemoryTransport } from '@modelcontextprotocol/sdk/inMemory.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createMcpServer } from '../../src/mcp/server.ts';
import { embeddedLaw } from '../support/embedded.ts';

const law = embeddedLaw();
const client = new Client({ name: 'test', version: '1' });

beforeAll(async () => {
  const [near, far] = InMemoryTransport.createLinkedPair();
  await createMcpServer(law).connect(far);
  await client.connect(near);
});

afterAll(() => client.close());

async function call(name: string, args: Record<string, unknown>) {
  const result = (await client.callTool({ name, arguments: args })) as {
    isError?: boolean;
    content: { text: string }[];
  };
  return { isError: result.isError ?? false, value: JSON.parse(result.content[0]!.text) };
}

describe('the tools', () => {
  it('are listed with their shapes', async () => {
    const { tools } = await client.listTools();
    expect(tools.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['duty', 'deadlines', 'history', 'changes', 'outcomes', 'search']),
    );
    expect(JSON.stringify(tools.find(({ name }) => name === 'duty')?.inputSchema)).toContain('known');
  });

  it('duty states its basis and gives 54 by lapse, 30 if extended', async () => {
    const entry = { code: '95030000', from: 'CN', on: '2025-08-13', known: '2025-07-29', value: '10000' };
    const lapse = await call('duty', entry);
    expect(lapse.value.basis).toEqual({ known: '2025-07-29', on: '2025-08-13' });
    expect(lapse.value.rate.high).toBe(0.54);
    expect(lapse.value.lines.at(-1).cite).toMatch(/FR/);
    expect((await call('duty', { ...entry, outcome: 'extend-90-days' })).value.rate.high).toBe(0.3);
  });

  it('a refusal is an error with its code and hint', async () => {
    const { isError, value } = await call('duty', {
      code: '85076100',
      from: 'CN',
      on: '2025-08-13',
      known: '2025-07-29',
      value: '1',
    });
    expect(isError).toBe(true);
    expect(value.error.code).toBe('unknown-code');
  });

  it('deadlines, outcomes, history and changes answer small', async () => {
    const { value } = await call('deadlines', { known: '2025-07-29' });
    expect(value.deadlines.some((one: { day: string }) => one.day === '2025-08-12')).toBe(true);
    expect(
      Math.max(...value.deadlines.map((one: { changes: unknown[] }) => one.changes.length)),
    ).toBeLessThanOrEqual(12);
    const outcomes = await call('outcomes', {
      known: '2025-07-29',
      entries: [{ code: '95030000', from: 'CN', value: '10000' }],
    });
    expect(outcomes.value.worst).toBe('return-to-145');
    expect(
      (await call('history', { code: '95030000', from: 'CN', known: '2025-07-29' })).value.steps.length,
    ).toBeGreaterThan(4);
    expect(
      (await call('changes', { before: '2025-08-10', after: '2025-08-12' })).value.differences.length,
    ).toBeGreaterThan(0);
  });

  it('instruments are resources', async () => {
    const { contents } = await client.readResource({ uri: 'rosenbad://instrument/us/eo-14334' });
    expect(String((contents[0] as { text: string }).text)).toContain(
      '"until":"2025-11-10T00:01 America/New_York"',
    );
  });
});

describe('the tools about the talks', () => {
  it('the timeline is cut around the day known and counts what it leaves out', async () => {
    const { value } = await call('timeline', { partner: 'CN', known: '2025-07-29', most: 12 });
    expect(value.basis).toEqual({ known: '2025-07-29' });
    expect(value.events).toHaveLength(12);
    expect(value.more).toBeGreaterThan(20);
    const days: readonly string[] = value.events.map(({ day }: { day: string }) => day);
    expect(days.filter((day) => day > '2025-07-29')).toHaveLength(4);
    expect(days).toEqual([...days].sort());
    expect(value.standing.truce.sides.map(({ after }: { after: number }) => after)).toEqual([0.34, 0.34]);
  });

  it('deadlines of both sides at one moment are one', async () => {
    const { value } = await call('deadlines', { into: 'US,CN', known: '2025-07-29' });
    const truce = value.deadlines.find(({ day }: { day: string }) => day === '2025-08-12');
    expect(truce.sides.map(({ jurisdiction }: { jurisdiction: string }) => jurisdiction)).toEqual([
      'us',
      'cn',
    ]);
  });

  it('controls answer under which licence and what returns when', async () => {
    const { value } = await call('controls', { from: 'CN', to: 'US', elements: ['Ga'], known: '2025-12-01' });
    expect(value.answer).toEqual({ licence: 'required', certain: 'yes', controls: ['cn/gallium-germanium'] });
    expect(value.returns.map(({ day }: { day: string }) => day)).toContain('2026-11-27');
  });

  it('an unknown round is refused with the nearest', async () => {
    const { isError, value } = await call('talks', { round: 'stokholm', known: '2025-08-01' });
    expect(isError).toBe(true);
    expect(value.error.hint).toContain('Stockholm');
  });
});
