// One reader over the real law and record, for the tests of reading.

import { join } from 'node:path';
import model from 'wink-eng-lite-web-model';
import winkNLP from 'wink-nlp';
import { readLaw } from '../../src/law/read.ts';
import { openPack } from '../../src/law.ts';
import { engineOracle } from '../../src/reading/engine-oracle.ts';
import type { Reading } from '../../src/reading/model.ts';
import { readText } from '../../src/reading/read.ts';
import { type Control, readControls } from '../../src/record/controls.ts';
import type { TalksRecord } from '../../src/record/model.ts';
import { readRecord } from '../../src/record/read.ts';
import { hashOf, lawFiles } from '../../src/store/law-files.ts';
import { controlFiles, recordFiles } from '../record/files.ts';

const root = join(import.meta.dirname, '..', '..');

// Outcomes are not asked here.
const files = lawFiles(root).filter(({ path }) => path.startsWith('law/'));
const { pack, diagnostics } = readLaw(files, hashOf(files));
if (!pack) throw new Error(`the law does not read: ${JSON.stringify(diagnostics[0])}`);

export const law = openPack(pack);
export const record = readRecord(recordFiles()).record as TalksRecord;
export const controls = (readControls(controlFiles()).controls ?? []) as readonly Control[];
export const nlp = winkNLP(model);
export const oracleAt = engineOracle({ law, record, controls });

export const read = (text: string, date: string, known = date): Reading =>
  readText(text, { date, known, nlp, oracleAt });
