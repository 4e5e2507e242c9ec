// Fact sheets praise and orders are exact: nothing that the White House published may be called contradicted.

import { expect, test } from 'vitest';
import { openReader } from '../../src/reading/reader.ts';
import { law, record } from './setup.ts';
import { available, whiteHouse } from './shared.ts';

test.runIf(available)(
  'of every White House document, no claim is called contradicted',
  async () => {
    const reader = await openReader(law, record);
    const documents = whiteHouse();
    expect(documents.length).toBeGreaterThanOrEqual(96);
    const wrong = documents.flatMap(({ path, text }) =>
      reader(text)
        .claims.filter(({ verdict }) => verdict === 'contradicted')
        .map(({ text: words, why }) => `${path}: ${words}: ${why}`),
    );
    expect(wrong).toEqual([]);
  },
  120_000,
);
