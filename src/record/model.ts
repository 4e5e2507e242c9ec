// The record of the talks: plain data with sources. Days are ISO texts, so that they sort and survive JSON.

/** `2025-07-28`, checked when read. */
export type IsoDay = string;

export const RANKS = ['primary', 'secondary', 'press', 'general'] as const;
/** A government's own text; somebody else's account of it; news; a public fact for which no page was kept. */
export type Rank = (typeof RANKS)[number];

export interface Source {
  readonly id: string;
  readonly title: string;
  readonly publisher: string;
  readonly date: IsoDay;
  readonly rank: Rank;
  readonly url?: string;
}

/** What every entry of the record carries. */
export interface Entry {
  readonly id: string;
  readonly sources: readonly string[];
  readonly confidence: Rank;
  /** Ids of instruments of the law. */
  readonly instruments: readonly string[];
  readonly note?: string;
}

export interface Round extends Entry {
  readonly kind: 'talks' | 'working-level' | 'leaders' | 'call';
  readonly parties: readonly string[];
  readonly from: IsoDay;
  readonly until: IsoDay;
  /** Set when only the week or month is known. */
  readonly precision?: 'week' | 'month';
  readonly city?: string;
  readonly country?: string;
  readonly venue?: string;
  /** Officials by party. */
  readonly heads: Readonly<Record<string, readonly string[]>>;
  /** What was known when it ended. */
  readonly outcome: string;
  /** What came of it on later days. */
  readonly later: readonly {
    readonly on: IsoDay;
    readonly what: string;
    readonly instruments: readonly string[];
  }[];
  readonly text: 'joint' | 'two-lists' | 'none';
  readonly jointText?: string;
  readonly numbers: readonly { readonly by: string; readonly number: string }[];
  readonly hours: readonly { readonly on: IsoDay; readonly atLeast: number; readonly source: string }[];
}

export const STATUSES = ['announced', 'signed', 'in-law', 'in-part', 'replaced', 'lapsed'] as const;
export type Status = (typeof STATUSES)[number];

export interface StatusStep {
  readonly on: IsoDay;
  readonly is: Status;
  /** The agreement that took its place. */
  readonly by?: string;
  readonly note?: string;
}

export interface Agreement extends Entry {
  readonly partner: string;
  readonly with: readonly string[];
  readonly title: string;
  readonly names: readonly string[];
  readonly kind: 'truce' | 'framework' | 'agreement';
  /** The duty promised, as the law writes duties: `to 15%`, `+19%`. */
  readonly rate?: string;
  readonly terms: string;
  readonly rounds: readonly string[];
  readonly status: readonly StatusStep[];
}

export interface Statement extends Entry {
  readonly on: IsoDay;
  /** Missing when an institution speaks. */
  readonly speaker?: string;
  /** The office the speaker held on that day, or the institution. */
  readonly office: string;
  readonly medium?: string;
  /** In our words. */
  readonly said: string;
  readonly topics: readonly string[];
  /** Rounds and agreements. */
  readonly about: readonly string[];
}

export interface Figure {
  /** A decimal number as text. */
  readonly amount: string;
  readonly unit: string;
  readonly per?: 'year';
  readonly bound?: 'at-least' | 'at-most' | 'exactly';
  readonly from?: IsoDay;
  readonly until?: IsoDay;
}

export interface Undertaking extends Entry {
  readonly by: string;
  readonly to: string;
  readonly title: string;
  readonly in: string;
  readonly made: IsoDay;
  readonly figures: readonly Figure[];
  /** Findings with a source, never a verdict of ours. */
  readonly kept: readonly { readonly on: IsoDay; readonly finding: string; readonly source: string }[];
}

export interface Conflict extends Entry {
  readonly kind: 'differs' | 'silent-edit';
  readonly title: string;
  readonly about: readonly string[];
  readonly from: IsoDay;
  readonly sides: readonly { readonly source: string; readonly says: string }[];
  readonly versions: readonly {
    readonly seen: IsoDay;
    readonly reads: string;
    readonly fingerprint?: string;
  }[];
}

export interface Office {
  readonly id: string;
  readonly title: string;
  readonly party: string;
  /** How texts call its holder. */
  readonly words: readonly string[];
  /** It speaks as a whole, without a person's name. */
  readonly institution: boolean;
}

/** Half-open: the day of `until` belongs to the successor. */
export interface Term {
  readonly office: string;
  readonly from: IsoDay;
  readonly until?: IsoDay;
}

export interface Official extends Entry {
  readonly name: string;
  readonly names: readonly string[];
  readonly offices: readonly Term[];
}

/** One published figure about a mineral. `country` is ISO 3166, `world` or `other`; `year` may be a span. */
export interface MineralRow {
  readonly mineral: string;
  readonly statistic: string;
  readonly country: string;
  readonly year: string;
  readonly value: string;
  readonly unit: string;
  /** `>` or `<` where the publisher gives a bound. */
  readonly comparator: string;
  /** The edition: figures for one year differ between editions. */
  readonly vintage: string;
  readonly source: string;
  readonly note: string;
}

/** Imports of one sector from one partner; `share` is of the importer's imports of that sector, empty when not known. */
export interface DependenceRow {
  readonly importer: string;
  readonly partner: string;
  readonly sector: string;
  readonly chapters: string;
  readonly year: string;
  readonly valueUsd: number;
  readonly share: number | undefined;
  readonly dutyUsd: number | undefined;
  readonly source: string;
}

/** A chip by the figures that export controls are drawn by. */
export interface ChipRow {
  readonly chip: string;
  /** Total processing performance. */
  readonly performance: number;
  /** Of its memory, GB/s. */
  readonly bandwidth: number;
  readonly source: string;
  readonly note: string;
}

export interface TalksRecord {
  readonly sources: Readonly<Record<string, Source>>;
  readonly offices: Readonly<Record<string, Office>>;
  readonly officials: readonly Official[];
  readonly rounds: readonly Round[];
  readonly agreements: readonly Agreement[];
  readonly statements: readonly Statement[];
  readonly undertakings: readonly Undertaking[];
  readonly conflicts: readonly Conflict[];
  readonly minerals: readonly MineralRow[];
  readonly dependence: readonly DependenceRow[];
  readonly chips: readonly ChipRow[];
}
