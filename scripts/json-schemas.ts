// `npm run schema`: JSON Schemas for editors and programs, generated from the same Zod schemas the reader uses.

import { writeFileSync } from 'node:fs';
import { z } from 'zod';
import {
  simulateAnswerShape,
  simulateShape,
  waitAnswerShape,
  waitShape,
} from '../src/http/economy-shapes.ts';
import { assessmentShape, entryShape, errorShape } from '../src/http/shapes.ts';
import { momentText } from '../src/law/scalars.ts';
import { actSchemas, instrumentSchema } from '../src/law/schema.ts';

/** The reader chooses an act's schema by its verb; editors are shown the seven side by side. */
const {
  impose,
  amend,
  suspend,
  end,
  except,
  list,
  void: fallen,
} = actSchemas(momentText('America/New_York'), () => []);
const acts = z.array(z.union([impose, amend, suspend, end, except, list, fallen]));

const SCHEMAS: Readonly<Record<string, z.ZodType>> = {
  law: instrumentSchema('America/New_York', () => []).extend({ acts }),
  entry: entryShape,
  assessment: assessmentShape,
  error: errorShape,
  simulate: simulateAnswerShape,
  'simulate-question': simulateShape,
  wait: waitAnswerShape,
  'wait-question': waitShape,
};

for (const [name, schema] of Object.entries(SCHEMAS)) {
  const text = JSON.stringify(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }), null, 2);
  writeFileSync(`docs/${name}.schema.json`, `${text}\n`);
  console.log(`docs/${name}.schema.json`);
}
