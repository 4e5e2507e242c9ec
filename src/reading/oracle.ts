// What reading asks of the law and the record. The engine answers in engine-oracle.ts; tests may answer by hand.

import type { IsoDay, TalksRecord } from '../record/model.ts';

export interface Cited {
  readonly instrument: string;
  readonly clause: string;
  readonly cite: string;
}

export interface DutyPart extends Cited {
  readonly program: string;
  /** The program in words: `Reciprocal duties`. */
  readonly label: string;
  readonly measure: string;
  /** Points, when the part is a plain percentage. */
  readonly points: number | undefined;
  /** As the law writes it: `20%`, `to 15%`. */
  readonly rate: string;
}

/** What goods pay above the base duty, in points. */
export interface Duty {
  readonly points: number;
  /** With the base duty, where it is known. */
  readonly total: number;
  readonly parts: readonly DutyPart[];
  /** Measures that are suspended on the day, with the rate that waits. */
  readonly waiting: readonly DutyPart[];
}

export interface DutyQuestion {
  readonly importer: string;
  readonly partner: string;
  readonly on: IsoDay;
  /** A product; missing: one that stands on no list. */
  readonly code?: string;
}

/** What a product paid from a day on. */
export interface Step {
  readonly from: IsoDay;
  readonly points: number;
  readonly parts: readonly { readonly measure: string; readonly points: number | undefined }[];
}

/** What the law brings back on a day if nobody acts. */
export interface Lapse extends Cited {
  readonly importer: string;
  readonly partner: string;
  readonly day: IsoDay;
  readonly at: string;
  readonly program: string;
  /** Points of the measure that comes back. */
  readonly returned: number | undefined;
  /** Points above the base duty on a product of no list. */
  readonly before: number;
  readonly after: number;
}

/** A suspension that an instrument set or prolonged. */
export interface Prolongation extends Cited {
  readonly importer: string;
  readonly partner: string;
  readonly programs: readonly string[];
  readonly signed: IsoDay;
  readonly from: IsoDay;
  readonly until: IsoDay;
  readonly days: number;
}

/** Products of the catalogue whose whole duty passes 100 % after a day. */
export interface Steep {
  readonly count: number;
  readonly of: number;
  /** How many of them pass 100 % before that day too. */
  readonly already: number;
  /** Of those that pass it only then. */
  readonly examples: readonly { readonly code: string; readonly name: string; readonly percent: number }[];
}

/** A measure that is in force or suspended for goods of a partner, on all or on some of them. */
export interface MeasureOn extends Cited {
  readonly measure: string;
  readonly program: string;
  readonly state: string;
  /** `in force at 34%`. */
  readonly effect: string;
  readonly points: number | undefined;
}

/** A change of the law on a day, as it was known. */
export interface ChangeOn extends Cited {
  readonly day: IsoDay;
  readonly at: string;
  readonly what: string;
  readonly program: string;
  readonly origins: string;
  readonly before: string;
  readonly after: string;
}

export interface ControlAnswer {
  readonly id: string;
  readonly title: string;
  readonly state: 'in-force' | 'suspended' | 'ended' | 'not-yet';
  /** `required`, `general`, `fee` … */
  readonly licence: string;
  readonly from: IsoDay;
  readonly until?: IsoDay;
  readonly instrument: string;
  readonly url?: string;
}

/** Everything is asked as known at the end of `known`. */
export interface Oracle {
  readonly known: IsoDay;
  readonly record: TalksRecord;
  /** A program in words. */
  labelOf(program: string): string;
  /** Where the text of an instrument can be read. */
  urlOf(instrument: string): string | undefined;
  /** Missing where the law pack cannot say. */
  duty(question: DutyQuestion): Duty | undefined;
  /** Points on a product (without a code: one of no list) by the day on which they began. */
  steps(importer: string, partner: string, code?: string): readonly Step[];
  /** Every measure on goods of a partner on a day. */
  measures(importer: string, partner: string, on: IsoDay): readonly MeasureOn[];
  /** What changes on a day; the days of the Union's and others' measures too. */
  changesOn(importer: string, day: IsoDay): readonly ChangeOn[];
  lapses(importer: string, partner: string): readonly Lapse[];
  prolongations(partner: string): readonly Prolongation[];
  steep(lapse: Lapse): Steep | undefined;
  /** Exceptions from the duty on all goods of a partner that the law holds on a day, as texts; empty when none. */
  exceptions(importer: string, partner: string, on: IsoDay): readonly string[];
  controls(exporter: string, goods: string, on: IsoDay): readonly ControlAnswer[];
}
