/** Months, days and parts of a year in Japanese: what may stand behind a year, or alone. */

import { daysInMonth, GATSU, isInsideNumeral, NICHI, readCounted, readWeekday, skipBlanks } from './calendar.ts';
import { type DaySpec, NO_POINT, type PartSpec, type Point, type PointRead } from './expression.ts';

/** A number of 月 that is a month: not 3月間, 5月号, 3月期決算. */
export function readMonth(text: string, at: number): { value: number; end: number } | undefined {
  const month = readCounted(text, at, GATSU);
  return month === undefined || matches(OTHER_MONTHS, text, month.end) ? undefined : month;
}

const OTHER_MONTHS = /間|期決算|例|号|刊|額|給|謝|曜|分の|余り/y;

/** The month, day or part behind a year that ends at `at`; the year as it is where nothing belongs to it. */
export function readInYear(text: string, year: Point, at: number): PointRead {
  if (year.unit === 'calendar') {
    const shared = readSharedUnit(text, at, '月');
    if (shared !== undefined && shared.last <= 12) {
      const to: Point = { ...NO_POINT, month: { kind: 'number', month: shared.last } };
      return { point: { ...year, month: { kind: 'number', month: shared.first } }, to, end: shared.end };
    }
    // 昨年の5月
    const month = readMonth(text, text.charAt(at) === 'の' ? at + 1 : at);
    if (month !== undefined) return readAfterMonth(text, year, month);
  }
  return readYearPart(text, year, at);
}

/** The day or part behind a number of 月. A month 13 or a day 31 of June belongs to the expression all the same. */
export function readAfterMonth(text: string, base: Point, month: { value: number; end: number }): PointRead {
  if (month.value < 1 || month.value > 12) {
    const day = readCounted(text, month.end, NICHI);
    return { point: { ...base, impossible: true }, end: day?.end ?? month.end };
  }
  return readInMonth(text, { ...base, month: { kind: 'number', month: month.value } }, month.end);
}

/** The day or part behind a month that ends at `at`. */
export function readInMonth(text: string, base: Point, at: number): PointRead {
  const shared = readSharedUnit(text, at, '日') ?? readSharedKanjiDays(text, at);
  const most = mostDays(base);
  if (shared !== undefined && shared.last <= most) {
    const to: Point = { ...NO_POINT, day: numberOfDay(shared.last) };
    return { point: { ...base, day: numberOfDay(shared.first) }, to, end: shared.end };
  }
  // 先月の28日; but 5月の3日 may be three days of May
  const isOf = text.charAt(at) === 'の' && base.month?.kind === 'relative';
  const day = readCounted(text, isOf ? at + 1 : at, NICHI);
  if (day !== undefined && !matches(LENGTHS_OF_DAYS, text, day.end)) {
    if (day.value < 1 || day.value > most) return { point: { ...base, impossible: true }, end: day.end };
    const mark = readWeekday(text, day.end);
    return {
      point: { ...base, day: numberOfDay(day.value), weekday: mark?.weekday },
      end: mark?.end ?? day.end,
    };
  }
  MONTH_PART.lastIndex = at;
  const part = MONTH_PART.exec(text);
  if (part === null) return { point: base, end: at };
  return { point: { ...base, part: MONTH_PARTS[part[1]] }, end: at + part[0].length };
}

/** 十一,十二日: two days that follow each other, in kanji, before one 日. */
function readSharedKanjiDays(text: string, at: number): { first: number; last: number; end: number } | undefined {
  if (!isHan(text.charCodeAt(at))) return undefined;
  SHARED_KANJI.lastIndex = at;
  const match = SHARED_KANJI.exec(text);
  if (match === null) return undefined;
  const first = readCounted(`${match[1]}日`, 0, NICHI)?.value ?? 0;
  const last = readCounted(`${match[2]}日`, 0, NICHI)?.value;
  return last === first + 1 ? { first, last, end: SHARED_KANJI.lastIndex } : undefined;
}

const SHARED_KANJI = /([一二三四五六七八九十]{1,3})[,・]([一二三四五六七八九十]{1,3})日(?!間)/y;

/** The most days that the month may have; where the year is not said, those of a leap year. */
function mostDays({ month, year }: Point): number {
  if (month?.kind !== 'number') return 31;
  return daysInMonth(month.month, year?.kind === 'absolute' ? year.year : undefined);
}

function numberOfDay(day: number): DaySpec {
  return { kind: 'number', day, anchor: undefined, offset: 0 };
}

