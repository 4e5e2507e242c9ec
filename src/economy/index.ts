// Who pays, who can wait: the public face of the economy models.
export { type Merging, mergeTable } from './aggregate.ts';
export {
  type OutcomeAnswer,
  type SimulateAnswer,
  simulateAnswer,
  simulationOf,
  type WaitAnswer,
  waitAnswer,
} from './answers.ts';
export { averageTariffs, changeTariffs, type DutyLine, type TariffChange } from './averages.ts';
export { type Band, MEAN_ELASTICITIES, withMeanElasticity } from './bands.ts';
export { type Bargain, negotiateTariffs } from './bargain.ts';
export { type Equilibrium, type SolveOptions, solveEquilibrium } from './equilibrium.ts';
export { type ProductChange, type ProductMarket, solveProductMarket } from './gsim.ts';
export {
  type LabourChange,
  type LabourOutcome,
  type LabourWorld,
  solveLabourWorld,
} from './labour.ts';
export { type Linkages, linkTable, parseLinkages } from './linkages.ts';
export { type LinkedEquilibrium, type LinkedOptions, type LinkedTable, solveLinkedWorld } from './linked.ts';
export { decomposeWelfare, type LinkedWelfare, linkedTableAt } from './linked-welfare.ts';
export { measure, type RegionChange } from './measures.ts';
export { governmentWelfare, type Politics } from './objective.ts';
export { nashTariffs, optimalTariffs, type Policy } from './optimum.ts';
export type { PolicyOptions } from './policy.ts';
export { type Calibration, calibrateWeights, politicsOf } from './politics.ts';
export { type EconomyData, NOW, type Prepared, prepareQuestion, type RatesKept } from './question.ts';
export { tableAt, withoutDeficits } from './rebase.ts';
export { parseSectors, type SectorOf } from './sectors.ts';
export {
  type ImportLine,
  type LineChange,
  type ShortRun,
  type ShortRunOptions,
  shortRun,
} from './short-run.ts';
export {
  importLines,
  LIMITS,
  type RegionOutcome,
  type Simulation,
  type SimulationOptions,
  simulate,
} from './simulate.ts';
export { cell, checkTable, type Table } from './table.ts';
export { parseTable, writeTable } from './table-text.ts';
export { formulaRate, type UniformPolicy, uniformTariffs } from './uniform.ts';
export { costOfDelay, type PartyWait, splitBetween, type Wait, type WaitQuestion } from './wait.ts';
export { prepareWorld, type World, type WorldOptions } from './world.ts';
