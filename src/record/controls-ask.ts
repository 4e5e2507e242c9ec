// May this be shipped: the controls on a shipment, the strictest first, and what comes back by itself.

import { parseDay, printDay } from '../core/day.ts';
import { dayAt, lastMinute, type Moment, printMoment } from '../core/moment.ts';
import {
  type ChipTier,
  type Control,
  type ControlAct,
  type ControlSource,
  LICENCES,
  type Licence,
  type Span,
  zoneOf,
} from './controls.ts';
import {
  type ControlState,
  type ControlTurn,
  controlAt,
  type Standing,
  turnsAfter,
} from './controls-fold.ts';

export interface Shipment {
  readonly from: string;
  readonly to: string;
  /** A tariff code, with or without dots. */
  readonly code?: string;
  /** Chemical symbols of what is in it. */
  readonly elements?: readonly string[];
  /** A chip by its figures: total processing performance, memory bandwidth in GB/s. */
  readonly chip?: { readonly performance: number; readonly bandwidth: number };
}

/** Days; each is its last minute in the zone of the side whose control it is. */
export interface Days {
  readonly known: string;
  readonly on: string;
}

/**
 * Whether a control is on a shipment: `yes` by its element, `perhaps` where only a code points to it, `depends` where
 * not the goods decide but the buyer, the use, the ship or a technology.
 */
export type Concern = 'yes' | 'perhaps' | 'depends' | 'no';

const digits = (code: string): string => code.replace(/\D/g, '');
const reaches = ({ destinations }: Control, country: string): boolean =>
  destinations.length === 0 || destinations.includes(country);

/** An export control is of the sender, an import ban of the receiver, a port fee of either. */
function between(control: Control, from: string, to: string): boolean {
  const sending = control.exporter === from && reaches(control, to);
  const receiving = control.exporter === to && reaches(control, from);
  if (control.kind === 'import-ban') return receiving;
  return control.kind === 'port-fee' ? sending || receiving : sending;
}

const within = (figure: number, span: Span | undefined): boolean =>
  span !== undefined && figure >= (span.from ?? 0) && figure < (span.below ?? Number.POSITIVE_INFINITY);

/** Whether a chip is of a tier; below it by its performance alone, other figures may still bring it there. */
function inTier(
  { performance, bandwidth, perhapsFrom }: ChipTier,
  chip: NonNullable<Shipment['chip']>,
): Exclude<Concern, 'depends'> {
  if (bandwidth && !within(chip.bandwidth, bandwidth)) return 'no';
  if (!performance || within(chip.performance, performance)) return 'yes';
  const dense = { from: perhapsFrom ?? Number.POSITIVE_INFINITY, below: performance.from ?? 0 };
  return within(chip.performance, dense) ? 'perhaps' : 'no';
}

/** The figures of a chip decide where a control is drawn by them. */
function ofTiers(tiers: readonly ChipTier[], chip: NonNullable<Shipment['chip']>): Concern {
  const found = tiers.map((tier) => inTier(tier, chip));
  return found.includes('yes') ? 'yes' : found.includes('perhaps') ? 'perhaps' : 'no';
}

export function concernOf(control: Control, shipment: Shipment): Concern {
  const { from, to, code, elements = [], chip } = shipment;
  if (!between(control, from, to)) return 'no';
  if (chip && control.chip) return ofTiers(control.chip, chip);
  if (elements.some((element) => control.elements.includes(element))) return 'yes';
  if (control.goods.length === 0 && control.elements.length === 0) return 'depends';
  const asked = digits(code ?? '');
  if (asked === '') return code === undefined && elements.length === 0 && !chip ? 'perhaps' : 'no';
  const found = control.goods.map((one) => digits(one.code));
  return found.some((one) => asked.startsWith(one) || one.startsWith(asked)) ? 'perhaps' : 'no';
}

interface ByShown {
  readonly instrument: string;
  readonly clause?: string;
  readonly published: string;
  readonly from: string;
  readonly until?: string;
}

export interface ControlAnswer {
  readonly control: string;
  readonly title: string;
  readonly exporter: string;
  readonly kind: string;
  readonly concerns: Exclude<Concern, 'no'>;
  readonly state: Standing;
  readonly licence: Licence;
  readonly fee?: string;
  readonly for?: string;
  /** The parts of a code that it means. */
  readonly goods: Control['goods'];
  readonly by: ByShown;
  /** Changes already published: what returns, starts, steps or ends by itself. */
  readonly next: readonly {
    readonly at: string;
    readonly day: string;
    readonly state: Standing;
    readonly licence: Licence;
    readonly fee?: string;
  }[];
  readonly confidence: string;
  readonly note?: string;
  readonly sources: readonly ControlSource[];
}