const MONTH_PART =
  /の?(上旬|初旬|中旬|下旬|半ば|中頃|中ごろ|初め|初頭|頭|末日?(?!端|尾)|内(?![閣容外政戦側部訳定実規])|中(?=に|,|を))/y;
const MONTH_PARTS: Readonly<Record<string, PartSpec | undefined>> = {
  上旬: 'first-third',
  初旬: 'first-third',
  初め: 'first-third',
  初頭: 'first-third',
  頭: 'first-third',
  中旬: 'second-third',
  半ば: 'second-third',
  中頃: 'second-third',
  中ごろ: 'second-third',
  下旬: 'last-third',
  末: 'end',
  末日: 'end',
};

/** 春, and not 春季 or the 春日 of a name. */
export const SEASON = /(春|夏|秋|冬)(?![季期野田山本葉日至目])/y;
const YEAR_PART = new RegExp(
  `の?(?:${SEASON.source}|${/(前半|上半期|上期)|(後半|下半期|下期)|第 ?([1-4一二三四]) ?四半期|(末|暮れ?)(?![端尾])|(年?初(?:頭|め)?|年?頭|当初|明け)(?![一-龠])|(半ば|央|中頃|中ごろ|中葉)|内|中(?=に|,|を)/.source})`,
  'y',
);
const SEASONS = { 春: 'spring', 夏: 'summer', 秋: 'autumn', 冬: 'winter' } as const;

/** The season, half, quarter, beginning or end behind a year of any kind. */
function readYearPart(text: string, base: Point, at: number): PointRead {
  YEAR_PART.lastIndex = skipBlanks(text, at);
  const part = YEAR_PART.exec(text);
  if (part === null) return { point: base, end: at };
  return { point: { ...base, part: yearPart(part) }, end: YEAR_PART.lastIndex };
}

function yearPart([, season, first, second, quarter, end, beginning, middle]: RegExpExecArray): PartSpec | undefined {
  if (season !== undefined) return SEASONS[season as keyof typeof SEASONS];
  if (first !== undefined) return 'first-half';
  if (second !== undefined) return 'second-half';
  if (quarter !== undefined) return `quarter-${(('1234一二三四'.indexOf(quarter) % 4) + 1) as 1 | 2 | 3 | 4}`;
  if (end !== undefined) return 'end';
  if (beginning !== undefined) return 'beginning';
  return middle === undefined ? undefined : 'middle';
}

/** Two numbers before one unit: 4~6月, 7-9日, 2014-2018年. */
export function readSharedUnit(
  text: string,
  at: number,
  unit: '年' | '月' | '日',
): { first: number; last: number; end: number } | undefined {
  // most numbers stand alone: no pattern is tried for them
  let sign = skipBlanks(text, at);
  while (isDigit(text.charCodeAt(sign))) sign++;
  if (sign === at) return undefined;
  if (text.charAt(sign) === ' ') sign++;
  if (!'~-・,'.includes(text.charAt(sign) || ' ')) return undefined;
  SHARED_UNIT.lastIndex = at;
  const match = SHARED_UNIT.exec(text);
  if (match === null || match[4] !== unit) return undefined;
  const first = Number(match[1]);
  const last = Number(match[3]);
  if ((match[2] === '・' || match[2] === ',') && last !== first + 1) return undefined;
  if (match[2] === ',' && unit !== '日') return undefined;
  return first > 0 && first < last ? { first, last, end: SHARED_UNIT.lastIndex } : undefined;
}

/** 4~6月, 10月3・4日; what ・ or a comma parts are two that follow each other. */
const SHARED_UNIT = / ?([0-9]{1,4}) ?([~・,-]) ?([0-9]{1,4}) ?([年月日])(?!間|以|分)/y;

/** 5月1日, 3月末, 2月, 4~6月 without a year, at exactly `at`; `named` where a word before it (翌四月) says that it is a month. */
export function readBareMonth(text: string, at: number, named = false): PointRead | undefined {
  if (isInsideNumeral(text, at) || isPartOfMore(text, at)) return undefined;
  const shared = readSharedUnit(text, at, '月');
  if (shared !== undefined && shared.last <= 12) {
    const to: Point = { ...NO_POINT, month: { kind: 'number', month: shared.last } };
    return { point: { ...NO_POINT, month: { kind: 'number', month: shared.first } }, to, end: shared.end };
  }
  const month = readMonth(text, at);
  if (month === undefined) return undefined;
  const read = readAfterMonth(text, NO_POINT, month);
  if (read.end > month.end) return read;
  // 13月 is no month, and 八月 may be part of a name
  if (read.point.impossible) return undefined;
  if (named || isDigit(text.charCodeAt(at))) return read;
  return isHan(text.charCodeAt(at - 1)) || isHan(text.charCodeAt(read.end)) ? undefined : read;
}

