// Counters in Prometheus' text format: requests by route and status, and time spent.

export interface Metrics {
  count(path: string, status: number, ms: number): void;
  text(): string;
}

/** Only known shapes of paths are labels, so that no caller can grow the table. */
const labelOf = (path: string): string =>
  /^\/(v1\/[a-z]+|healthz|metrics|mcp|reference|openapi\.json)/.exec(path)?.[0] ?? 'other';

export function newMetrics(): Metrics {
  const requests = new Map<string, number>();
  const seconds = new Map<string, number>();
  const add = (table: Map<string, number>, key: string, value: number) =>
    table.set(key, (table.get(key) ?? 0) + value);
  return {
    count(path, status, ms) {
      add(requests, `path="${labelOf(path)}",status="${status}"`, 1);
      add(seconds, `path="${labelOf(path)}"`, ms / 1000);
    },
    text() {
      const lines = (name: string, table: Map<string, number>) =>
        [...table].map(([labels, value]) => `${name}{${labels}} ${value}`);
      return [
        '# TYPE rosenbad_requests_total counter',
        ...lines('rosenbad_requests_total', requests),
        '# TYPE rosenbad_request_seconds_total counter',
        ...lines('rosenbad_request_seconds_total', seconds),
        '',
      ].join('\n');
    },
  };
}
