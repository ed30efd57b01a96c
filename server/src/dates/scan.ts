import { readDate } from './absolute.ts';
import {
  daysInMonth,
  GATSU,
  isInsideNumeral,
  NEN,
  NICHI,
  readCounted,
  readEraName,
  readPlain,
  readWeekday,
  skipTo,
} from './calendar.ts';
import { scanEnglish } from './english.ts';
import {
  type DateScan,
  type DaySpec,
  type MonthSpec,
  NO_POINT,
  type PartSpec,
  type Point,
  type Unit,
  type YearSpec,
} from './expression.ts';

export type { DateScan } from './expression.ts';

/**
 * Finds all date expressions of a passage, as they stand. One walk over the text: most characters begin no date and are passed over by
 * a table.
 */

const NUMBER = 1;
const WORD = 2;
const LETTER = 3;

/** What may begin with a character. */
const BEGINNINGS = new Uint8Array(0x10000);
for (const char of '0123456789〇一二三四五六七八九十元千') BEGINNINGS[char.charCodeAt(0)] = NUMBER;
for (const char of '明大昭平令㍾㍽㍼㍻㋿昨一本今来再前翌同当先去後年月過ここ向春夏秋冬即')
  BEGINNINGS[char.charCodeAt(0)] = WORD;
for (const char of 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz') BEGINNINGS[char.charCodeAt(0)] = LETTER;

/** All date expressions of the folded text of one passage, in order, none inside another. Total; linear. */
export function scanDates(text: string): DateScan[] {
  const found: DateScan[] = [];
  for (let at = 0; at < text.length; ) {
    const kind = BEGINNINGS[text.charCodeAt(at)];
    if (kind === 0) {
      at++;
      continue;
    }
    if (kind === LETTER) {
      const date = isLetter(text.charCodeAt(at - 1))
        ? undefined
        : (scanEnglish(text, at) ?? scanAt(text, at, undefined));
      if (date !== undefined) {
        found.push(date);
        at = date.end;
      } else
        do at++;
        while (isLetter(text.charCodeAt(at)));
      continue;
    }
    const date = scanAt(text, at, found.at(-1)) ?? (kind === NUMBER ? scanEnglish(text, at) : undefined);
    if (date !== undefined) {
      found.push(date);
      at = date.end;
    } else {
      at++;
      if (kind === NUMBER) while (isDigit(text.charCodeAt(at))) at++;
    }
  }
  return found;
}

function isLetter(code: number): boolean {
  return (code >= 0x41 && code <= 0x5a) || (code >= 0x61 && code <= 0x7a);
}

function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}

/** A point with the offset behind it. */
interface Read {
  readonly point: Point;
  readonly end: number;
}

function scanAt(text: string, at: number, before: DateScan | undefined): DateScan | undefined {
  const length = readLength(text, at);
  if (length !== undefined) return length;
  const first = readPoint(text, at, before);
  if (first === undefined) return undefined;
  const range = readRange(text, first);
  const end = range?.end ?? first.end;
  return {
    start: at,
    end,
    from: first.point,
    to: range?.point,
    length: undefined,
    plan: isPlan(text, end),
    japanTime: /(?:日本時間|我が国時間)(?:の|では)?$/.test(text.slice(Math.max(0, at - 8), at)),
  };
}

// ---- one point ----------------------------------------------------------------------------------------------------

function readPoint(text: string, at: number, before: DateScan | undefined): Read | undefined {
  return (
    readYearPoint(text, at, before) ??
    readRelativeMonth(text, at) ??
    readMonthPoint(text, at) ??
    readDayPoint(text, at) ??
    undefined
  );
}

interface YearRead {
  readonly spec: YearSpec;
  readonly end: number;
  readonly era: boolean;
  /** Read by dates/absolute.ts as far as it goes. */
  readonly month?: number;
  readonly day?: number;
  readonly weekday?: number;
  /** 19年度: what follows 年 has been read. */
  readonly unit?: Unit;
}

