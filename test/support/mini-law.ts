// A small made-up law for tests of the mechanism: one territory, a truce, an extension, a list.

import type { SourceFile } from '../../src/law/files.ts';
import type { Pack } from '../../src/law/pack.ts';
import { readLaw } from '../../src/law/read.ts';

const file = (path: string, text: string): SourceFile => ({ path, text });

const VERIFIED = 'verified: {against: made up, on: 2025-01-01}';

/** An instrument file with the given acts (YAML flow mappings, one a line). */
export const instrument = (id: string, signed: string, acts: readonly string[], more = ''): SourceFile =>
  file(
    `law/us/2025/${id}.yaml`,
    `instrument: us/${id}\nkind: executive-order\ntitle: ${id}\nsigned: ${signed}\n${more}cite: ${id}\n${VERIFIED}\nacts:\n${acts.map((act) => `  - ${act}\n`).join('')}`,
  );

const at = (day: string) => `${day}T00:01 America/New_York`;

export const BASICS: readonly SourceFile[] = [
  file(
    'law/us/territory.yaml',
    'jurisdiction: us\ncountry: US\nname: the United States\nzone: America/New_York\ncurrency: USD\nfrom: 2018-07-06\nthrough: 2026-11-23\n',
  ),
  file(
    'law/us/programs.yaml',
    'us/rec: {label: Reciprocal, statute: made up, color: "#333", order: 1, filing: 2}\nus/metal: {label: Metal, statute: made up, color: "#666", order: 2, filing: 3}\n',
  ),
  file('law/groups.yaml', 'eu: {title: Union, members: [DE, FR, {code: GB, until: 2020-02-01}]}\n'),
  file(
    'law/facts.yaml',
    'civil-aircraft: {ask: "Is it for civil aircraft?", undeclared: "no"}\nuncertain: {ask: "Is it so?", undeclared: range}\n',
  ),
  file(
    'law/us/schedule/chapter-95.csv',
    'code,name,general,special,column2,unit,from,until\n95030000,Toys,Free,,70%,no,,\n73079910,Fittings,5%,,45%,kg,,\n22042120,Wine,6.3¢/liter,,33¢/liter,liters,,\n87089981,Car parts,2.5%,Free (S),25%,no,,\n',
  ),
];

export const TRUCE: readonly SourceFile[] = [
  instrument('order', '2025-04-02', [
    `{clause: s.1, impose: us/rec/baseline, program: us/rec, heading: 9903.01.25, from: ${at('2025-04-05')}, origins: {all: true, except: [CA]}, duty: +10%}`,
    `{clause: s.2, impose: us/rec/cn, program: us/rec, heading: 9903.01.63, from: ${at('2025-04-09')}, origins: [CN, HK, MO], duty: +34%, in-lieu-of: us/rec/baseline}`,
  ]),
  instrument('raise', '2025-04-09', [
    `{clause: s.3, amend: us/rec/cn, from: ${at('2025-04-10')}, duty: +125%}`,
  ]),
  instrument('truce', '2025-05-12', [
    `{clause: s.3(b), amend: us/rec/cn, from: ${at('2025-05-14')}, duty: +34%}`,
    `{clause: s.3(d), suspend: us/rec/cn, from: ${at('2025-05-14')}, until: ${at('2025-08-12')}}`,
  ]),
  instrument('extension', '2025-08-11', [
    `{clause: s.2, suspend: us/rec/cn, from: ${at('2025-08-12')}, until: ${at('2025-11-10')}}`,
  ]),
];

/** Reads files into a pack, or fails with their diagnostics. */
export function packOf(files: readonly SourceFile[]): Pack {
  const { pack, diagnostics } = readLaw(files, 'test');
  if (pack) return pack;
  throw new Error(
    diagnostics.map(({ file: path, line, code, message }) => `${path}:${line} ${code} ${message}`).join('\n'),
  );
}
