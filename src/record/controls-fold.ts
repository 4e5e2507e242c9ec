// The fold of a control's acts on two clocks, with the meaning that acts have in the law: suspended is not removed.

import type { Interval } from '../core/interval.ts';
import { FOREVER, type Moment } from '../core/moment.ts';
import { at, changes, constant, merge, overlay, stepAt, type Timeline } from '../core/timeline.ts';
import type { Control, ControlAct, Licence } from './controls.ts';

export type Standing = 'not-yet' | 'in-force' | 'suspended' | 'ended';

/** What a control says from a moment on. */
export interface ControlState {
  readonly state: Standing;
  readonly licence: Licence;
  readonly fee?: string;
  /** The act behind the state; before the first it is that which announces it. */
  readonly by: ControlAct;
  /** The act that set the licence or fee, when one did after the control began. */
  readonly termsBy?: ControlAct;
}

type State = Pick<ControlState, 'state' | 'by'>;
type Terms = Pick<ControlState, 'licence' | 'fee' | 'termsBy'>;

const spanOf = ({ from, until }: ControlAct): Interval => ({ from, until: until ?? FOREVER });

/** Acts published up to `known`, in the order in which they count. */
const knownActs = ({ acts }: Control, known: Moment): readonly ControlAct[] =>
  acts.filter(({ published }) => published <= known).sort((a, b) => a.published - b.published);

/** Only what is in force (or already suspended) can be suspended: what has ended stays ended. */
function suspended(line: Timeline<State>, by: ControlAct): Timeline<State> {
  const within = overlay(constant(false), spanOf(by), true);
  const held: State = { state: 'suspended', by };
  const live = ({ state }: State) => state === 'in-force' || state === 'suspended';
  return merge(line, within, (state, inside) => (inside && live(state) ? held : state));
}

function stateLine(acts: readonly ControlAct[]): Timeline<State> {
  return acts.reduce<Timeline<State>>(
    (line, by) => {
      if (by.act === 'amend') return line;
      if (by.act === 'suspend') return suspended(line, by);
      return overlay(line, spanOf(by), { state: by.act === 'end' ? 'ended' : 'in-force', by });
    },
    constant({ state: 'not-yet', by: acts[0]! }),
  );
}

function termsLine(licence: Licence, acts: readonly ControlAct[]): Timeline<Terms> {
  return acts.reduce<Timeline<Terms>>((line, act) => {
    if (act.licence === undefined && act.fee === undefined) return line;
    const set = {
      ...(act.act === 'amend' ? { termsBy: act } : {}),
      ...(act.licence === undefined ? {} : { licence: act.licence }),
      ...(act.fee === undefined ? {} : { fee: act.fee }),
    };
    const within = overlay(constant(false), spanOf(act), true);
    return merge(line, within, (terms, inside) => (inside ? { ...terms, ...set } : terms));
  }, constant({ licence }));
}

const alike = (a: ControlState, b: ControlState): boolean =>
  a.state === b.state && a.licence === b.licence && a.fee === b.fee;

/** A control over time, by the acts published up to `known`; missing when none was. */
export function controlLine(control: Control, known: Moment): Timeline<ControlState> | undefined {
  const acts = knownActs(control, known);
  if (acts.length === 0) return undefined;
  const line = merge(stateLine(acts), termsLine(control.licence, acts), (state, terms) => ({
    ...state,
    ...terms,
  }));
  return line.filter((step, index) => index === 0 || !alike(step.value, line[index - 1]!.value));
}

/** What a control says at a moment, and when a suspension ends by itself; missing before anything was published. */
export function controlAt(
  control: Control,
  known: Moment,
  on: Moment,
): (ControlState & { readonly until?: Moment }) | undefined {
  const line = controlLine(control, known);
  if (!line) return undefined;
  const { value, until } = stepAt(line, on);
  const now = { ...value, by: at(stateLine(knownActs(control, known)), on).by };
  return now.state === 'suspended' && until !== FOREVER ? { ...now, until } : now;
}

export interface ControlTurn {
  readonly at: Moment;
  readonly before: ControlState;
  readonly after: ControlState;
}

/** Every change after `on` that the acts published up to `known` already hold. */
export function turnsAfter(control: Control, known: Moment, on: Moment): readonly ControlTurn[] {
  const line = controlLine(control, known) ?? [];
  return changes(line)
    .map(
      (moment, index): ControlTurn => ({
        at: moment,
        before: line[index]!.value,
        after: line[index + 1]!.value,
      }),
    )
    .filter((turn) => turn.at > on);
}
