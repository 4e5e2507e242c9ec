// The codes that each subdivision of the U.S. notes lists, in the order of the notes.

import type { GoodsCode } from '../../core/code.ts';
import type { Line } from './lines.ts';
import { follow, type Level, nameOf } from './outline.ts';

/** A subdivision of a note, `2(aa)(ii)`, with what it lists. */
export interface Subdivision {
  readonly name: string;
  readonly page: number;
  /** The first words, without the mark. */
  readonly caption: string;
  /** Codes in columns or rows of a list. */
  readonly codes: readonly GoodsCode[];
  /** Codes within sentences: of described goods, or of a short list. */
  readonly named: readonly GoodsCode[];
}

const CODE = /(?<![\d.])\d{4}(?:\.\d{2}(?:\.\d{2}(?:\.?\d{2})?)?)?(?![\d.]?\d)/g;
/** In sentences only full lines count: a heading or subheading there is mostly an exception or a cross-reference. */
const IN_TEXT = /(?<![\d.])\d{4}\.\d{2}\.\d{2}(?:\.?\d{2})?(?![\d.]?\d)/g;
const ROW = /^[\s;,]*(?:\d{4}(?:\.\d{2}(?:\.\d{2}(?:\.?\d{2})?)?)?[\s;,.]*(?:(?:and|or)\s*)?)+$/;
/** Three or more spaces, then nothing but codes: a column beside a caption. */
const BESIDE = /^(.*?\S)\s{3,}((?:\d{4}(?:\.\d{2}(?:\.\d{2}(?:\.?\d{2})?)?)?[\s;,]*)+)$/;
const NOTE = /^\s{0,8}(\d{1,2})\.(?=\s|$)\s*(.*)$/;
/** A note whose number is printed as a mark, which only the next note's can be. */
const NOTE_AS_MARK = /^\s*\((\d{1,2})\)\s+(\(a\).*)$/;
const MARK = /^\s*\(([A-Za-z]{1,5}|\d{1,3})\)\s*(.*)$/;

/** Notes that the chapter leaves out at a time. */
const MOST_NOTES = 7;

const digits = (code: string): GoodsCode => code.replaceAll('.', '');
const isGoods = (code: GoodsCode): boolean => Number(code.slice(0, 2)) >= 1 && Number(code.slice(0, 2)) <= 97;
const codesIn = (text: string, pattern: RegExp): readonly GoodsCode[] =>
  [...text.matchAll(pattern)].map(([code]) => digits(code));

interface Draft {
  readonly name: string;
  readonly page: number;
  caption: string;
  readonly codes: GoodsCode[];
  readonly named: GoodsCode[];
}

/** Where the reader stands: the note, the path within it, and the codes of a page whose caption has not come yet. */
interface State {
  note: number;
  path: readonly Level[];
  readonly drafts: Draft[];
  readonly byName: Map<string, Draft>;
  waiting: GoodsCode[];
  /** The page on which codes wait for their caption. */
  held: number;
}

function open(state: State, page: number, caption: string): void {
  const name = nameOf(state.note, state.path);
  const known = state.byName.get(name);
  if (known) return;
  const draft: Draft = { name, page, caption: caption.trim().slice(0, 120), codes: [], named: [] };
  state.byName.set(name, draft);
  state.drafts.push(draft);
}

const current = (state: State): Draft | undefined => state.byName.get(nameOf(state.note, state.path));