function readYearPoint(text: string, at: number, before: DateScan | undefined): Read | undefined {
  const year = readYear(text, at, before);
  if (year === undefined) return undefined;
  if (year.month !== undefined) {
    const month: MonthSpec = { kind: 'number', month: year.month };
    if (year.day !== undefined) {
      const day: DaySpec = { kind: 'number', day: year.day, anchor: undefined };
      return {
        point: { ...NO_POINT, year: year.spec, month, day, weekday: year.weekday, era: year.era },
        end: year.end,
      };
    }
    return withMonth(text, { ...NO_POINT, year: year.spec, month, era: year.era }, year.end);
  }
  const base: Point = { ...NO_POINT, year: year.spec, era: year.era, unit: year.unit ?? 'calendar' };
  if (year.unit !== undefined) return withYearPart(text, base, year.end);
  // 2007年(平成19年): the bracket has been read; the comma of the title block is not
  const month = readMonth(text, year.end);
  if (month !== undefined) return readAfterMonth(text, base, month);
  return withYearPart(text, base, year.end);
}

/** Month 13, or a day that the month does not have, is part of the expression and cannot be. */
function readAfterMonth(text: string, base: Point, month: { value: number; end: number }): Read {
  if (month.value < 1 || month.value > 12) {
    const day = readCounted(text, month.end, NICHI);
    return { point: { ...base, impossible: true }, end: day?.end ?? month.end };
  }
  return withMonth(text, { ...base, month: { kind: 'number', month: month.value } }, month.end);
}

function readMonth(text: string, at: number): { value: number; end: number } | undefined {
  const month = readCounted(text, at, GATSU);
  if (month === undefined || /^(?:間|期決算|例|刊)/.test(text.slice(month.end, month.end + 3))) return undefined;
  return { value: month.value, end: month.end };
}

/** What follows a month: a day, 上旬, 末; nothing. */
function withMonth(text: string, base: Point, at: number): Read {
  const day = readCounted(text, at, NICHI);
  if (day !== undefined && !isCount(text, day.end)) {
    const month = base.month?.kind === 'number' ? base.month.month : undefined;
    const year = base.year?.kind === 'absolute' ? base.year.year : undefined;
    const most = month === undefined ? 31 : daysInMonth(month, year);
    if (day.value < 1 || day.value > most) return { point: { ...base, impossible: true }, end: day.end };
    const mark = readWeekday(text, day.end);
    return {
      point: { ...base, day: { kind: 'number', day: day.value, anchor: undefined }, weekday: mark?.weekday },
      end: mark?.end ?? day.end,
    };
  }
  MONTH_PART.lastIndex = at;
  const part = MONTH_PART.exec(text);
  if (part === null) return { point: base, end: at };
  return { point: { ...base, part: MONTH_PARTS[part[1]] }, end: at + part[0].length };
}

const MONTH_PART = /(?:の)?(上旬|初旬|中旬|下旬|半ば|初め|初頭|末日?)(?!端)/y;
const MONTH_PARTS: Readonly<Record<string, PartSpec>> = {
  上旬: 'early',
  初旬: 'early',
  初め: 'early',
  初頭: 'early',
  中旬: 'middle',
  半ば: 'middle',
  下旬: 'late',
  末: 'end',
  末日: 'end',
};

const YEAR_PART =
  /(?:の)?(?:(春|夏|秋|冬)(?!季|期|期間|野|田|山|本|葉)|(前半|上半期|上期)|(後半|下半期|下期)|第([1-4一二三四])四半期|(末|暮れ)(?!端|尾)|(年?初頭?|年?初め)(?![一-龠])|(半ば|央|中頃|中葉)|内|中(?=に|,|を))/y;

