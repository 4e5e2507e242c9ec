// The official exports and the tariff database that the schedule's tests are held against, where they are at hand.

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';

const FOLDER = process.env.ROSENBAD_FIXTURES ?? join(process.cwd(), '..', 'shared', 'data');

export const HTS = join(FOLDER, 'hts');

export const present = existsSync(HTS);

export const unpacked = (path: string): string => gunzipSync(readFileSync(path)).toString('utf8');

export const exportsIn = (folder: 'archives' | 'archives-csv'): readonly string[] =>
  present
    ? readdirSync(join(HTS, folder))
        .filter((name) => name.endsWith('.gz'))
        .sort()
        .map((name) => join(HTS, folder, name))
    : [];
