/** Dates that begin with a relative word: 昨年5月, 先月28日, 今秋, 本8日, 翌97年, 年度末, 月内. */

import { NICHI, readCounted, readWeekday } from './calendar.ts';
import { NO_POINT, type Point, type PointRead } from './expression.ts';
import { COUNTED_DAYS, isHan, matches, readBareMonth, readInMonth, readInYear } from './point.ts';
import { readBracketedYear, readEraDate, readYearBeside, readYearOfSameEra } from './scan-year.ts';
import { type RelativeWord, relativeWordAt } from './words.ts';

export interface RelativeRead extends PointRead {
  /** 去る, 来る: which way the date lies. */
  readonly direction?: 'past' | 'future' | undefined;
}

/** The date that begins with a relative word at exactly `at`. */
export function readRelative(text: string, at: number): RelativeRead | undefined {
  const word = relativeWordAt(text, at);
  if (word === undefined) return readOfThisYear(text, at) ?? readBareSeason(text, at);
  const end = at + word.word.length;
  const { offset, anchor } = word;
  switch (word.kind) {
    case 'year': {
      const given = readBracketedYear(text, end);
      if (given !== undefined) {
        const { year, calendar, yearZero } = given;
        return readInYear(
          text,
          { ...NO_POINT, year: { kind: 'absolute', year, short: false, yearZero }, calendar },
          given.end,
        );
      }
      return readInYear(text, { ...NO_POINT, year: { kind: 'relative', offset, anchor } }, skipSince(text, end));
    }
    case 'fiscal-year':
      return readInYear(text, { ...NO_POINT, year: { kind: 'relative', offset, anchor }, unit: 'fiscal' }, end);
    case 'season':
      return { point: { ...NO_POINT, year: { kind: 'relative', offset, anchor }, part: word.season }, end };
    case 'month':
      return readInMonth(text, { ...NO_POINT, month: { kind: 'relative', offset, anchor } }, end);
    case 'day':
      // 昨日のことのように is no day
      if (text.startsWith('のことのよう', end)) return undefined;
      return { point: { ...NO_POINT, day: { kind: 'relative', offset, anchor } }, end };
    case 'prefix':
      return readPrefixed(text, at, end, word);
  }
}

/** 昨年来: the 来 belongs to it. */
function skipSince(text: string, end: number): number {
  const next = text.charAt(end + 1);
  return text.charAt(end) === '来' && next !== '年' && next !== '月' && next !== '日' ? end + 1 : end;
}

type Prefix = Extract<RelativeWord, { kind: 'prefix' }>;

function readPrefixed(text: string, at: number, end: number, prefix: Prefix): RelativeRead | undefined {
  const { word, offset, anchor, direction } = prefix;
  const day = readCounted(text, end, NICHI);
  if (day !== undefined) {
    if (day.value < 1 || day.value > 31 || matches(COUNTED_DAYS, text, day.end)) return undefined;
    // 同一日, 前一日 are words
    if (word !== '本' && word !== '翌' && direction === undefined && day.end - end < 3) {
      if (isHan(text.charCodeAt(end))) return undefined;
    }
    const mark = readWeekday(text, day.end);
    return {
      point: {
        ...NO_POINT,
        day: { kind: 'number', day: day.value, anchor: direction === undefined ? anchor : undefined, offset },
        weekday: mark?.weekday,
      },
      end: mark?.end ?? day.end,
      direction,
    };
  }
  if (direction !== undefined) {
    const month = readBareMonth(text, end, true);
    return month && { ...month, direction };
  }
  const month = readBareMonth(text, end, true);
  if (month?.point.month?.kind === 'number') {
    return { ...month, point: { ...month.point, month: { ...month.point.month, beside: { offset, anchor } } } };
  }
  if (word !== '前') {
    const dated = readEraDate(text, end);
    if (dated !== undefined) return dated;
  }
  if (word === '同') return readYearOfSameEra(text, end);
  // 前三年 is a length, 本五十年 nothing
  if (word === '前' || (isHan(text.charCodeAt(end)) && word !== '翌')) return undefined;
  return isHan(text.charCodeAt(at - 1)) ? undefined : readYearBeside(text, end, offset, anchor);
}

/** 年内, 年末, 年度末, 月末: of the year, fiscal year or month of the document. */
const OF_THIS =
  /(年度)(?:内|末|中|当初|初め|前半|後半|[上下]半?期)|年(?:内|末(?!年始|調整)|初|央|明け|頭(?!に立))|(月)(?:末|内|初め)/y;

function readOfThisYear(text: string, at: number): RelativeRead | undefined {
  const code = text.charCodeAt(at);
  // most of 年 and 月 in a text stand behind a number, or in another word
  if ((code !== 0x5e74 && code !== 0x6708) || !isFree(text, at)) return undefined;
  OF_THIS.lastIndex = at;
  const match = OF_THIS.exec(text);
  if (match === null) return undefined;
  const relative = { kind: 'relative', offset: 0, anchor: 'document' } as const;
  if (match[2] !== undefined) return readInMonth(text, { ...NO_POINT, month: relative }, at + 1);
  const base: Point = { ...NO_POINT, year: relative };
  return match[1] === undefined
    ? readInYear(text, base, at + 1)
    : readInYear(text, { ...base, unit: 'fiscal' }, at + 2);
}

const SEASON_SIGNS = '春夏秋冬';
const SEASONS = ['spring', 'summer', 'autumn', 'winter'] as const;
const BEHIND_SEASON = /に|以降|まで|から|を(?:目途|めど)|頃|ごろ|の(?:臨時国会|会合|開催|実施|訪)/y;

/** 秋に, 春以降 without a year. */
function readBareSeason(text: string, at: number): RelativeRead | undefined {
  const code = text.charCodeAt(at);
  if (code !== 0x6625 && code !== 0x590f && code !== 0x79cb && code !== 0x51ac) return undefined;
  const season = SEASON_SIGNS.indexOf(text.charAt(at));
  if (season < 0 || !isFree(text, at) || !matches(BEHIND_SEASON, text, at + 1)) return undefined;
  return { point: { ...NO_POINT, part: SEASONS[season] }, end: at + 1 };
}

function isFree(text: string, at: number): boolean {
  if (at === 0) return true;
  const before = text.charCodeAt(at - 1);
  const isNumber = (before >= 0x30 && before <= 0x39) || before === 0x3007;
  return !isNumber && !isHan(before) && before !== 0x304b && !(before === 0x20 && isFree(text, at - 1) === false);
}