function withYearPart(text: string, base: Point, at: number): Read {
  YEAR_PART.lastIndex = at;
  const part = YEAR_PART.exec(text);
  if (part === null) return { point: base, end: at };
  const end = at + part[0].length;
  const spec: PartSpec | undefined =
    part[1] !== undefined
      ? ({ 春: 'spring', 夏: 'summer', 秋: 'autumn', 冬: 'winter' } as const)[part[1] as '春']
      : part[2] !== undefined
        ? 'first-half'
        : part[3] !== undefined
          ? 'second-half'
          : part[4] !== undefined
            ? (`quarter-${'一二三四'.includes(part[4]) ? '一二三四'.indexOf(part[4]) + 1 : part[4]}` as PartSpec)
            : part[5] !== undefined
              ? 'end'
              : part[6] !== undefined
                ? 'beginning'
                : part[7] !== undefined
                  ? 'middle'
                  : undefined;
  return { point: { ...base, part: spec }, end };
}

// ---- years --------------------------------------------------------------------------------------------------------

const RELATIVE_YEAR =
  /(一昨々年|一昨年|おととし|昨年来|昨年|去年|本年来|本年|今年|当年|明年|明後年|再来年|来年|前々年|前年|翌々年|翌年|同年)(度)?(?!代|間|次|来の友)|(一昨|昨|今|来|翌|同)(?=[春夏秋冬](?!季|期|場|野|山))/y;
const YEAR_OFFSETS: Readonly<Record<string, readonly [number, 'document' | 'text']>> = {
  一昨々年: [-3, 'document'],
  一昨年: [-2, 'document'],
  おととし: [-2, 'document'],
  昨年来: [-1, 'document'],
  昨年: [-1, 'document'],
  去年: [-1, 'document'],
  本年来: [0, 'document'],
  本年: [0, 'document'],
  今年: [0, 'document'],
  当年: [0, 'document'],
  明年: [1, 'document'],
  来年: [1, 'document'],
  明後年: [2, 'document'],
  再来年: [2, 'document'],
  前々年: [-2, 'text'],
  前年: [-1, 'text'],
  翌年: [1, 'text'],
  翌々年: [2, 'text'],
  同年: [0, 'text'],
  一昨: [-2, 'document'],
  昨: [-1, 'document'],
  今: [0, 'document'],
  来: [1, 'document'],
  翌: [1, 'text'],
  同: [0, 'text'],
};

function readYear(text: string, at: number, before: DateScan | undefined): YearRead | undefined {
  const code = text.charCodeAt(at);
  if (BEGINNINGS[code] === WORD) {
    RELATIVE_YEAR.lastIndex = at;
    const relative = RELATIVE_YEAR.exec(text);
    if (relative !== null) {
      const [offset, anchor] = YEAR_OFFSETS[relative[1] ?? relative[3]];
      const end = at + relative[0].length;
      // 翌1997年: the year is there
      return {
        spec: { kind: 'relative', offset, anchor },
        end,
        era: false,
        ...(relative[2] ? { unit: 'fiscal' as const } : {}),
      };
    }
    FISCAL_WORD.lastIndex = at;
    const fiscal = FISCAL_WORD.exec(text);
    if (fiscal !== null) {
      const [offset, anchor] = FISCAL_OFFSETS[fiscal[1]];
      return { spec: { kind: 'relative', offset, anchor }, end: at + fiscal[0].length, era: false, unit: 'fiscal' };
    }
    YEAR_WORD.lastIndex = at;
    const word = YEAR_WORD.exec(text);
    if (word !== null && !/[0-9年半数昨本同翌前来今毎一-九〇十]/.test(text[at - 1] ?? '')) {
      return {
        spec: { kind: 'relative', offset: 0, anchor: 'document' },
        end: at + 1,
        era: false,
        ...(word[0] === '年度' ? { unit: 'fiscal' as const, end: at + 2 } : {}),
      };
    }
  }
  if (/[春夏秋冬]/.test(text[at]) && /^(?:に(?!は雪)|頃|以降|までに|をめど)/.test(text.slice(at + 1, at + 5))) {
    const before = text[at - 1] ?? '';
    if (!isHan(before) && !/[0-9ァ-ヶーの]/.test(before)) {
      return { spec: { kind: 'relative', offset: 0, anchor: 'document' }, end: at, era: false };
    }
  }
  if (BEGINNINGS[code] === NUMBER && isInsideNumeral(text, at)) return undefined;
  return (
    readDotted(text, at) ??
    readSameEra(text, at) ??
    readFiscal(text, at) ??
    readDecade(text, at) ??
    readAbsolute(text, at) ??
    readShortYear(text, at, before)
  );
}

