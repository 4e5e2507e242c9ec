import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'vitest';
import { passagesOf, scoreOf, scorePassage } from './score.ts';
import { read } from './setup.ts';

test('x', () => {
  const d = '/work/shared/seed/';
  const t = readFileSync(d + readdirSync(d)[0]!, 'utf8');
  const r = read(t, '2025-07-29');
  console.log(
    r.claims
      .map((c) => `${c.kind} [${c.mood}] "${c.text}" => ${c.verdict}: ${c.why.slice(0, 90)}`)
      .join('\n'),
  );
  const o = passagesOf('tuning.yaml').map(scorePassage);
  for (const x of o) {
    for (const m of x.missed) console.log('MISSED', m.kind, '|', m.words);
    for (const e of x.extra) console.log('EXTRA', e.kind, e.mood, '|', e.text, '=>', e.verdict, e.why);
    for (const [l, c] of x.pairs)
      if (l.verdict !== c.verdict)
        console.log(
          'WRONG',
          l.kind,
          l.verdict,
          '→',
          c.verdict,
          '|',
          c.text,
          JSON.stringify({ ...c.slots, topics: 0 }),
          c.mood,
          '|',
          c.why,
        );
  }
  console.log(JSON.stringify(scoreOf(o), null, 1));
  const h = scoreOf(passagesOf('held-back.yaml').map(scorePassage));
  console.log('HELD', JSON.stringify({ ...h, confusion: undefined, byKind: undefined }));
});
test('slander', () => {
  for (const o of passagesOf('held-back.yaml').map(scorePassage))
    for (const [l, c] of o.pairs)
      if (c.verdict === 'contradicted' && l.verdict.startsWith('supp'))
        console.log('SLANDER', l.kind, l.words, '=>', c.why);
});