const shownBy = (act: ControlAct, exporter: string): ByShown => {
  const print = (moment: Moment) => printMoment(moment, zoneOf(exporter));
  return {
    instrument: act.instrument,
    ...(act.clause === undefined ? {} : { clause: act.clause }),
    published: printDay(dayAt(act.published, zoneOf(exporter))),
    from: print(act.from),
    ...(act.until === undefined ? {} : { until: print(act.until) }),
  };
};

const optional = <K extends string>(key: K, value: string | undefined) =>
  (value === undefined ? {} : { [key]: value }) as { readonly [P in K]?: string };

const turnOf = ({ at, after }: ControlTurn, exporter: string): ControlAnswer['next'][number] => ({
  at: printMoment(at, zoneOf(exporter)),
  day: printDay(dayAt(at, zoneOf(exporter))),
  state: after.state,
  licence: after.licence,
  ...optional('fee', after.fee),
});

/** A note speaks of the whole control: it waits until every act is known. */
const toldOf = ({ acts, note }: Control, known: Moment): string | undefined =>
  acts.every(({ published }) => published <= known) ? note : undefined;

function answerOf(
  control: Control,
  concerns: ControlAnswer['concerns'],
  { state, licence, fee, by, termsBy }: ControlState,
  turns: readonly ControlTurn[],
  known: Moment,
): ControlAnswer {
  const { control: name, title, exporter, kind, goods, confidence, sources } = control;
  return {
    control: name,
    title,
    exporter,
    kind,
    concerns,
    state,
    licence,
    ...optional('fee', fee),
    ...optional('for', control.for),
    goods,
    by: shownBy(state === 'in-force' ? (termsBy ?? by) : by, exporter),
    next: turns.map((turn) => turnOf(turn, exporter)),
    confidence,
    ...optional('note', toldOf(control, known)),
    sources,
  };
}

const SURE = { yes: 0, perhaps: 1, depends: 2 } as const;
const strictness = ({ state, licence }: ControlAnswer): number =>
  state === 'in-force' ? LICENCES.indexOf(licence) : LICENCES.length + (state === 'suspended' ? 0 : 1);

/** Every control on a shipment at a basis, the surest and strictest first; those never yet published are left out. */
export function controlsOn(
  controls: readonly Control[],
  shipment: Shipment,
  { known, on }: Days,
): readonly ControlAnswer[] {
  return controls
    .flatMap((control): readonly ControlAnswer[] => {
      const zone = zoneOf(control.exporter);
      const [then, day] = [known, on].map((text) => lastMinute(parseDay(text), zone)) as [Moment, Moment];
      const concerns = concernOf(control, shipment);
      const state = concerns === 'no' ? undefined : controlAt(control, then, day);
      if (concerns === 'no' || !state) return [];
      return [answerOf(control, concerns, state, turnsAfter(control, then, day), then)];
    })
    .sort(
      (a, b) =>
        SURE[a.concerns] - SURE[b.concerns] ||
        strictness(a) - strictness(b) ||
        (a.control < b.control ? -1 : 1),
    );
}

/** The strictest licence in force among the controls of one certainty; `none` when nothing is in force. */
export interface Verdict {
  readonly licence: Licence | 'none';
  readonly certain: 'yes' | 'perhaps';
  readonly controls: readonly string[];
}

/** Controls on the goods themselves decide; what depends on buyer, use or ship is told beside it. */
export function verdictOf(answers: readonly ControlAnswer[]): Verdict {
  const inForce = answers.filter(({ state, concerns }) => state === 'in-force' && concerns !== 'depends');
  const sure = inForce.filter(({ concerns }) => concerns === 'yes');
  const perhaps = inForce.filter(({ concerns }) => concerns === 'perhaps');
  const deciding = sure.length > 0 ? sure : perhaps;
  const licence = deciding[0]?.licence ?? 'none';
  return {
    licence,
    certain: sure.length === 0 && perhaps.length > 0 ? 'perhaps' : 'yes',
    controls: deciding.filter((one) => one.licence === licence).map(({ control }) => control),
  };
}

/** What returns by itself: suspensions in the answers that end on a day already set, in order of days. */
export const returning = (answers: readonly ControlAnswer[]) =>
  answers
    .flatMap(({ control, title, exporter, state, next }) => {
      const back = state === 'suspended' ? next.find((turn) => turn.state === 'in-force') : undefined;
      return back ? [{ control, title, exporter, ...back }] : [];
    })
    .sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : a.control < b.control ? -1 : 1));
