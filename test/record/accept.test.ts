// From a stub to the law: nothing is folded before a reviewer wrote the acts and the whole law took them without a fault.

import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { stringify } from 'yaml';
import { withAccepted } from '../../src/store/accepted-law.ts';
import { rosenbad } from '../cli/run.ts';
import { embeddedLaw } from '../support/embedded.ts';

const home = mkdtempSync(join(tmpdir(), 'accept-'));
const watch = join(home, 'rosenbad', 'watch');
const stub = join(watch, 'unreviewed', '2026-11-20-2026-99999.yaml');
mkdirSync(join(watch, 'unreviewed'), { recursive: true });

const run = (...args: string[]) => rosenbad(args, '', { XDG_DATA_HOME: home });
const rate = () =>
  JSON.parse(
    run('duty', '95030000', '--from', 'CN', '--known', '2026-11-23', '--on', '2026-11-26', '--json').out,
  ).rate.high;

const STUB = {
  review: 'unreviewed',
  instrument: 'us/frn-2026-99999',
  kind: 'notice',
  title: 'A made-up step',
  cite: '91 FR 99999',
  signed: '2026-11-20',
  published: '2026-11-20',
  agencies: ['Trade Representative'],
  found: { headings: [], codes: [], cfr: [], verbs: ['amend'] },
  acts: [] as unknown[],
};
const ACT = { clause: 's.1', amend: 'us/301-fl/cn', from: '2026-11-25T00:01 America/New_York', duty: '+20%' };
const VERIFIED = { against: 'made up', on: '2026-11-25' };
const put = (more: object) => writeFileSync(stub, stringify({ ...STUB, ...more }));

test('a stub is in no answer until it is accepted, and each thing that is missing is named', () => {
  put({});
  const before = rate();
  expect(before).toBe(0.125);
  expect(run('watch', 'accept', stub)).toMatchObject({
    code: 2,
    err: expect.stringContaining('review: accepted'),
  });
  put({ review: 'accepted' });
  expect(run('watch', 'accept', stub).err).toContain('has no acts');
  put({ review: 'accepted', acts: [ACT] });
  expect(run('watch', 'accept', stub).err).toContain('verified');
  put({ review: 'accepted', verified: VERIFIED, acts: [{ ...ACT, amend: 'us/301-fl/cnx' }] });
  const { code, err } = run('watch', 'accept', stub);
  expect(code).toBe(2);
  expect(err).toContain(stub);
  expect(err).toContain('us/301-fl/cnx');
  expect(rate()).toBe(before);
});

test('accepted, it counts in every command with a law of its own hash; a batch says the same', () => {
  put({ review: 'accepted', verified: VERIFIED, acts: [ACT] });
  expect(run('watch', 'accept', stub)).toMatchObject({ code: 0, err: '' });
  expect(rate()).toBe(0.2);
  const [kept] = JSON.parse(run('watch', 'stubs', '--json').out).stubs;
  expect(kept).toMatchObject({ review: 'accepted', acts: 1, instrument: 'us/frn-2026-99999' });
  const file = join(home, 'in.csv');
  writeFileSync(file, 'code,from,on,value\n95030000,CN,2026-11-26,10000\n');
  expect(run('batch', file, '--known', '2026-11-23', '--out', join(home, 'out.csv')).code).toBe(0);
  expect(readFileSync(join(home, 'out.csv'), 'utf8')).toContain(',2000.00,2000.00,');
});

test('checked against another law it is left out, and said so', () => {
  const law = embeddedLaw().pack;
  const folder = join(watch, 'accepted');
  expect(withAccepted(law, folder)).toMatchObject({ accepted: ['us/frn-2026-99999'], stale: false });
  const other = withAccepted({ ...law, hash: 'another' }, folder);
  expect(other).toMatchObject({ accepted: [], stale: true });
  expect(other.pack.instruments).toHaveLength(law.instruments.length);
});

test('what the law already holds is not accepted a second time', () => {
  put({ review: 'accepted', verified: VERIFIED, acts: [ACT], instrument: 'us/eo-14334' });
  expect(run('watch', 'accept', stub).err).toContain('already-in-the-law');
});
