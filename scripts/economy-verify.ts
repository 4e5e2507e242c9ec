// Prints every published number that the economy models reproduce: matched, total, largest gap. Fails if one is missed.
// Run after a build: node dist/scripts/economy-verify.js. The data sets live outside the project: set ROSENBAD_FIXTURES.
import { available, fixtureFolder } from '../test/economy/fixtures.ts';
import * as published from '../test/economy/published.ts';

const checks: readonly (() => published.Result[])[] = [
  published.ossaStored,
  () => published.ossaOptima(false),
  () => published.ossaOptima(true),
  () => published.ossaNash(false),
  () => published.ossaNash(true),
  () => published.ossaTalks(false),
  () => published.ossaTalks(true),
  published.ossaAbstract,
  published.ossaElasticities,
  published.ossaMfn,
  published.ossaWeights,
  published.liberationDayMap,
  published.naftaWelfare,
  published.gsimPrices,
  published.icioWelfare,
];

function main(): number {
  if (!available) {
    console.error(`No data sets in ${fixtureFolder}. Set ROSENBAD_FIXTURES to the folder that has them.`);
    return 2;
  }
  let matched = 0;
  let total = 0;
  const started = performance.now();
  for (const check of checks) {
    const from = performance.now();
    const results = check();
    const time = performance.now() - from;
    for (const r of results) {
      matched += r.matched;
      total += r.total;
      const mark = r.matched === r.total ? 'ok  ' : 'MISS';
      console.log(
        `${mark} ${r.name.padEnd(66)} ${`${r.matched}/${r.total}`.padStart(9)}  worst ${r.worst.toExponential(1)}`,
      );
    }
    console.log(`     ${(time / 1000).toFixed(2)} s`);
  }
  console.log(
    `${matched}/${total} published numbers, ${((performance.now() - started) / 1000).toFixed(1)} s`,
  );
  return matched === total ? 0 : 1;
}

process.exitCode = main();