const FISCAL_WORD = /(本|今|当|来|昨|前|翌|同)年度/y;
const FISCAL_OFFSETS: Readonly<Record<string, readonly [number, 'document' | 'text']>> = {
  本: [0, 'document'],
  今: [0, 'document'],
  当: [0, 'document'],
  来: [1, 'document'],
  昨: [-1, 'document'],
  前: [-1, 'document'],
  翌: [1, 'text'],
  同: [0, 'text'],
};
/** 年内, 年末, 年初, 年度内, 年度末: of the document's year. */
const YEAR_WORD = /年度(?=内|末|中に)|年(?=内|末|初|央|明け)/y;

function readAbsolute(text: string, at: number): YearRead | undefined {
  const date = readDate(text, at);
  if (date === undefined) return undefined;
  const era = date.calendar === 'era';
  const spec: YearSpec = { kind: 'absolute', year: date.year };
  if (date.day !== undefined) {
    return { spec, end: date.end, era, month: date.month, day: date.day, weekday: date.weekday };
  }
  return { spec, end: date.end, era, ...(date.month === undefined ? {} : { month: date.month }) };
}

/** 23.6.10, 2 4 . 1 2 . 2 8: of the Japanese calendar, in brackets or behind a number of a paper, where nothing else is numbered so. */
const DOTTED = /([0-9] ?[0-9]) ?\. ?([01] ?[0-9]|[1-9]) ?\. ?([0-3] ?[0-9]|[1-9])(?! ?[0-9.])/y;

function readDotted(text: string, at: number): YearRead | undefined {
  if (!isDigit(text.charCodeAt(at))) return undefined;
  DOTTED.lastIndex = at;
  const match = DOTTED.exec(text);
  if (match === null) return undefined;
  const before = text.slice(Math.max(0, at - 2), at).trimEnd();
  const after = text.slice(at + match[0].length, at + match[0].length + 3);
  const stands =
    /[(号。:決定付]$/.test(before) || /^ ?(?:付|\)|閣議|決定|版|現在)/.test(after) || (at === 0 && after.trim() === '');
  if (!stands) return undefined;
  const [year, month, day] = match.slice(1).map((part) => Number(part.replace(' ', '')));
  if (month < 1 || month > 12 || day < 1 || day > daysInMonth(month)) return undefined;
  return { spec: { kind: 'short', number: year }, end: at + match[0].length, era: true, month, day };
}

/** 97(同9)年: of the era that was named last. */
const SAME_ERA = /([0-9]{2}|[0-9]{4}) ?\(同 ?([0-9]{1,2}|元)\) ?年|同([0-9]{1,2})年(?!度|間)/y;

function readSameEra(text: string, at: number): YearRead | undefined {
  SAME_ERA.lastIndex = at;
  const match = SAME_ERA.exec(text);
  if (match === null) return undefined;
  const number = match[2] === '元' ? 1 : Number(match[2] ?? match[3]);
  const western = match[1] === undefined ? undefined : Number(match[1]);
  const end = at + match[0].length;
  if (western !== undefined) {
    return { spec: { kind: 'absolute', year: western < 100 ? century(western) : western }, end, era: false };
  }
  return { spec: { kind: 'same-era', number, short: undefined }, end, era: true };
}

/** 2000 to 2039 for 00 to 39, 1940 to 1999 for the rest. */
export function century(short: number): number {
  return short < 40 ? 2000 + short : 1900 + short;
}

