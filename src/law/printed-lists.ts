// Which list of the pack stands for which subdivision of the notes, and the differences that have been looked into.

import { z } from 'zod';
import { parseCode } from '../core/code.ts';
import { readFile, type SourceFile } from './files.ts';
import { oneOrMany, textAs } from './scalars.ts';

const explanation = z
  .strictObject({
    side: z.enum(['here', 'there']),
    codes: z.array(textAs(parseCode)).optional(),
    /** Codes that are on these lists of the pack. */
    'also-on': oneOrMany(z.string()).optional(),
    reason: z.string().min(20),
  })
  .refine((one) => (one.codes === undefined) !== (one['also-on'] === undefined), {
    message: 'name either codes or also-on',
  });

export const printedListsSchema = z.strictObject({
  notes: z.record(
    z.string().regex(/^\d+(\([A-Za-z0-9]+\))*$/),
    z.union([
      z.strictObject({
        lists: oneOrMany(z.string()).optional(),
        /** Measures whose goods are named in the act itself. */
        measures: oneOrMany(z.string()).optional(),
        take: z.enum(['rows', 'sentences', 'both']).optional(),
        differences: z.array(explanation).optional(),
      }),
      z.strictObject({ apart: z.string().min(20) }),
    ]),
  ),
  /** Lists in force that no note prints; `us/quota-*` is every list of that beginning. */
  unprinted: z.record(z.string(), z.string().min(20)),
});

export type PrintedLists = z.output<typeof printedListsSchema>;
export type Explanation = z.output<typeof explanation>;

export const PRINTED_LISTS = /^law\/[a-z]+\/printed-lists\.yaml$/;

/** The table among the law's files; a file with faults is left to `readLaw`, which reports it. */
export const printedListsOf = (files: readonly SourceFile[]): PrintedLists | undefined =>
  files
    .filter(({ path }) => PRINTED_LISTS.test(path))
    .map((file) => readFile(file, printedListsSchema).value)
    .find((value) => value !== undefined);
