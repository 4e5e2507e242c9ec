// The library: open the embedded law and ask it. Works in Node and in the browser.

import embedded from '#law-pack';
import type { Pack } from './law/pack.ts';
import { type Law, type OpenOptions, openPack } from './law.ts';

export interface LawOptions extends OpenOptions {
  readonly pack?: Pack;
}

/**
 * Opens the law: the pack that ships with the library or one of your own, and an imported schedule when you bring its bytes
 * (in Node: `openLaw({ schedule: importedSchedule() })` with `importedSchedule` of `rosenbad/node`).
 * @example
 * const law = openLaw().as({ known: '2025-07-29' });
 * law.assess({ code: '8507.60.00', from: 'CN', on: '2025-08-13', value: '10000' }).total
 */
export const openLaw = ({ pack = embedded, ...options }: LawOptions = {}): Law => openPack(pack, options);

export type { Assessment, DutyLine, FeeLine, Question, Suppressed } from './assess/assessment.ts';
export type { EntryInput } from './assess/entry.ts';
export { type ErrorShape, TariffError } from './core/errors.ts';
export type { Instrument, Outcome, Territory } from './law/instrument.ts';
export type { Pack } from './law/pack.ts';
export type { Law, LawAt, OpenOptions } from './law.ts';
export type { Difference } from './outlook/changes.ts';
export type { Change, Deadline } from './outlook/deadlines.ts';
export { type Exposure, exposureOf, type Scenario, type Shipment } from './outlook/exposure.ts';
export type { HistoryStep, ProductQuestion } from './outlook/history.ts';
export type { CompiledHead } from './schedule/compiled.ts';
export { openCompiled } from './schedule/compiled.ts';
