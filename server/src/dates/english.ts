import { readDate } from './absolute.ts';
import { daysInMonth } from './calendar.ts';
import { type DateScan, NO_POINT, type PartSpec, type Point } from './expression.ts';

/** Dates in English: May 1, 2006; last May; the 1990s; FY2007; the first half of 2015; from May 1 to 3, 2007. */

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const MONTH =
  '(January|February|March|April|May|June|July|August|September|October|November|December|(?:Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec)\\.?)';
const YEAR = '(1[6-9][0-9]{2}|2[01][0-9]{2})';
const SEASON = '(spring|summer|autumn|fall|winter)';
const SEASONS: Readonly<Record<string, PartSpec>> = {
  spring: 'spring',
  summer: 'summer',
  autumn: 'autumn',
  fall: 'autumn',
  winter: 'winter',
};

const QUARTERS: Readonly<Record<string, PartSpec>> = {
  first: 'quarter-1',
  second: 'quarter-2',
  third: 'quarter-3',
  fourth: 'quarter-4',
};

interface Rule {
  readonly pattern: RegExp;
  read(match: RegExpExecArray): { from: Point; to?: Point } | undefined;
}

const year = (text: string): Point['year'] => ({ kind: 'absolute', year: Number(text) });
const month = (text: string): Point['month'] => ({
  kind: 'number',
  month: MONTHS.indexOf(text.slice(0, 3).toLowerCase()) + 1,
});
const day = (text: string): Point['day'] => ({ kind: 'number', day: Number.parseInt(text, 10), anchor: undefined });
const relative = (word: string): Point['year'] => ({
  kind: 'relative',
  offset: /last|previous/i.test(word) ? -1 : /next/i.test(word) ? 1 : 0,
  anchor: /same|following/i.test(word) ? 'text' : 'document',
});

