import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'vitest';
import { read } from './setup.ts';

test('x', () => {
  const root = '/work/shared/sources/white-house/';
  const counts: Record<string, number> = {};
  let n = 0,
    words = 0;
  const t0 = performance.now();
  for (const dir of ['fact-sheets', 'briefings-statements', 'articles', 'presidential-actions'])
    for (const p of readdirSync(root + dir, { recursive: true, encoding: 'utf8' })) {
      if (!p.endsWith('.md')) continue;
      const t = readFileSync(`${root + dir}/${p}`, 'utf8');
      if (!/tariff|trade deal|reciprocal/i.test(t) || t.length > 40000) continue;
      const date = /date: '?(\d{4}-\d{2}-\d{2})/.exec(t)?.[1];
      if (!date || date < '2025-01-20') continue;
      n++;
      words += t.split(/\s+/).length;
      if (n > 260) continue;
      let r;
      try {
        r = read(t.replace(/([^\n])\n(?=[a-z0-9A-Z(“"$])/g, '$1 '), date);
      } catch (e) {
        console.log('ERR', p, String(e).slice(0, 100));
        continue;
      }
      for (const c of r.claims) {
        counts[`${c.kind} ${c.verdict}`] = (counts[`${c.kind} ${c.verdict}`] ?? 0) + 1;
        if (c.verdict === 'contradicted')
          console.log('CON', date, c.kind, '|', c.text.slice(0, 230), '=>', c.why.slice(0, 170));
      }
    }
  console.log(n, words, performance.now() - t0, JSON.stringify(counts, null, 0));
}, 300000);
