// Reads the files of `record/controls/`.

import { z } from 'zod';
import { isCountry } from '../core/country.ts';
import { byPlace, type Diagnostic } from '../core/diagnostics.ts';
import { incorrect } from '../core/errors.ts';
import type { Zone } from '../core/moment.ts';
import { readFile, type SourceFile } from '../law/files.ts';
import { idText, momentText, oneOrMany, textAs } from '../law/scalars.ts';
import { CONTROL_KINDS, type Control, LICENCES, zoneOf } from './controls.ts';

const country = textAs((text) => {
  if (isCountry(text)) return text;
  throw incorrect('unknown-country', `"${text}" is not a country code`, 'Use ISO 3166 alpha-2.');
});

const actSchema = (zone: Zone) =>
  z.strictObject({
    act: z.enum(['impose', 'amend', 'suspend', 'end']),
    instrument: z.string(),
    published: momentText(zone),
    from: momentText(zone),
    until: momentText(zone).optional(),
    licence: z.enum(LICENCES).optional(),
    fee: z.string().optional(),
    clause: z.string().optional(),
  });

const number = textAs((text) => {
  if (/^\d{1,9}$/.test(text)) return Number(text);
  throw incorrect('bad-number', `"${text}" is not a whole number`, 'Write digits, for example 21000.');
});

const span = z.strictObject({ from: number.optional(), below: number.optional() });

const chipSchema = z
  .strictObject({
    performance: span.optional(),
    bandwidth: span.optional(),
    'perhaps-from': number.optional(),
  })
  .transform(({ 'perhaps-from': perhapsFrom, ...rest }) => ({
    ...rest,
    ...(perhapsFrom === undefined ? {} : { perhapsFrom }),
  }));

const controlSchema = (zone: Zone) =>
  z.strictObject({
    control: idText,
    title: z.string(),
    exporter: country,
    kind: z.enum(CONTROL_KINDS),
    elements: z.array(z.string()).default([]),
    goods: z.array(z.strictObject({ code: z.string(), ex: z.string().optional() })).default([]),
    chip: z.array(chipSchema).min(1).optional(),
    destinations: z.union([z.strictObject({ all: z.literal('true') }).transform(() => []), z.array(country)]),
    for: z.string().optional(),
    licence: z.enum(LICENCES),
    acts: z.array(actSchema(zone)).min(1),
    sources: oneOrMany(
      z.strictObject({ title: z.string(), publisher: z.string().optional(), url: z.string().optional() }),
    ),
    confidence: z.string(),
    note: z.string().optional(),
  });

/** One control stands in one file; a name used twice is a fault of the second. */
function doubles(files: readonly SourceFile[], controls: readonly Control[]): readonly Diagnostic[] {
  return controls.flatMap(({ control }, index) =>
    controls.findIndex((one) => one.control === control) === index
      ? []
      : [
          {
            file: files[index]!.path,
            line: 1,
            code: 'double-id',
            message: `${control} stands twice`,
            hint: 'Rename one.',
          },
        ],
  );
}

/** Reads the files of `record/controls/`; every fault of every file. */
export function readControls(files: readonly SourceFile[]): {
  readonly controls?: readonly Control[];
  readonly diagnostics: readonly Diagnostic[];
} {
  const reads = files.map((file) =>
    readFile(file, controlSchema(zoneOf(/\/cn\//.test(file.path) ? 'CN' : 'US'))),
  );
  const faults = reads.flatMap((read) => read.diagnostics);
  if (faults.length > 0) return { diagnostics: [...faults].sort(byPlace) };
  const controls = reads.map(({ value }) => value as Control);
  const diagnostics = doubles(files, controls);
  return diagnostics.length > 0 ? { diagnostics } : { controls, diagnostics };
}