const RULES: readonly Rule[] = [
  rule(
    `${MONTH} ([0-9]{1,2})(?:st|nd|rd|th)?(?: ?- ?| to | and |/)([0-9]{1,2})(?:st|nd|rd|th)?(?:, ?| )${YEAR}`,
    ([, m, a, b, y]) => ({
      from: { ...NO_POINT, year: year(y), month: month(m), day: day(a) },
      to: { ...NO_POINT, day: day(b) },
    }),
  ),
  rule(`([0-9]{1,2})(?: ?- ?| to )([0-9]{1,2}) ${MONTH} ${YEAR}`, ([, a, b, m, y]) => ({
    from: { ...NO_POINT, year: year(y), month: month(m), day: day(a) },
    to: { ...NO_POINT, day: day(b) },
  })),
  rule(`(?:the )?end of ${MONTH} ${YEAR}`, ([, m, y]) => ({
    from: { ...NO_POINT, year: year(y), month: month(m), part: 'end' },
  })),
  rule(`(?:the )?(end|beginning) of ${YEAR}`, ([, p, y]) => ({
    from: { ...NO_POINT, year: year(y), part: p.toLowerCase() as PartSpec },
  })),
  rule(`(?:fiscal year|FY|JFY) ?${YEAR}(?: to | through |-)(?:fiscal year |FY ?|JFY ?)?${YEAR}`, ([, a, b]) => ({
    from: { ...NO_POINT, year: year(a), unit: 'fiscal' },
    to: { ...NO_POINT, year: year(b), unit: 'fiscal' },
  })),
  rule(`${MONTH} ([0-9]{1,2}) of (last|this|next|the same) year`, ([, m, d, w]) => ({
    from: { ...NO_POINT, month: month(m), day: day(d), year: relative(w) },
  })),
  rule(`(?:from )?${MONTH} ([0-9]{1,2})(?: ?- ?| to )([0-9]{1,2})(?!,? ?[0-9])`, ([, m, a, b]) => ({
    from: { ...NO_POINT, month: month(m), day: day(a) },
    to: { ...NO_POINT, day: day(b) },
  })),
  rule(`${MONTH} ([0-9]{1,2}) (?:to|-) ${MONTH} ([0-9]{1,2}), ?${YEAR}`, ([, m, a, n, b, y]) => ({
    from: { ...NO_POINT, year: year(y), month: month(m), day: day(a) },
    to: { ...NO_POINT, year: year(y), month: month(n), day: day(b) },
  })),
  rule(`(?:the )?end of (?:fiscal year |FY ?|JFY ?)${YEAR}`, ([, y]) => ({
    from: { ...NO_POINT, year: year(y), unit: 'fiscal', part: 'end' },
  })),
  rule(`(?:the )?(first|second|third|fourth) quarter of ${YEAR}`, ([, q, y]) => ({
    from: { ...NO_POINT, year: year(y), part: QUARTERS[q.toLowerCase()] },
  })),
  rule('(?:the )?(end) of the year', () => ({ from: { ...NO_POINT, year: relative('this'), part: 'end' } })),
  rule(`(?:the )?end of ${MONTH}(?! [0-9])`, ([, m]) => ({ from: { ...NO_POINT, month: month(m), part: 'end' } })),
  rule(`([0-9]{1,2})(?:st|nd|rd|th)? (?:of )?${MONTH}(?!,? [0-9]{4})`, ([, d, m]) => ({
    from: { ...NO_POINT, month: month(m), day: day(d) },
  })),
  rule(`that (${MONTH.slice(1, -1)})`, ([, m]) => ({
    from: { ...NO_POINT, month: month(m), year: { kind: 'relative', offset: 0, anchor: 'text' } },
  })),
  rule('that (?:day|date)', () => ({ from: { ...NO_POINT, day: { kind: 'relative', offset: 0, anchor: 'text' } } })),
  rule(`${SEASON}(?: of)? ${YEAR}`, ([, s, y]) => ({
    from: { ...NO_POINT, year: year(y), part: SEASONS[s.toLowerCase()] },
  })),
  rule(`(last|this|next) ${SEASON}`, ([, w, s]) => ({
    from: { ...NO_POINT, year: relative(w), part: SEASONS[s.toLowerCase()] },
  })),
  rule(`(?:the )?(first|second) half of (?:fiscal year |FY ?)?${YEAR}`, ([all, h, y]) => ({
    from: {
      ...NO_POINT,
      year: year(y),
      part: h.toLowerCase() === 'first' ? 'first-half' : 'second-half',
      unit: /fiscal|FY/.test(all) ? 'fiscal' : 'calendar',
    },
  })),
  rule(`(?:the )?(first|second) half of (next|this|last) year`, ([, h, w]) => ({
    from: { ...NO_POINT, year: relative(w), part: h.toLowerCase() === 'first' ? 'first-half' : 'second-half' },
  })),
  rule(`(?:U\\.S\\. |Japanese |Japan(?:'s)? )?(?:fiscal year|FY|JFY|Fiscal Year) ?${YEAR}`, ([all, y]) => ({
    from: { ...NO_POINT, year: year(y), unit: all.startsWith('U.S.') ? 'us-fiscal' : 'fiscal' },
  })),
  rule(`(?:the )?(early |mid-|late )?([12][0-9]{2}0)s`, ([, , y]) => ({
    from: { ...NO_POINT, year: year(y), unit: 'decade' },
  })),
  rule(`(early|mid|late)[ -]${YEAR}`, ([, , y]) => ({ from: { ...NO_POINT, year: year(y) } })),
  rule(`(early |mid-|late )?(last|this|next) ${MONTH}(?: ([0-9]{1,2})(?![0-9]))?`, ([, , w, m, d]) => ({
    from: {
      ...NO_POINT,
      month: month(m),
      ...(d === undefined ? {} : { day: day(d) }),
      ...(w.toLowerCase() === 'this' ? { year: relative('this') } : {}),
    },
  })),
  rule(`${MONTH} of (last|this|next|the same) year`, ([, m, w]) => ({
    from: { ...NO_POINT, month: month(m), year: relative(w) },
  })),
  rule(`${MONTH} ([0-9]{1,2})(?:st|nd|rd|th)? (last|this|next) year`, ([, m, d, w]) => ({
    from: { ...NO_POINT, month: month(m), day: day(d), year: relative(w) },
  })),
  rule('(last|this|next|the same|the previous|the following) year', ([all, w]) => ({
    from: { ...NO_POINT, year: /following/i.test(all) ? { kind: 'relative', offset: 1, anchor: 'text' } : relative(w) },
  })),
  rule('(?:the )?(end|beginning|middle) of (last|this|next) year', ([, p, w]) => ({
    from: { ...NO_POINT, year: relative(w), part: p.toLowerCase() as PartSpec },
  })),
  rule('(last|this|next) month', ([, w]) => ({
    from: {
      ...NO_POINT,
      month: { kind: 'relative', offset: /last/i.test(w) ? -1 : /next/i.test(w) ? 1 : 0, anchor: 'document' },
    },
  })),
  rule("(today|yesterday|tomorrow)(?!'s (?:world|security|environment))", ([, w]) => ({
    from: {
      ...NO_POINT,
      day: { kind: 'relative', offset: /yester/i.test(w) ? -1 : /tomor/i.test(w) ? 1 : 0, anchor: 'document' },
    },
  })),
  rule('the same (?:day|date)', () => ({
    from: { ...NO_POINT, day: { kind: 'relative', offset: 0, anchor: 'text' } },
  })),
  rule('(?:Heisei|Showa|Reiwa) ([0-9]{1,2})', (match) => ({
    from: {
      ...NO_POINT,
      era: true,
      year: {
        kind: 'absolute',
        year: Number(match[1]) + (match[0].startsWith('H') ? 1988 : match[0].startsWith('S') ? 1925 : 2018),
      },
    },
  })),
];

