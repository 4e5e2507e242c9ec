// `npm run reading:score`: precision, recall and verdicts over the labelled passages; `--write` puts the figures into docs/reading.md.

import { readFileSync, writeFileSync } from 'node:fs';
import { figuresIn, SETS, withFigures } from '../test/reading/figures.ts';
import { passagesOf, reportOf, scorePassage } from '../test/reading/score.ts';

const PAGE = 'docs/reading.md';

/** What was missed, added or judged otherwise, for work on the rules; the held-back set is not shown. */
function faults(name: string): void {
  for (const { passage, pairs, missed, extra } of passagesOf(name).map(scorePassage)) {
    for (const { kind, words } of missed) console.log(`missed  ${passage.date} ${kind}: ${words}`);
    for (const { kind, text, verdict } of extra)
      console.log(`extra   ${passage.date} ${kind}: ${text} (${verdict})`);
    for (const [label, claim] of pairs)
      if (label.verdict !== claim.verdict)
        console.log(
          `verdict ${passage.date} ${label.kind}: ${label.words}\n        ${label.verdict} → ${claim.verdict}: ${claim.why}`,
        );
  }
}

for (const name of SETS) console.log(`${reportOf(name)}\n`);
if (process.argv.includes('--faults')) faults('tuning.yaml');
if (process.argv.includes('--write'))
  writeFileSync(PAGE, withFigures(readFileSync(PAGE, 'utf8'), figuresIn()));