/** A day without a month, at exactly `at`; `joined` where it goes on a list of dates, and so cannot be a number of days. */
export function readBareDay(text: string, at: number, joined: boolean): PointRead | undefined {
  if (isInsideNumeral(text, at) || isPartOfMore(text, at)) return undefined;
  const day = readCounted(text, at, NICHI);
  if (day === undefined || day.value < 1 || day.value > 31 || matches(COUNTED_DAYS, text, day.end)) return undefined;
  const mark = readWeekday(text, day.end);
  if (mark === undefined && !joined) {
    // 三日月, 四日市; 後30日, 計10日; 19日は a day, 3日で a length
    const kanji = !isDigit(text.charCodeAt(at));
    if (at > 0 && (BEFORE_LENGTHS.includes(text.charAt(at - 1)) || isBeforeLength(text, at))) return undefined;
    // 三日に may be a length, 二十三日に is none
    const plain = kanji && day.numeral.end - at < 2;
    if (kanji && isHan(text.charCodeAt(at - 1))) return undefined;
    if (plain && !matches(BEHIND_KANJI_DAY, text, day.end)) return undefined;
    if (!matches(BEHIND_DAY, text, day.end)) return undefined;
  }
  return {
    point: { ...NO_POINT, day: numberOfDay(day.value), weekday: mark?.weekday },
    end: mark?.end ?? day.end,
  };
}

const LENGTHS_OF_DAYS = /間|目/y;
/** What makes 3日 a number of days, 1日 a rate, or begins another word. */
export const COUNTED_DAYS =
  /間|目|も早|でも早|平均|当たり|あたり|ごと|おき|程|数|以内|以上|未満|系|銀|常|々|がかり|足らず|余|経|に[0-9一二三] ?[回度]|につき|を(?:経過|要)|[0-9]{1,6}(?![0-9時:])|後|前|ぶり|分の|本(?=[0-9])/y;
const BEFORE_LENGTHS = '後計各毎全延満週';
const BEHIND_DAY =
  / ?(?:[,。)・~\n-]|\((?![^)]{0,24}(?:含|除))|午|未|早|深|朝|昼|夕|夜|正午|に|の(?!期間|猶予|余裕|休|間)|は|も|から|まで|より|付|及び|並びに|又は|と|や|現在|開催|発|夜|より|を(?:目途|めど|期限|期し|もって|目指)|以降|当日)|$/y;
const BEHIND_KANJI_DAY = / ?(?:,|\((?![^)]{0,24}(?:含|除))|午|未明|付|早朝|夜)/y;

/** Whether a number at `at` belongs to something before it: 第2月, 1.5月, 1,200日, 約3日, 数日, 毎年5月. */
function isPartOfMore(text: string, at: number): boolean {
  if (at === 0) return false;
  switch (text.charCodeAt(at - 1)) {
    case 0x7b2c: // 第
    case 0x7d04: // 約
    case 0x6570: // 数
    case 0x5e74: // 年
    case 0x6708: // 月
    case 0x6bce: // 毎
      // 毎年5月 is no single month; what could be read with another 年 or 月 has been
      return true;
    case 0x5ea6: // 度
      return text.startsWith('毎年', at - 3) || text.startsWith('各年', at - 3);
    case 0x2e: // .
      return isDigit(text.charCodeAt(at - 2)) && !isMarker(text, at - 2);
    case 0x2c: // ,
      return isDigit(text.charCodeAt(at - 2)) && /^[0-9]{3}/.test(text.slice(at, at + 3));
    default:
      return isDigit(text.charCodeAt(at - 1));
  }
}

/** 通告の日から30日 is a length, and so is what 四月が三日 says of April. */
function isBeforeLength(text: string, at: number): boolean {
  return text.startsWith('日から', at - 3) || text.startsWith('月が', at - 2);
}

/** Whether the number that ends at `last` begins the text, so that a full stop behind it makes it a marker: １．９月１１日. */
export function isMarker(text: string, last: number): boolean {
  const first = isDigit(text.charCodeAt(last - 1)) ? last - 1 : last;
  return skipBlanks(text, 0) === first;
}

export function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}

export function isHan(code: number): boolean {
  return (code >= 0x4e00 && code <= 0x9fff) || code === 0x3005;
}

export function matches(pattern: RegExp, text: string, at: number): boolean {
  pattern.lastIndex = at;
  return pattern.test(text);
}