const FISCAL_EXTRA = /(?:米国?)?会計年度|年度|米会計年度/y;

/** 19年度, 平成14年度, 2019年度, 2008米会計年度, 05(平成17)年度. */
function readFiscal(text: string, at: number): YearRead | undefined {
  const era = readEraName(text, at);
  const numeral = readPlain(text, era?.end ?? at, era !== undefined);
  if (numeral === undefined) return undefined;
  let { end } = numeral;
  let spec: YearSpec | undefined =
    era !== undefined
      ? { kind: 'absolute', year: era.yearZero + numeral.value }
      : numeral.value >= 1900 && numeral.value < 2200
        ? { kind: 'absolute', year: numeral.value }
        : numeral.value > 0 && numeral.value < 100
          ? /^0[0-9]$/.test(text.slice(at, end))
            ? { kind: 'absolute', year: century(numeral.value) }
            : { kind: 'short', number: numeral.value }
          : undefined;
  if (spec === undefined) return undefined;
  const bracket = /^ ?\((?:(平成|令和|昭和|同)([0-9]{1,2}|元)|([0-9]{4}))(年)?\)/.exec(text.slice(end, end + 12));
  if (bracket !== null) {
    end += bracket[0].length;
    if (bracket[3] !== undefined) spec = { kind: 'absolute', year: Number(bracket[3]) };
    else if (bracket[1] === '同') spec = { kind: 'absolute', year: century(numeral.value) };
    else if (spec.kind !== 'absolute' || spec.year < 100) {
      const name = readEraName(bracket[1], 0);
      spec = { kind: 'absolute', year: (name?.yearZero ?? 0) + (bracket[2] === '元' ? 1 : Number(bracket[2])) };
    }
  }
  FISCAL_EXTRA.lastIndex = end + (text[end] === ' ' ? 1 : 0);
  const unit = FISCAL_EXTRA.exec(text);
  if (unit === null) return undefined;
  return {
    spec,
    end: FISCAL_EXTRA.lastIndex,
    era: era !== undefined,
    unit: unit[0].startsWith('米') ? 'us-fiscal' : 'fiscal',
  };
}

const DECADE = /([12][0-9]{2}0|[2-9]0)年代/y;

function readDecade(text: string, at: number): YearRead | undefined {
  DECADE.lastIndex = at;
  const match = DECADE.exec(text);
  if (match === null) return undefined;
  const number = Number(match[1]);
  const year = number < 100 ? century(number) : number;
  return { spec: { kind: 'absolute', year }, end: at + match[0].length, era: false, unit: 'decade' };
}

const SHORT_YEAR =
  /([0-9]{1,2}|[一二三四五六七八九]?十[一二三四五六七八九]?|[一二三四五六七八九〇][一二三四五六七八九〇]?)年(?!間|以|来|代|生|制|目|余|ぶり|後|前(?!半)|物|周|次|分|度|度|程|数|もの|を経|が経|経|にわたる)/y;
/** What is dated by a year of two digits: 97年の指針. */
const DATED =
  /^の?(?:共通|共同|指針|ガイドライン|大綱|合意|声明|宣言|発表|ロードマップ|文書|報告|「|条約|協定|SACO|SCC|会合|決定|版)/;

