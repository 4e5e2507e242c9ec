// `node dist/bench/http.js [seconds]`: the service under load on loopback, after its answers were checked.

import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import autocannon from 'autocannon';
import { startServer } from '../src/http/serve.ts';
import { openLaw } from '../src/index.ts';

const ENTRY = { code: '8507.60.00.20', from: 'CN', on: '2025-08-13', known: '2025-07-29', value: '10000' };
const GOALS = { requests: 3000, p99: 25 };

/** The service in a process of its own, as it runs in production. */
async function child(): Promise<void> {
  const running = await startServer(openLaw(), { port: 0, host: '127.0.0.1' });
  process.send?.(running.url);
}

function started(): Promise<{ readonly url: string; stop(): void }> {
  const server = fork(fileURLToPath(import.meta.url), ['--serve']);
  return new Promise((resolve) => {
    server.once('message', (url) => resolve({ url: String(url), stop: () => server.kill() }));
  });
}

async function measure(): Promise<void> {
  const { url, stop } = await started();
  const post = {
    method: 'POST' as const,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(ENTRY),
  };
  const answer = (await (await fetch(`${url}/v1/assess`, post)).json()) as { total: unknown };
  const expected = openLaw().assess(ENTRY).total;
  if (JSON.stringify(answer.total) !== JSON.stringify(expected))
    throw new Error('wrong answer before timing');
  const duration = Number(process.argv[2] ?? 10);
  const result = await autocannon({ url: `${url}/v1/assess`, ...post, connections: 20, duration });
  stop();
  const bad = result.non2xx + result.errors;
  console.log(
    `/v1/assess: ${Math.round(result.requests.average)} requests/s (goal ≥ ${GOALS.requests}), p99 ${result.latency.p99} ms (goal ≤ ${GOALS.p99}), ${bad} errors, ${duration} s`,
  );
  if (bad > 0) process.exitCode = 1;
}

await (process.argv[2] === '--serve' ? child() : measure());
