/** Years of one or two digits: 06年5月, 97年の指針, 平成17年及び19年, 90年代; and what tells them from lengths (5年, 30年). */

import { NEN, readCounted } from './calendar.ts';
import { NO_POINT, type Point, type PointRead, type YearSpec } from './expression.ts';
import { isDigit, isHan, isMarker, matches, readInYear, readMonth, SEASON } from './point.ts';
import { century, finishYear, isWholeDecade } from './year-unit.ts';
import { LAST_OF_SHOWA } from './years.ts';

/** Lengths of time, ordinals and ages, of which 年 with two digits mostly is one: 10年間, 3年生, 30年前. */
const OTHER_SHORT =
  /間|来|生|制|目|余|ぶり|後|前(?!半)|物|周|次|分|数|もの|程|近|以[上内]|未満|ほど|[ぐく]らい|弱|強|経|を[経迎超]|が[経過]|に(?:及|わた|亘|一度|[0-9])|の(?:間|歴史|歩み|長|歳月|節目|時|経験|任期|期間|計画)/y;
/** What is known by the year that it was made in: 97年の指針. */
const DATED =
  /の?(?:「|共通の戦略目標|共同(?:発表|声明|宣言|コミュニケ|文書)|指針|ガイドライン|防衛計画の大綱|大綱|合意|声明|宣言|ロードマップ|文書|報告|条約|協定|取極|SACO|SCC|「2|大統領|首脳|閣議決定)/y;
const MADE = /に(?:策定|改定|改訂|署名|締結|発表|発足|合意|発効|承認|公表|採択|決定)/y;

/** 06年5月, 05年, 07年の…, 平成17年及び19年; not 5年 or 10年, which are lengths. */
export function readShortYear(text: string, at: number, before: Point | undefined): PointRead | undefined {
  const counted = readCounted(text, at, NEN);
  if (counted === undefined || counted.value > 99) return undefined;
  const { value, numeral, end } = counted;
  if (text.charAt(end) === '代') return readShortDecade(text, at, value, end);
  const isArabic = isDigit(text.charCodeAt(at));
  const two = isArabic && numeral.end - at === 2;
  if (isGluedNumber(text, at, isArabic)) return undefined;
  const western = (): PointRead | undefined =>
    finishYear(text, at, { kind: 'absolute', year: century(value), short: true }, 'western', end);
  if ((two && value < 10) || text.charAt(at) === '〇' || text.charAt(at - 1) === "'") return western();
  if (matches(OTHER_SHORT, text, end) || value === 0) return undefined;
  const short = (of: 'either' | 'era' | 'text-era'): PointRead | undefined =>
    finishYear(text, at, { kind: 'short', number: value, of }, 'era', end);
  // 平成17年及び19年; 07年, 11年: the list shows what its items are
  if (before?.year !== undefined && before.unit === 'calendar') {
    if (before.calendar === 'era' && value <= LAST_OF_SHOWA) return short('text-era');
    if (before.year.kind === 'absolute' && before.year.short && two) return western();
  }
  // 9年秋
  if (isArabic && matches(SEASON, text, end)) return short('either');
  if (readMonth(text, end) !== undefined) return two && value >= 40 ? western() : short(isArabic ? 'either' : 'era');
  // 五十三年の閣議決定, 八八年に
  if (!isArabic && value >= 20 && value <= LAST_OF_SHOWA && numeral.style === 'kanji') {
    if (text.charAt(end) === '度') return short('era');
    return matches(DATED, text, end) || matches(MADE, text, end) || matches(THEN, text, end) ? short('era') : undefined;
  }
  if (!isArabic && numeral.style === 'positional' && numeral.end - at === 2 && value >= 40) return western();
  if (!two) return undefined;
  if (matches(LISTED, text, end)) return western();
  // 18年合意 is of 2006 in a text of 2007, and 97年の指針 of no era
  if (matches(DATED, text, end) && value % 10 !== 0) return value < 40 ? short('either') : western();
  if (value < 40) return undefined;
  // 60年 and 50年 are as likely lengths
  return value % 5 !== 0 || matches(MADE, text, end) ? western() : undefined;
}

const THEN = /に(?:当時|は|も)?(?![0-9一二三四五六七八九十]|わた|及|亘)/y;

/** What shows that 11年 is a year: another of the same kind behind it. */
const LISTED = /(?:,|・|及び|と|~|-)'?0[0-9]年/y;

/** Whether the number is only the end of what is counted: 第5年, 約10年, 1,200年, in a compound (建国五十年). */
function isGluedNumber(text: string, at: number, isArabic: boolean): boolean {
  if (at === 0) return false;
  const before = text.charAt(at - 1);
  if (before === '.') return isDigit(text.charCodeAt(at - 2)) && !isMarker(text, at - 2);
  if ('第約数後計各毎全'.includes(before) || isDigit(before.charCodeAt(0))) return true;
  if (before === ',' && isDigit(text.charCodeAt(at - 2)) && isDigit(text.charCodeAt(at + 2))) return true;
  return !isArabic && isHan(before.charCodeAt(0));
}

/** 90年代: of the twentieth century from the forties on. */
function readShortDecade(text: string, at: number, value: number, end: number): PointRead | undefined {
  if (value % 10 !== 0 || !isWholeDecade(text, end) || text.charAt(at - 1) === '第') return undefined;
  const year: YearSpec = { kind: 'absolute', year: century(value), short: true };
  return readInYear(text, { ...NO_POINT, year, unit: 'decade', calendar: 'western' }, end + 1);
}