/** A sentence that goes on after a line break may open with a mark; then small letters follow it. */
const opensText = (rest: string): boolean => rest === '' || /^["“'[(A-Z0-9]/.test(rest);

function noteOf(text: string, open: number): { readonly number: number; readonly rest: string } | undefined {
  const asMark = NOTE_AS_MARK.exec(text);
  if (asMark && Number(asMark[1]) === open + 1) return { number: open + 1, rest: asMark[2]! };
  const found = NOTE.exec(text);
  const number = Number(found?.[1] ?? 0);
  return found && number > open && number <= open + MOST_NOTES && opensText(found[2]!)
    ? { number, rest: found[2]! }
    : undefined;
}

/** Takes the note's number and the marks off a line, moving the state; the rest is text. */
function marksOff(state: State, line: Line): string {
  let rest = line.text;
  const note = noteOf(rest, state.note);
  if (note) {
    state.note = note.number;
    state.path = [];
    rest = note.rest;
    open(state, line.page, rest);
  }
  for (let mark = MARK.exec(rest); mark && state.note > 0; mark = MARK.exec(rest)) {
    const path = opensText(mark[2]!) ? follow(state.path, mark[1]!) : undefined;
    if (!path) break;
    state.path = path;
    rest = mark[2]!;
    open(state, line.page, rest);
    const draft = current(state)!;
    draft.codes.push(...state.waiting);
    state.waiting = [];
    state.held = -1;
  }
  return rest;
}

/** Codes of a list go to the open subdivision, or wait for the caption that stands beside its own list lower down. */
function take(state: State, line: Line, codes: readonly GoodsCode[]): void {
  const goods = codes.filter(isGoods);
  if (state.held === line.page) state.waiting.push(...goods);
  else current(state)?.codes.push(...goods);
}

const chapterOf = (code: GoodsCode): string => code.slice(0, 2);

/**
 * On a page read out of order the columns of the next list stand above its caption, in the list before. They are of the
 * caption's chapter, which the list before had already passed.
 */
function fetchBack(before: Draft, caption: Draft, beside: readonly GoodsCode[]): void {
  const chapter = chapterOf(beside[0] ?? '');
  const passed = before.codes.findIndex((code) => chapterOf(code) > chapter);
  if (passed < 0 || beside.some((code) => chapterOf(code) !== chapter)) return;
  const stray = before.codes.filter((code, index) => index > passed && chapterOf(code) === chapter);
  const kept = before.codes.filter((code, index) => index <= passed || chapterOf(code) !== chapter);
  before.codes.splice(0, before.codes.length, ...kept);
  caption.codes.push(...stray);
}

function read(state: State, line: Line): void {
  const before = current(state);
  const rest = marksOff(state, line);
  if (ROW.test(rest)) {
    take(state, line, codesIn(rest, CODE));
    return;
  }
  const beside = BESIDE.exec(rest);
  const caption = current(state);
  if (beside && line.jumbled && before && caption && before !== caption)
    fetchBack(before, caption, codesIn(beside[2]!, CODE));
  if (beside) take(state, line, codesIn(beside[2]!, CODE));
  const named = codesIn(beside ? beside[1]! : rest, IN_TEXT).filter(isGoods);
  current(state)?.named.push(...named);
}

/**
 * Whether the codes above the first caption of a page belong to that caption: on a page read out of order, a caption
 * with codes beside it stands in the middle of its own list, which starts anew below the last code of the list before.
 */
function holds(state: State, page: readonly Line[]): boolean {
  const last = current(state)?.codes.at(-1);
  const caption = page.findIndex(({ text }) => MARK.test(text));
  const beside = MARK.exec(page[caption]?.text ?? '')?.[2];
  if (!page[0]?.jumbled || last === undefined || beside === undefined || !BESIDE.test(beside)) return false;
  const above = page.slice(0, caption).flatMap(({ text }) => codesIn(text, CODE).filter(isGoods));
  return above.length > 0 && above.every((code) => above[0]! <= code || code < last) && above[0]! < last;
}

function byPage(lines: readonly Line[]): readonly (readonly Line[])[] {
  const pages: Line[][] = [];
  for (const line of lines) {
    const page = pages.at(-1);
    if (page?.[0]?.page === line.page) page.push(line);
    else pages.push([line]);
  }
  return pages;
}

/** Reads the outline of the notes and the codes of every subdivision that has any. */
export function readNotes(lines: readonly Line[]): readonly Subdivision[] {
  const state: State = { note: 0, path: [], drafts: [], byName: new Map(), waiting: [], held: -1 };
  for (const page of byPage(lines)) {
    if (holds(state, page)) state.held = page[0]!.page;
    for (const line of page) read(state, line);
  }
  return state.drafts;
}
