/** Dates in English: May 1, 2006; last May; the 1990s; FY2007; the first half of 2015; from May 1 to 3, 2007; that February. */

import { HEAD_LENGTHS, rulesOf } from './english-rules.ts';
import type { DateScan, Point } from './expression.ts';

/** The longest first word of a rule. */
const LONGEST_HEAD = 9;
/** How far before a date its sentence, and the words that a rule asks for, are looked at. */
const REACH = 90;
const SHORT_REACH = 12;

/** The date in English that begins exactly at `at`, not inside a word or number; undefined where none does. Bounded. */
export function scanEnglish(text: string, at: number): DateScan | undefined {
  const head = headAt(text, at);
  const rules = head === '' ? undefined : rulesOf(head);
  if (rules !== undefined) {
    for (const { pattern, read, behind } of rules) {
      pattern.lastIndex = at;
      const match = pattern.exec(text);
      if (match === null || behind?.test(text.slice(Math.max(0, at - SHORT_REACH), at)) === false) continue;
      const said = read(match);
      if (said === undefined) continue;
      const end = at + match[0].length;
      const other = said.to === undefined ? readEnd(text, at, end, said.from) : undefined;
      return made(text, at, other?.end ?? end, said.from, said.to ?? other?.from);
    }
  }
  return weekdayFirst(text, at);
}

/** The word that begins at `at` in lower case, `0` for a digit; empty where no rule can begin with it. */
function headAt(text: string, at: number): string {
  const code = text.charCodeAt(at);
  if (code <= 0x39) return '0';
  const lengths = HEAD_LENGTHS[code | 0x20];
  if (lengths === 0) return '';
  let end = at + 1;
  while (end - at <= LONGEST_HEAD && isLetter(text.charCodeAt(end))) end++;
  if ((lengths & (1 << (end - at))) === 0) return '';
  if (end - at === 3 && (code | 0x20) === 0x74) {
    // the same, following, previous, next: every other `the` begins nothing
    const next = text.charCodeAt(end + 1);
    if (next !== 0x73 && next !== 0x66 && next !== 0x70 && next !== 0x6e) return '';
  }
  return text.slice(at, end).toLowerCase();
}

function isLetter(code: number): boolean {
  return (code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a);
}

const THROUGH = /(?: ?- ?| through | (?:to|until) )(?=[A-Z0-9])/y;

/** FY2011 through FY2015, March 2006 to May 2007: `to` makes a range only behind `from`. */
function readEnd(text: string, start: number, end: number, { year, unit }: Point): DateScan | undefined {
  const next = text.charAt(end);
  if (year?.kind !== 'absolute' || unit === 'decade' || (next !== ' ' && next !== '-')) return undefined;
  THROUGH.lastIndex = end;
  const match = THROUGH.exec(text);
  if (match === null) return undefined;
  if (/to|un/.test(match[0]) && !/[Ff]rom $/.test(text.slice(Math.max(0, start - 5), start))) return undefined;
  const other = scanEnglish(text, THROUGH.lastIndex);
  const { from, to } = other ?? {};
  return from?.year?.kind === 'absolute' && to === undefined && from.unit === unit ? other : undefined;
}

const WEEKDAY = /(Sun|Mon|Tues|Wednes|Thurs|Fri|Satur)day,? (?=[A-Z0-9])/y;
const WEEKDAYS = ['Sun', 'Mon', 'Tues', 'Wednes', 'Thurs', 'Fri', 'Satur'];

/** Tuesday, June 21, 2011; Tuesday, June 21. */
function weekdayFirst(text: string, at: number): DateScan | undefined {
  // S M T W F
  if (!'SMTWF'.includes(text.charAt(at))) return undefined;
  WEEKDAY.lastIndex = at;
  const match = WEEKDAY.exec(text);
  const date = match === null ? undefined : scanEnglish(text, WEEKDAY.lastIndex);
  if (match === null || date?.from.day === undefined) return undefined;
  return { ...date, start: at, from: { ...date.from, weekday: WEEKDAYS.indexOf(match[1]) } };
}

/** Said before a date to come: by the end of June, due in March, will meet in Tokyo on May 3. */
const AHEAD_BEFORE = [
  /\b(?:by|until|no later than|scheduled for|planned for)(?: the)? $/,
  /\b(?:will|shall|(?:is|are) (?:scheduled |expected |due |planned )?to|(?:plans?|intends?|expects?) to)\b[^.,;:]{0,70}\b(?:in|on|by|from|for|of)(?: the)? (?:early |mid-|late )?$/,
  /\b(?:will|shall|to) (?:meet|be held|visit|take place)\b[^.,;:]{0,40} $/,
  /\b(?:will|shall) (?:mark|commemorate|celebrate|observe)(?: on)?(?: the)? $/,
];
/** Behind a date that begins its sentence: In May, the two sides will… */
const AHEAD_BEHIND = /^[^.;]{0,60}\b(?:will|shall|plan(?:s|ned)?|scheduled|expected|aim)\b/;
const BEGINS = /(?:^|[.;:*] )(?:In|On|By|From|Until|the|The) $/;

const JAPAN_BEFORE = /Japan (?:Standard )?[Tt]ime[,: ]*$/;
const JAPAN_BEHIND = /^,? ?\(?(?:in )?(?:Japan(?:ese)? (?:Standard )?[Tt]ime|JST)\b/;

function made(text: string, start: number, end: number, from: Point, to: Point | undefined): DateScan {
  const before = text.slice(Math.max(0, start - REACH), start);
  const behind = text.slice(end, end + REACH);
  const open = from.year === undefined && (from.month ?? from.day)?.kind === 'number';
  return {
    start,
    end,
    from,
    to,
    length: undefined,
    outlook: open && isAhead(text.slice(start, start + 4).toLowerCase(), before, behind) ? 'future' : 'past',
    zone: JAPAN_BEFORE.test(before) || JAPAN_BEHIND.test(behind) ? 'japan' : undefined,
  };
}

function isAhead(word: string, before: string, behind: string): boolean {
  if (word === 'last' || word === 'next') return word === 'next';
  return AHEAD_BEFORE.some((pattern) => pattern.test(before)) || (BEGINS.test(before) && AHEAD_BEHIND.test(behind));
}
