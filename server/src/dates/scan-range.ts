/** The second half of a range: から18日まで, ~平成21年度, -June 2. */

import { isInsideNumeral, NEN, readCounted } from './calendar.ts';
import type { Point, PointRead } from './expression.ts';
import { NO_POINT } from './expression.ts';
import { readBareDay, readBareMonth } from './point.ts';
import { century } from './year-unit.ts';

const TO = / ?(?:から,?|より|乃至|ないし|~|-) ?/y;
const UNTIL = /まで|の間/y;
const TOWARDS = /まで|にかけて|の間/y;
/** Behind から without まで: 4月から6月の, 4月から6月) end a range; 5月から8月に延期 does not. */
const CLOSES = /[,。)」]|の(?:間|期間|日程|予定|[0-9]+年間)|$/y;

/** Where から, ~ or - stands behind a date that ends at `at`: the offset behind it, and whether it is a word. */
function readTo(text: string, at: number): { end: number; word: boolean } | undefined {
  switch (text.charAt(at)) {
    case 'か':
    case 'よ':
    case '乃':
    case 'な':
    case '~':
    case '-':
    case ' ':
      break;
    default:
      return undefined;
  }
  TO.lastIndex = at;
  const match = TO.exec(text);
  if (match === null) return undefined;
  const sign = match[0].trim();
  return { end: TO.lastIndex, word: sign !== '~' && sign !== '-' };
}

/** The other end of the range that `first` begins; `readFull` reads a date with a year of its own. */
export function readRange(
  text: string,
  first: PointRead,
  readFull: (at: number) => PointRead | undefined,
): { point: Point; end: number } | undefined {
  const to = readTo(text, first.end);
  if (to === undefined) return undefined;
  const other = readFull(to.end) ?? readBareMonth(text, to.end) ?? readSecondDay(text, to.end, first.point);
  const read = other ?? readSecondYear(text, to.end, first.point);
  if (read === undefined || read.to !== undefined) return undefined;
  // 11日から12日にかけて is one stay; 87年度から89年度にかけて names two years
  const closing = first.point.month !== undefined || first.point.day !== undefined ? TOWARDS : UNTIL;
  closing.lastIndex = read.end;
  const until = closing.test(text) ? closing.lastIndex : -1;
  CLOSES.lastIndex = read.end;
  if (to.word && until < 0 && !CLOSES.test(text)) return undefined;
  return { point: read.point, end: until < 0 ? read.end : until };
}

/** 7日から9日まで: after a day, a bare day ends the range. */
function readSecondDay(text: string, at: number, first: Point): PointRead | undefined {
  return first.day === undefined ? undefined : readBareDay(text, at, true);
}

/** 昭和52年~55年, 平成17年度から21年度まで, 1997年~99年: the second year is of the era or century of the first. */
function readSecondYear(text: string, at: number, first: Point): PointRead | undefined {
  const { year } = first;
  if (year === undefined || first.month !== undefined || isInsideNumeral(text, at)) return undefined;
  const counted = readCounted(text, at, NEN);
  if (counted === undefined || counted.value < 1 || counted.value > 99) return undefined;
  const fiscal = text.charAt(counted.end) === '度';
  const era = first.calendar === 'era' || year.kind === 'short';
  return {
    point: {
      ...NO_POINT,
      year: era
        ? { kind: 'short', number: counted.value, of: 'text-era' }
        : { kind: 'absolute', year: sameCentury(year, counted.value), short: true },
      unit: fiscal ? 'fiscal' : 'calendar',
      calendar: first.calendar,
    },
    end: fiscal ? counted.end + 1 : counted.end,
  };
}

function sameCentury(first: NonNullable<Point['year']>, short: number): number {
  if (first.kind !== 'absolute' || first.short) return century(short);
  const year = first.year - (first.year % 100) + short;
  return year < first.year ? year + 100 : year;
}