function rule(pattern: string, read: (groups: string[]) => { from: Point; to?: Point } | undefined): Rule {
  return { pattern: new RegExp(`${pattern}\\b`, 'iy'), read: (match) => read(match as unknown as string[]) };
}

/** Words that may begin one of the rules. */
const HEADS =
  /(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|spring|summer|autumn|fall|winter|last|this|next|that|from|the|first|second|third|fourth|end|beginning|fiscal|fy|jfy|u\.s\.|japan|early|mid|late|today|yester|tomor|heisei|showa|reiwa|[0-9])/iy;
const BARE_MONTH = new RegExp(`${MONTH}(?: ([0-9]{1,2})(?:st|nd|rd|th)?(?![0-9]))?(?![a-z])(?!,? ?${YEAR})`, 'y');
const BARE_YEAR =
  /((?:19|20)[0-9]{2})(?![0-9.,-]?[0-9])(?! ?(?:年|km|m|people|personnel|million|troops|Marines|aircraft|yen))/y;
const BEFORE_YEAR =
  /(?:\b(?:in|of|since|by|until|till|from|to|and|for|through|between|during|before|after|around|early|late|end of|the|its|our|or)|,|\() $|\($/i;

/** The date in English that begins exactly at `at`, not inside a word; undefined where none does. */
export function scanEnglish(text: string, at: number): DateScan | undefined {
  HEADS.lastIndex = at;
  if (!HEADS.test(text)) return undefined;
  for (const { pattern, read } of RULES) {
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    if (match === null) continue;
    // May is a month with a capital letter
    if (/\bmay\b/.test(match[0])) continue;
    const found = read(match);
    if (found !== undefined) return made(text, at, at + match[0].length, found.from, found.to);
  }
  const absolute = readDate(text, at);
  if (absolute !== undefined && absolute.calendar === 'english') {
    const from: Point = {
      ...NO_POINT,
      year: { kind: 'absolute', year: absolute.year },
      month: absolute.month === undefined ? undefined : { kind: 'number', month: absolute.month },
      day: absolute.day === undefined ? undefined : { kind: 'number', day: absolute.day, anchor: undefined },
      weekday: absolute.weekday,
    };
    return made(text, at, absolute.end, from, undefined);
  }
  return bareMonth(text, at) ?? bareYear(text, at);
}

function bareMonth(text: string, at: number): DateScan | undefined {
  BARE_MONTH.lastIndex = at;
  const match = BARE_MONTH.exec(text);
  if (match === null) return undefined;
  const number = match[2] === undefined ? undefined : Number(match[2]);
  const word = match[1];
  // May and March are words as well
  if (number === undefined) {
    if (
      !/\b(?:in|last|this|next|since|of|until|by|from|to|and|early|late|the|past) $/i.test(
        text.slice(Math.max(0, at - 8), at),
      )
    )
      return undefined;
  }
  const from: Point = { ...NO_POINT, month: month(word) };
  if (number === undefined) return made(text, at, at + match[0].length, from, undefined);
  const index = MONTHS.indexOf(word.slice(0, 3).toLowerCase()) + 1;
  const point =
    number < 1 || number > daysInMonth(index) ? { ...from, impossible: true } : { ...from, day: day(match[2]) };
  return made(text, at, at + match[0].length, point, undefined);
}

function bareYear(text: string, at: number): DateScan | undefined {
  BARE_YEAR.lastIndex = at;
  const match = BARE_YEAR.exec(text);
  if (match === null || !BEFORE_YEAR.test(text.slice(Math.max(0, at - 10), at))) return undefined;
  // 2015 in a Japanese sentence is a number
  if (/[\u3040-\u9fff]/.test(text[at + match[0].length] ?? '')) return undefined;
  return made(text, at, at + match[0].length, { ...NO_POINT, year: year(match[1]) }, undefined);
}

/** What says before a date that it is still to come. */
const PLAN = /\b(?:by|until|scheduled for|planned for|due (?:in|on|by)|next)(?: the end of)? $/i;

function made(text: string, start: number, end: number, from: Point, to: Point | undefined): DateScan {
  const next =
    PLAN.test(text.slice(Math.max(0, start - 20), start)) ||
    /^(?:early |mid-|late )?next /i.test(text.slice(start, end));
  return {
    start,
    end,
    from,
    to,
    length: undefined,
    past: /^(?:early |mid-|late )?last /i.test(text.slice(start, end)),
    plan: next,
    japanTime: /Japan (?:Standard )?Time[,: ]*$/i.test(text.slice(Math.max(0, start - 22), start)),
  };
}