/** 06年5月, 05年, 07年の…, 平成17年及び19年; not 5年 or 10年, which are lengths. */
function readShortYear(text: string, at: number, before: DateScan | undefined): YearRead | undefined {
  SHORT_YEAR.lastIndex = at;
  const match = SHORT_YEAR.exec(text);
  if (match === null || isGlued(text, at)) return undefined;
  const end = at + match[0].length;
  const numeral = readPlain(text, at);
  if (numeral === undefined || numeral.value < 0 || numeral.value > 99) return undefined;
  const number = numeral.value;
  const gap = before === undefined ? '' : text.slice(before.end, at);
  const joined = before !== undefined && before.end < at && /^(?:,|及び|並びに|と|・|や|から|~|-|又は)$/.test(gap);
  const previous = before?.to ?? before?.from;
  if (joined && previous?.era === true && previous.month === undefined)
    return { spec: { kind: 'short', number }, end, era: true };
  const rest = text.slice(end, end + 14);
  const withMonth = readMonth(text, end) !== undefined;
  const zero = /^0[0-9]年/.test(text.slice(at, end)) || /^〇/.test(match[0]);
  const quoted = text[at - 1] === "'";
  const two = match[1].length === 2 && isDigit(text.charCodeAt(at));
  const absolute: YearRead = { spec: { kind: 'absolute', year: century(number) }, end, era: false };
  if (zero || quoted) return absolute;
  // 07年、11年の共同発表: the list shows what its items are
  if (joined && previous?.year?.kind === 'absolute' && two) return absolute;
  if (/^[,・]0[0-9]年/.test(rest) && two) return absolute;
  if (two && number >= 40 && (withMonth || DATED.test(rest))) return absolute;
  if (two && DATED.test(rest) && !/^の(?:会合|合意)/.test(rest)) return absolute;
  // 19年5月1日 in a text of the Japanese calendar
  if (withMonth) return { spec: { kind: 'short', number }, end, era: true };
  return undefined;
}

// ---- months and days ----------------------------------------------------------------------------------------------

const RELATIVE_MONTH = /(先々月|先月|今月|本月|当月|来月|翌月|前月|同月)(?!刊|号|例|齢)/y;
const MONTH_OFFSETS: Readonly<Record<string, readonly [number, 'document' | 'text']>> = {
  先々月: [-2, 'document'],
  先月: [-1, 'document'],
  今月: [0, 'document'],
  本月: [0, 'document'],
  当月: [0, 'document'],
  来月: [1, 'document'],
  翌月: [1, 'text'],
  前月: [-1, 'text'],
  同月: [0, 'text'],
};
const MONTH_WORD = /月(?=末|内に)/y;

function readRelativeMonth(text: string, at: number): Read | undefined {
  if (BEGINNINGS[text.charCodeAt(at)] !== WORD) return undefined;
  RELATIVE_MONTH.lastIndex = at;
  const match = RELATIVE_MONTH.exec(text);
  if (match !== null) {
    const [offset, anchor] = MONTH_OFFSETS[match[1]];
    return withMonth(text, { ...NO_POINT, month: { kind: 'relative', offset, anchor } }, at + match[0].length);
  }
  MONTH_WORD.lastIndex = at;
  if (MONTH_WORD.exec(text) === null || /[0-9年数先今来翌前同本当毎各か箇ヶ一-九十]/.test(text[at - 1] ?? ''))
    return undefined;
  return withMonth(text, { ...NO_POINT, month: { kind: 'relative', offset: 0, anchor: 'document' } }, at + 1);
}

/** 5月1日, 3月末, 2月: without a year. */
function readMonthPoint(text: string, at: number): Read | undefined {
  if (BEGINNINGS[text.charCodeAt(at)] !== NUMBER || isInsideNumeral(text, at)) return undefined;
  const before = text[at - 1] ?? '';
  if (isGlued(text, at)) return undefined;
  const month = readMonth(text, at);
  if (month === undefined) return undefined;
  const kanji = !isDigit(text.charCodeAt(at));
  const read = readAfterMonth(text, NO_POINT, month);
  const bare = read.point.day === undefined && read.point.part === undefined;
  if (read.point.impossible && bare && month.value > 12 && readCounted(text, month.end, NICHI) === undefined)
    return undefined;
  // 八月 in a name; 三月 where a number of months is meant has か
  if (kanji && bare && (isHan(before) || isHan(text[read.end] ?? ''))) return undefined;
  return read;
}

