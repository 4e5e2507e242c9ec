// What commands worked out and keep in the user's cache folder.

import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

export const cacheFolder = (): string =>
  join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'rosenbad');

/** A file of the folder; undefined when it is not there. */
export function readCached(name: string): Uint8Array | undefined {
  try {
    return readFileSync(join(cacheFolder(), name));
  } catch {
    return undefined;
  }
}

/** Writes a file whole or not at all. A folder that cannot be written costs the next command time, nothing else. */
export function writeCached(name: string, bytes: Uint8Array): void {
  const path = join(cacheFolder(), name);
  try {
    mkdirSync(cacheFolder(), { recursive: true });
    writeFileSync(`${path}.${process.pid}`, bytes);
    renameSync(`${path}.${process.pid}`, path);
  } catch {
    return;
  }
}
