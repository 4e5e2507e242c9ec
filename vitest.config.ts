import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['src/**/*.test.ts', 'test/**/*.test.ts'],
    testTimeout: 180_000,
    hookTimeout: 120_000,
    maxWorkers: 2,
    // It imports folders, which Node does not resolve.
    server: { deps: { inline: ['dt-sql-parser'] } },
  },
});
