// Whether the goods of a question exist at all: silence of the record about a mistyped code or symbol must not read as "no control".

import { incorrect } from '../core/errors.ts';

/** Chapters of the Harmonized System: 01 to 97, 77 being kept free (WCO). */
const isChapter = (chapter: string): boolean => chapter >= '01' && chapter <= '97' && chapter !== '77';

/** Symbols of the chemical elements (IUPAC), hydrogen to oganesson. */
const ELEMENTS =
  'H He Li Be B C N O F Ne Na Mg Al Si P S Cl Ar K Ca Sc Ti V Cr Mn Fe Co Ni Cu Zn Ga Ge As Se Br Kr Rb Sr Y Zr Nb Mo Tc Ru Rh Pd Ag Cd In Sn Sb Te I Xe Cs Ba La Ce Pr Nd Pm Sm Eu Gd Tb Dy Ho Er Tm Yb Lu Hf Ta W Re Os Ir Pt Au Hg Tl Pb Bi Po At Rn Fr Ra Ac Th Pa U Np Pu Am Cm Bk Cf Es Fm Md No Lr Rf Db Sg Bh Hs Mt Ds Rg Cn Nh Fl Mc Lv Ts Og'.split(
    ' ',
  );

/** @throws TariffError `unknown-code`, `unknown-element` */
export function checkGoodsNamed({ code, elements = [] }: GoodsNamed): void {
  if (code !== undefined && !isChapter(code.replace(/\D/g, '').slice(0, 2)))
    throw incorrect(
      'unknown-code',
      `"${code}" lies in no chapter of the Harmonized System`,
      'Chapters go from 01 to 97, for example 2846.90.',
    );
  for (const element of elements)
    if (!ELEMENTS.includes(element))
      throw incorrect(
        'unknown-element',
        `"${element}" is no chemical element`,
        'Write a symbol, for example Dy.',
      );
}

export interface GoodsNamed {
  readonly code?: string;
  readonly elements?: readonly string[];
}
