// Export controls, entity lists, import bans and port fees as data: what the files of `record/controls/` say.

import type { Moment, Zone } from '../core/moment.ts';

export const LICENCES = ['denied', 'required', 'case-by-case', 'general', 'fee'] as const;
/** From the strictest. */
export type Licence = (typeof LICENCES)[number];

/** An answer as the beginning of a sentence; `none` where no control is on the goods. */
export const LICENCE_WORDS: Readonly<Record<Licence | 'none', string>> = {
  denied: 'No: in principle it is refused',
  required: 'Only with a licence',
  'case-by-case': 'Only with a licence, judged case by case',
  general: 'Under a general licence, for those who hold one; others need their own',
  fee: 'Yes, against a fee',
  none: 'Yes: no control on these goods that the record holds is in force',
};

export const CONTROL_KINDS = [
  'goods',
  'technology',
  'software',
  'entities',
  'port-fee',
  'import-ban',
] as const;
export type ControlKind = (typeof CONTROL_KINDS)[number];

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

/** A page on which a control was read. */
export interface ControlSource {
  readonly title: string;
  readonly publisher?: string;
  readonly url?: string;
}

/** A span of a figure: `from` is in it, `below` is not. */
export interface Span {
  readonly from?: number;
  readonly below?: number;
}

/** Which chips a control is on, by total processing performance and memory bandwidth in GB/s; both spans must hold. */
export interface ChipTier {
  readonly performance?: Span;
  readonly bandwidth?: Span;
  /** From this performance on other figures (its density) may bring a chip under the control. */
  readonly perhapsFrom?: number;
}

export interface Control {
  readonly control: string;
  readonly title: string;
  /** The side whose law it is. */
  readonly exporter: string;
  readonly kind: ControlKind;
  readonly elements: readonly string[];
  readonly goods: readonly { readonly code: string; readonly ex?: string }[];
  /** Tiers of chips; one of them is enough. */
  readonly chip?: readonly ChipTier[];
  /** Empty: every destination. */
  readonly destinations: readonly string[];
  /** Whom it catches, when not everyone. */
  readonly for?: string;
  readonly licence: Licence;
  readonly acts: readonly ControlAct[];
  readonly sources: readonly ControlSource[];
  readonly confidence: string;
  readonly note?: string;
}

export const zoneOf = (exporter: string): Zone => (exporter === 'CN' ? 'Asia/Shanghai' : 'America/New_York');
