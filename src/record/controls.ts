// Export controls, entity lists and port fees on the two clocks: the files of `record/controls/`, and what holds on a day.

import { z } from 'zod';
import { isCountry } from '../core/country.ts';
import { byPlace, type Diagnostic } from '../core/diagnostics.ts';
import { incorrect } from '../core/errors.ts';
import type { Moment, Zone } from '../core/moment.ts';
import { readFile, type SourceFile } from '../law/files.ts';
import { idText, momentText, oneOrMany, textAs } from '../law/scalars.ts';

export const LICENCES = ['denied', 'required', 'case-by-case', 'general', 'fee'] as const;
/** From the strictest. */
export type Licence = (typeof LICENCES)[number];

export interface ControlAct {
  readonly act: 'impose' | 'amend' | 'suspend' | 'end';
  readonly instrument: string;
  readonly published: Moment;
  readonly from: Moment;
  readonly until?: Moment;
  readonly licence?: Licence;
  readonly fee?: string;
  readonly clause?: string;
}

export interface Control {
  readonly control: string;
  readonly title: string;
  readonly exporter: string;
  readonly kind: string;
  readonly elements: readonly string[];
  readonly goods: readonly { readonly code: string; readonly ex?: string }[];
  /** Empty: every destination. */
  readonly destinations: readonly string[];
  readonly for?: string;
  readonly licence: Licence;
  readonly acts: readonly ControlAct[];
  readonly sources: readonly { readonly title: string; readonly publisher?: string; readonly url?: string }[];
  readonly confidence: string;
  readonly note?: string;
}

export const zoneOf = (exporter: string): Zone => (exporter === 'CN' ? 'Asia/Shanghai' : 'America/New_York');

const country = textAs((text) => {
  if (isCountry(text)) return text;
  throw incorrect('unknown-country', `"${text}" is not a country code`, 'Use ISO 3166 alpha-2.');
});

const controlSchema = (zone: Zone) =>
  z.strictObject({
    control: idText,
    title: z.string(),
    exporter: country,
    kind: z.enum(['goods', 'technology', 'software', 'entities', 'port-fee', 'import-ban']),
    elements: z.array(z.string()).default([]),
    goods: z.array(z.strictObject({ code: z.string(), ex: z.string().optional() })).default([]),
    destinations: z.union([z.strictObject({ all: z.literal('true') }).transform(() => []), z.array(country)]),
    for: z.string().optional(),
    licence: z.enum(LICENCES),
    acts: z
      .array(
        z.strictObject({
          act: z.enum(['impose', 'amend', 'suspend', 'end']),
          instrument: z.string(),
          published: momentText(zone),
          from: momentText(zone),
          until: momentText(zone).optional(),
          licence: z.enum(LICENCES).optional(),
          fee: z.string().optional(),
          clause: z.string().optional(),
        }),
      )
      .min(1),
    sources: oneOrMany(
      z.strictObject({ title: z.string(), publisher: z.string().optional(), url: z.string().optional() }),
    ),
    confidence: z.string(),
    note: z.string().optional(),
  });

/** Reads the files of `record/controls/`; every fault of every file. */
export function readControls(files: readonly SourceFile[]): {
  readonly controls?: readonly Control[];
  readonly diagnostics: readonly Diagnostic[];
} {
  const reads = files.map((file) =>
    readFile(file, controlSchema(zoneOf(/\/cn\//.test(file.path) ? 'CN' : 'US'))),
  );
  const diagnostics = reads.flatMap((read) => read.diagnostics).sort(byPlace);
  if (diagnostics.length > 0) return { diagnostics };
  return { controls: reads.flatMap(({ value }) => (value ? [value as Control] : [])), diagnostics };
}

export interface ControlState {
  readonly state: 'in-force' | 'suspended' | 'ended' | 'not-yet';
  readonly licence: Licence;
  readonly fee?: string;
  /** When a suspension that holds now ends by itself. */
  readonly until?: Moment;
  readonly by: ControlAct;
}

const holds = (act: ControlAct, on: Moment): boolean =>
  act.from <= on && on < (act.until ?? Number.POSITIVE_INFINITY);

/** What a control says at a moment, by the acts published up to `known`; missing before anything was published. */
export function controlAt(control: Control, known: Moment, on: Moment): ControlState | undefined {
  const acts = control.acts
    .filter(({ published }) => published <= known)
    .map((act, index) => ({ act, index }))
    .sort((a, b) => a.act.published - b.act.published || a.index - b.index)
    .map(({ act }) => act);
  const first = acts[0];
  if (!first) return undefined;
  let licence = control.licence;
  let fee: string | undefined;
  let state: ControlState = { state: 'not-yet', licence, by: first };
  for (const act of acts.filter((one) => holds(one, on))) {
    licence = act.licence ?? licence;
    fee = act.fee ?? fee;
    const terms = { licence, ...(fee === undefined ? {} : { fee }) };
    if (act.act === 'end') state = { state: 'ended', ...terms, by: act };
    else if (act.act === 'suspend')
      state = {
        state: 'suspended',
        ...terms,
        by: act,
        ...(act.until === undefined ? {} : { until: act.until }),
      };
    else if (act.act === 'impose') state = { state: 'in-force', ...terms, by: act };
    else state = { ...state, ...terms, by: state.state === 'in-force' ? act : state.by };
  }
  return state;
}

export interface Shipment {
  readonly from: string;
  readonly to: string;
  readonly code?: string;
  readonly elements?: readonly string[];
}

const digits = (code: string): string => code.replaceAll('.', '');

/** Whether a control is on a shipment; `perhaps` where only a code points to it. */
export function concerns(
  control: Control,
  { from, to, code, elements = [] }: Shipment,
): 'yes' | 'perhaps' | 'no' {
  if (control.exporter !== from) return 'no';
  if (control.destinations.length > 0 && !control.destinations.includes(to)) return 'no';
  if (elements.some((element) => control.elements.includes(element))) return 'yes';
  if (code === undefined) return 'no';
  const asked = digits(code);
  const found = control.goods.some(
    ({ code: one }) => asked.startsWith(digits(one)) || digits(one).startsWith(asked),
  );
  return found ? 'perhaps' : 'no';
}

export interface ControlAnswer extends ControlState {
  readonly control: Control;
  readonly concerns: 'yes' | 'perhaps';
}

const strictness = ({ state, licence }: ControlState): number =>
  state === 'in-force' ? LICENCES.indexOf(licence) : LICENCES.length + 1;

/** Every control on a shipment at a basis, the strictest first; those never yet published are left out. */
export function controlsOn(
  controls: readonly Control[],
  shipment: Shipment,
  basis: { readonly known: Moment; readonly on: Moment },
): readonly ControlAnswer[] {
  return controls
    .flatMap((control): readonly ControlAnswer[] => {
      const touches = concerns(control, shipment);
      const state = controlAt(control, basis.known, basis.on);
      return touches === 'no' || !state ? [] : [{ control, concerns: touches, ...state }];
    })
    .sort((a, b) => strictness(a) - strictness(b));
}

/** Suspensions known now that end later: what returns by itself, and when. */
export const returning = (
  controls: readonly Control[],
  known: Moment,
  on: Moment,
): readonly { readonly control: Control; readonly at: Moment }[] =>
  controls
    .flatMap((control) => {
      const state = controlAt(control, known, on);
      return state?.state === 'suspended' && state.until !== undefined ? [{ control, at: state.until }] : [];
    })
    .sort((a, b) => a.at - b.at);
