// A solved world read as a new table: the base year without deficits, or the point of departure of the next question.
import { type Equilibrium, solveEquilibrium } from './equilibrium.ts';
import type { Table } from './table.ts';
import { prepareWorld, type World, type WorldOptions } from './world.ts';

/** The flows and tariffs of an equilibrium as a table, in the currency of the table it came from. */
export function tableAt({ world, scenario, flows }: Equilibrium): Table {
  const { n, s, unit, table } = world;
  const trade = new Float64Array(table.trade.length);
  for (let k = 0, c = 0; k < s; k++)
    for (let i = 0; i < n; i++)
      for (let j = 0; j < n; j++, c++)
        trade[c] = unit * scenario.net[c]! * flows.cost[k * n + i]! * flows.demand[k * n + j]!;
  return { ...table, trade, tariff: scenario.tariff };
}

/** The table that would be seen if no region spent more or less than it earns (Ossa 2014; Dekle, Eaton and Kortum 2007). */
export function withoutDeficits(table: Table, options: WorldOptions = {}): Table {
  const world: World = prepareWorld(table, options);
  const balanced = { ...world, deficit: new Float64Array(world.n) };
  return tableAt(solveEquilibrium(balanced, table.tariff));
}
