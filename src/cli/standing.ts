// Where things stand between two sides, in words: what `talks`, `timeline` and `brief` print of the table.

import type { ListedDuty, Side, Table } from '../outlook/talks.ts';
import type { TruceEnd } from '../outlook/truce.ts';
import type { Meeting } from '../record/meetings.ts';
import { longDay } from './context.ts';
import { faint, heading } from './output.ts';

export const when = ({ from, until }: { readonly from: string; readonly until: string }): string =>
  from === until ? longDay(from) : `${longDay(from)} to ${longDay(until)}`;

export const meetingText = ({ title, from, until, announced }: Meeting): string =>
  `${title}: expected ${when({ from, until })} (announced ${longDay(announced)})`;

const points = (rate: number): string => `${Number((rate * 100).toFixed(4))}`;

/** The one deadline of a truce: a line for the day and one for each side. */
export const truceText = ({ day, days, sides }: TruceEnd): readonly string[] => [
  `  ${heading('The truce')} ends on ${longDay(day)}, in ${days} days, on ${sides.length > 1 ? 'both sides at one moment' : 'one side'}, unless prolonged`,
  ...sides.map(
    ({ into, from, at, before, after, changes }) =>
      `    ${into} on goods of ${from}: ${points(before)} points become ${points(after)} (${at})  ${faint(`${changes[0]?.cite}, ${changes[0]?.clause}`)}`,
  ),
];

const listedText = ({ program, measures, duties }: ListedDuty): string => {
  const [most, least] = [duties[0], duties.at(-1)];
  return `${program} (${most === least ? most : `${least} … ${most}`}${measures > 1 ? `, ${measures} measures` : ''})`;
};

const sideText = ({ into, from, duties, listed }: Side): readonly string[] => [
  `  ${heading(`${into} on goods of ${from}`)}`,
  ...(duties.length === 0 ? ['    no duty on all goods'] : []),
  ...duties.map(({ measure, effect, cite }) => `    ${measure}: ${effect}  ${faint(cite)}`),
  ...(listed.length > 0 ? [`    on listed goods: ${listed.map(listedText).join(', ')}`] : []),
];

/** Controls by the day on which they come back. */
function returningText(returning: Table['returning']): readonly string[] {
  const days = [...new Set(returning.map(({ day }) => day))];
  return days.flatMap((day) => [
    `    ${day}`,
    ...returning
      .filter((one) => one.day === day)
      .map(({ exporter, title, licence, fee }) => `      ${exporter}: ${title} (${fee ?? licence})`),
  ]);
}

/** Where things stand, a few lines for each side. */
export function tableText({ sides, truce, agreements, lastRound, meetings, returning }: Table): string {
  return [
    ...(truce ? truceText(truce) : []),
    ...sides.flatMap(sideText),
    ...(agreements.length > 0 ? [`  ${heading('Agreed')}`] : []),
    ...agreements.map(
      ({ title, status }) =>
        `    ${title}: ${status.is} since ${longDay(status.on)}${status.note ? `; ${status.note}` : ''}`,
    ),
    ...(returning.length > 0 ? [`  ${heading('Controls that come back by themselves')}`] : []),
    ...returningText(returning),
    ...(lastRound
      ? [
          `  ${heading('Last met')} ${when(lastRound)}${lastRound.city ? `, ${lastRound.city}` : ''}: ${lastRound.outcome}`,
        ]
      : []),
    `  ${heading('Next meetings')}${meetings.length === 0 ? ': none announced that the record holds' : ''}`,
    ...meetings.map((one) => `    ${meetingText(one)}`),
  ].join('\n');
}