/** Whether a number is part of something longer: 第2月, 1.5月, 1,200日, 約3日, 数日. */
function isGlued(text: string, at: number): boolean {
  const before = text[at - 1] ?? '';
  // １．９月１１日: the number of a paragraph stands before it
  if (before === '.') return !/^[ (]*[0-9]{1,2}\.$/.test(text.slice(0, Math.min(at, 8)));
  if (/[0-9第約数か]/.test(before)) return true;
  return before === ',' && isDigit(text.charCodeAt(at - 2)) && /^[0-9]{3}/.test(text.slice(at, at + 3));
}

function isHan(char: string): boolean {
  return /[\u4e00-\u9fff々]/.test(char);
}

/** What makes 3日 a number of days, or another word. */
const COUNT =
  /^(?:間|目|本(?!部|会)|も早|でも早|平均|当たり|あたり|ごと|おき|程|数|以内|以上|程度|系|銀|常|々|がかり|足らず|余|後|前|経|豪|英両|米両|米間|中(?!旬|に|,)|・[一-龠])/;

function isCount(text: string, end: number): boolean {
  return COUNT.test(text.slice(end, end + 4));
}

const RELATIVE_DAY =
  /(一昨日|昨日|前日|本日|同日|即日|明日|翌日|翌々日)(?!本|中関|系|常|の世界|的)|(本|翌|去る|来る|同|今|昨)(?=[0-9]{1,2}日|[一二三四五六七八九十]{1,3}日)/y;
const DAY_OFFSETS: Readonly<Record<string, readonly [number, 'document' | 'text']>> = {
  一昨日: [-2, 'document'],
  昨日: [-1, 'document'],
  本日: [0, 'document'],
  即日: [0, 'document'],
  明日: [1, 'document'],
  同日: [0, 'text'],
  前日: [-1, 'text'],
  翌日: [1, 'text'],
  翌々日: [2, 'text'],
};

function readDayPoint(text: string, at: number): Read | undefined {
  const kind = BEGINNINGS[text.charCodeAt(at)];
  const before = text[at - 1] ?? '';
  if (kind === WORD) {
    RELATIVE_DAY.lastIndex = at;
    const match = RELATIVE_DAY.exec(text);
    if (match === null) return undefined;
    if (match[1] !== undefined) {
      // 数日前日, 平日 and the like
      if (/[0-9一-九十数]/.test(before)) return undefined;
      const [offset, anchor] = DAY_OFFSETS[match[1]];
      return { point: { ...NO_POINT, day: { kind: 'relative', offset, anchor } }, end: at + match[0].length };
    }
    if (isHan(before) && /[本同翌今昨]/.test(match[2])) return undefined;
    const day = readCounted(text, at + match[0].length, NICHI);
    if (day === undefined || day.value < 1 || day.value > 31 || isCount(text, day.end)) return undefined;
    const mark = readWeekday(text, day.end);
    const anchor = match[2] === '翌' || match[2] === '同' ? 'text' : 'document';
    return {
      point: { ...NO_POINT, day: { kind: 'number', day: day.value, anchor }, weekday: mark?.weekday },
      end: mark?.end ?? day.end,
    };
  }
  if (kind !== NUMBER || isInsideNumeral(text, at) || isGlued(text, at) || before === '年' || before === '月')
    return undefined;
  const day = readCounted(text, at, NICHI);
  if (day === undefined || day.value < 1 || day.value > 31 || isCount(text, day.end)) return undefined;
  const behind = text.slice(day.end, day.end + 2);
  const kanji = !isDigit(text.charCodeAt(at));
  // 三日月, 四日市, 十日町; 1日米軍 cannot be told from 1日、米軍
  if (kanji && (isHan(before) || (isHan(behind[0] ?? '') && !/^[午夜朝夕未付現開に]/.test(behind)))) return undefined;
  if (/^(?:[0-9]|米|独|仏|英|韓|印|露|朝|比|伊|欧)/.test(behind)) return undefined;
  const mark = readWeekday(text, day.end);
  return {
    point: { ...NO_POINT, day: { kind: 'number', day: day.value, anchor: undefined }, weekday: mark?.weekday },
    end: mark?.end ?? day.end,
  };
}

// ---- ranges, lengths, plans ---------------------------------------------------------------------------------------

const TO = /(?:から|より|~|-|乃至|ないし|,?から)/y;
const UNTIL = /(?:まで|にかけて)/y;

/** The other end of a range: 7月16日から18日まで, 昭和52年~55年, 平成17年度~平成21年度. */
function readRange(text: string, { point, end }: Read): Read | undefined {
  TO.lastIndex = end;
  const to = TO.exec(text);
  if (to === null) return undefined;
  const at = end + to[0].length;
  const word = to[0] !== '~' && to[0] !== '-';
  const other =
    readYearPoint(text, at, undefined) ??
    readMonthPoint(text, at) ??
    readDayPoint(text, at) ??
    readSecondYear(text, at, point);
  if (other === undefined) return undefined;
  UNTIL.lastIndex = other.end;
  const until = UNTIL.exec(text);
  if (word && until === null) return undefined;
  return { point: other.point, end: other.end + (until?.[0].length ?? 0) };
}

/** 昭和52年~55年: the second year is of the era of the first. */
function readSecondYear(text: string, at: number, first: Point): Read | undefined {
  if (first.year === undefined || first.month !== undefined) return undefined;
  const year = readCounted(text, at, NEN);
  if (year === undefined || year.value < 1 || year.value > 99) return undefined;
  const unit = skipTo(text, year.end, 0x5ea6) >= 0 ? 'fiscal' : 'calendar';
  const spec: YearSpec = first.era
    ? { kind: 'short', number: year.value }
    : { kind: 'absolute', year: century(year.value) };
  return { point: { ...NO_POINT, year: spec, unit, era: first.era }, end: unit === 'fiscal' ? year.end + 1 : year.end };
}

const LENGTH =
  /(この|ここ|過去|今後|向こう|以後)(?:の)?([0-9]{1,3}|[一二三四五六七八九十]{1,3}|数)(年|か月|カ月|ヶ月|箇月|週間|日)(?:余り|間|余)?/y;

function readLength(text: string, at: number): DateScan | undefined {
  LENGTH.lastIndex = at;
  const match = LENGTH.exec(text);
  if (match === null) return undefined;
  const numeral = match[2] === '数' ? undefined : readPlain(match[2], 0);
  const sign = /今後|向こう|以後/.test(match[1]) ? 1 : -1;
  const count = (numeral?.value ?? 0) * sign;
  const months = match[3] === '年' ? 12 * count : /月/.test(match[3]) ? count : 0;
  const days = match[3] === '週間' ? 7 * count : match[3] === '日' ? count : 0;
  return {
    start: at,
    end: at + match[0].length,
    from: NO_POINT,
    to: undefined,
    length: { months, days },
    plan: false,
    japanTime: false,
  };
}

/** How far behind a date its sentence is looked at. */
const REACH = 64;
const PLAN =
  /^(?:[^。]{0,36}?(?:予定(?!どおり|通り)|見込|見通し|目途|めど|目指|目標と|することとし|することで|期限|を期して)|までに(?![^。]{0,40}(?:した|された|ました|なった|終わ)))/;
/** The first verb behind a date: it has happened, or it is to come. */
const VERB =
  /(した|された|ました|った|れた|いた|んだ|きた)|(?:する|行う|開く|される|われる|まとめる|迎える|始める|進める|きる|ます)(?=。|旨|こと|予定|方針|考え|よう|ため|,|$)/;

function isPlan(text: string, end: number): boolean {
  const stop = text.indexOf('。', end);
  const rest = text.slice(end, stop < 0 || stop > end + REACH ? end + REACH : stop + 1);
  if (PLAN.test(rest)) return true;
  const verb = VERB.exec(rest);
  return verb !== null && verb[1] === undefined;
}
