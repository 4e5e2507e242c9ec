import { join } from 'node:path';
import preact from '@preact/preset-vite';
import { defineConfig } from 'vite';
import { offline } from './build/offline.ts';

const worker = join(import.meta.dirname, 'src', 'service-worker.js');

export default defineConfig({
  root: import.meta.dirname,
  base: './',
  plugins: [preact(), offline(worker)],
  resolve: { alias: { 'csv-parse/sync': 'csv-parse/browser/esm/sync' } },
  worker: { format: 'es' },
  build: {
    outDir: '../dist/web',
    emptyOutDir: true,
    target: 'es2022',
    reportCompressedSize: false,
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 1000,
  },
});
