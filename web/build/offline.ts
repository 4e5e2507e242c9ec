// Build step: the service worker with the list of files to keep, and beside each file its gzip and brotli form.

import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import type { Plugin } from 'vite';

/** Alphabets of the font that English does not need, and formats that no current browser asks for. */
const LEFT_OUT = /inter-(?!latin-wght-normal)|\.(br|gz)$/;
const TEXT = /\.(js|css|html|json|svg|txt|csv)$/;

const filesOf = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1));

function compress(path: string): void {
  const bytes = readFileSync(path);
  writeFileSync(`${path}.gz`, gzipSync(bytes, { level: 9 }));
  writeFileSync(
    `${path}.br`,
    brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } }),
  );
}

export function offline(source: string): Plugin {
  return {
    name: 'rosenbad-offline',
    apply: 'build',
    writeBundle({ dir }) {
      if (!dir?.endsWith('web')) return;
      const files = filesOf(dir).filter(
        (name) => !LEFT_OUT.test(name) && !/^(index\.html|sw\.js)$/.test(name),
      );
      const page = readFileSync(join(dir, 'index.html'));
      const version = createHash('sha256').update(page).update(files.join()).digest('hex').slice(0, 12);
      const head = `const VERSION = '${version}';\nconst FILES = ${JSON.stringify(files.map((name) => `./${name}`))};\n`;
      writeFileSync(join(dir, 'sw.js'), head + readFileSync(source, 'utf8'));
      for (const name of filesOf(dir)) if (TEXT.test(name)) compress(join(dir, name));
    },
  };
}
