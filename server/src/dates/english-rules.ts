/** The forms of dates in English, each a pattern and what it says, by the word that they begin with. */

import { daysInMonth } from './calendar.ts';
import { type Anchor, type MonthSpec, NO_POINT, type PartSpec, type Point } from './expression.ts';

type Groups = readonly (string | undefined)[];
/** One end, or both. */
interface Said {
  readonly from: Point;
  readonly to?: Point;
}

export interface EnglishRule {
  /** Sticky; to be tried at the beginning of a word or number. */
  readonly pattern: RegExp;
  readonly read: (groups: Groups) => Said | undefined;
  /** What must stand before it, in the last characters, for a word or number that is mostly something else. */
  readonly behind: RegExp | undefined;
}

const MONTHS = [
  ...['January', 'February', 'March', 'April', 'May', 'June'],
  ...['July', 'August', 'September', 'October', 'November', 'December'],
];
/** Capitalised: may and march are words as well. */
const MONTH = `(${MONTHS.join('|')}|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\\.?)`;
const YEAR = '(1[6-9][0-9]{2}|2[01][0-9]{2})(?![0-9])';
const DAY = '([0-3]?[0-9])(?:st|nd|rd|th)?(?![0-9A-Za-z])';
const WHICH = '([Ll]ast|[Tt]his|[Nn]ext|[Tt]he same|[Tt]he following|[Tt]he previous|[Tt]hat)';
const SEASON = '([Ss]pring|[Ss]ummer|[Aa]utumn|[Ff]all|[Ww]inter)';
const FISCAL = "((?:Japanese |Japan's )?[Ff]iscal [Yy]ear ?|J?FY ?)";
const TO = '(?: ?- ?| (?:to|through|until) )';
const NO_YEAR = '(?!,? ?[12][0-9]{3})';

const MONTH_HEADS = [...MONTHS, 'Jan', 'Feb', 'Mar', 'Apr', 'Jun', 'Jul', 'Aug', 'Sep', 'Sept', 'Oct', 'Nov', 'Dec'];
const SEASON_HEADS = ['spring', 'summer', 'autumn', 'fall', 'winter'];
const WHICH_HEADS = ['last', 'this', 'next', 'the', 'that'];
const DIGIT = '0';

const monthNumber = (name = ''): number => 1 + MONTHS.findIndex((full) => full.startsWith(name.slice(0, 3)));

const year = (digits: string | undefined): Partial<Point> =>
  digits === undefined ? {} : { year: { kind: 'absolute', year: Number(digits), short: false }, calendar: 'english' };

const month = (name: string | undefined, strictly = false): Partial<Point> =>
  name === undefined ? {} : { month: { kind: 'number', month: monthNumber(name), strictly } satisfies MonthSpec };

const season = (name = ''): { part: PartSpec } => ({
  part: name.toLowerCase() === 'fall' ? 'autumn' : (name.toLowerCase() as PartSpec),
});

const fiscal = (words: string | undefined): Partial<Point> => (words === undefined ? {} : { unit: 'fiscal' });

function relative(which = 'this'): { kind: 'relative'; offset: number; anchor: Anchor } {
  const word = which.toLowerCase();
  return {
    kind: 'relative',
    offset: /last|previous/.test(word) ? -1 : /next|following/.test(word) ? 1 : 0,
    anchor: /same|following|previous|that/.test(word) ? 'text' : 'document',
  };
}

const point = (...parts: readonly Partial<Point>[]): Point => Object.assign({}, NO_POINT, ...parts);

/** The point with a day of its month; a day that the month does not have is left out of it. */
function onDay(digits: string | undefined, ...parts: readonly Partial<Point>[]): Point {
  const whole = point(...parts);
  if (digits === undefined) return whole;
  const day = Number(digits);
  const { month: ofMonth, year: ofYear } = whole;
  const known = ofYear?.kind === 'absolute' ? ofYear.year : undefined;
  const most = ofMonth?.kind === 'number' ? daysInMonth(ofMonth.month, known) : 31;
  if (day < 1 || day > most) return { ...whole, impossible: true };
  return { ...whole, day: { kind: 'number', day, anchor: undefined, offset: 0 } };
}

const BY_HEAD = new Map<string, EnglishRule[]>();

function rule(heads: readonly string[], pattern: string, read: EnglishRule['read'], behind?: RegExp): void {
  const made: EnglishRule = { pattern: new RegExp(`${pattern}(?![A-Za-z])`, 'y'), read, behind };
  for (const name of heads) {
    const head = name.toLowerCase();
    BY_HEAD.set(head, [...(BY_HEAD.get(head) ?? []), made]);
    HEAD_LENGTHS[head.charCodeAt(0)] |= 1 << head.length;
  }
}

/** By the lower-case letter: a bit for each length of the words of rules that begin with it. */
export const HEAD_LENGTHS = new Uint16Array(0x80);

/** The rules for what begins with a word (in lower case), or with `0`, a digit; the first that fits is the right one. */
export function rulesOf(head: string): readonly EnglishRule[] | undefined {
  return BY_HEAD.get(head);
}

// ranges of days: of December 30 to January 2, 2007 the year is that of January
rule(
  ['from', ...MONTH_HEADS],
  `(?:[Ff]rom )?${MONTH} ${DAY}${TO}(?:${MONTH} )?${DAY}(?:,? ${YEAR})?`,
  ([, m, a, n, b, y]) =>
    n === undefined
      ? { from: onDay(a, month(m), year(y)), to: onDay(b) }
      : { from: onDay(a, month(m)), to: onDay(b, month(n), year(y)) },
);
rule(['from', DIGIT], `(?:[Ff]rom )?${DAY}${TO}${DAY} ${MONTH}(?:,? ${YEAR})?`, ([, a, b, m, y]) => ({
  from: onDay(a, month(m), year(y)),
  to: onDay(b),
}));
rule(['from', DIGIT], `(?:[Ff]rom )?${DAY} ${MONTH}${TO}${DAY} ${MONTH}(?:,? ${YEAR})?`, ([, a, m, b, n, y]) => ({
  from: onDay(a, month(m)),
  to: onDay(b, month(n), year(y)),
}));
rule(['from'], `[Ff]rom ${MONTH}(?: ${YEAR})? (?:to|through|until) ${MONTH} ${YEAR}`, ([, m, x, n, y]) => ({
  from: point(month(m), year(x)),
  to: point(month(n), year(y)),
}));
rule(['from', DIGIT], `(?:[Ff]rom )?${YEAR}(?:-| (?:to|through) )${YEAR}`, ([, a, b]) =>
  Number(a) < Number(b) ? { from: point(year(a)), to: point(year(b)) } : undefined,
);

rule(MONTH_HEADS, `${MONTH} ${DAY} and ${DAY}, ${YEAR}`, ([, m, a, b, y]) =>
  Number(b) === Number(a) + 1 ? { from: onDay(a, month(m), year(y)), to: onDay(b) } : undefined,
);

// days and months with a year
rule(MONTH_HEADS, `${MONTH} ${DAY}(?:, ?| )${YEAR}`, ([, m, d, y]) => ({ from: onDay(d, month(m), year(y)) }));
rule(MONTH_HEADS, `${MONTH},?(?: of)? ${YEAR}`, ([, m, y]) => ({ from: point(month(m), year(y)) }));
rule([DIGIT], `${DAY}(?: of)? ${MONTH},? ${YEAR}`, ([, d, m, y]) => ({ from: onDay(d, month(m), year(y)) }));
rule(MONTH_HEADS, `${MONTH}(?: ${DAY})?,?(?: of)? ${WHICH} year`, ([, m, d, w]) => ({
  from: onDay(d, month(m), { year: relative(w) }),
}));
rule([DIGIT], `${DAY}(?: of)? ${MONTH},?(?: of)? ${WHICH} year`, ([, d, m, w]) => ({
  from: onDay(d, month(m), { year: relative(w) }),
}));
rule([DIGIT], `${DAY}(?: of)? ${MONTH}`, ([, d, m]) => ({ from: onDay(d, month(m)) }));

// parts of years
rule(['early', 'mid', 'late'], `(?:[Ee]arly|[Mm]id|[Ll]ate)[ -]${YEAR}`, ([, y]) => ({ from: point(year(y)) }));
rule(['end'], `[Ee]nd of (?:${FISCAL}|${MONTH} )?${YEAR}`, ([, f, m, y]) => ({
  from: point(month(m), year(y), fiscal(f), { part: 'end' }),
}));
rule(['end'], `[Ee]nd of (?:${WHICH}|the) (fiscal )?year`, ([, w, f]) => ({
  from: point({ year: relative(w), part: 'end' }, fiscal(f)),
}));
rule(['end'], `[Ee]nd of (?:${WHICH}|the) month`, ([, w]) => ({ from: point({ month: relative(w), part: 'end' }) }));
rule(['end'], `[Ee]nd of ${MONTH}`, ([, m]) => ({ from: point(month(m), { part: 'end' }) }));
rule(['beginning'], `[Bb]eginning of ${YEAR}`, ([, y]) => ({ from: point(year(y), { part: 'beginning' }) }));
rule(SEASON_HEADS, `${SEASON}(?: of|,)? ${YEAR}`, ([, s, y]) => ({ from: point(year(y), season(s)) }));
rule(SEASON_HEADS, `${SEASON}(?: of)? ${WHICH} year`, ([, s, w]) => ({
  from: point({ year: relative(w) }, season(s)),
}));
rule(
  ['first', 'second'],
  `([Ff]irst|[Ss]econd) half of (?:(?:the )?${FISCAL}?${YEAR}|${WHICH} (fiscal )?year)`,
  ([, which, f, y, w, g]) => ({
    from: point(y === undefined ? { year: relative(w) } : year(y), fiscal(f ?? g), {
      part: /f/i.test(which ?? '') ? 'first-half' : 'second-half',
    }),
  }),
);
const QUARTERS = ['first', 'second', 'third', 'fourth'];
rule(
  [...QUARTERS, 'last', 'final'],
  `([Ff]irst|[Ss]econd|[Tt]hird|[Ff]ourth|[Ll]ast|[Ff]inal) quarter of (?:(?:the )?${FISCAL}?${YEAR}|${WHICH} (fiscal )?year)`,
  ([, which, f, y, w, g]) => ({
    from: point(y === undefined ? { year: relative(w) } : year(y), fiscal(f ?? g), {
      part: `quarter-${QUARTERS.indexOf((which ?? '').toLowerCase()) + 1 || 4}` as PartSpec,
    }),
  }),
);

// fiscal years; those of the United States begin in October
rule(
  ['u', 'us', 'american', 'japanese', 'japan', 'fiscal'],
  `(U\\.?S\\.? |American |Japanese |Japan's )?[Ff]iscal [Yy]ear ?${YEAR}`,
  ([, whose, y]) => ({ from: point(year(y), { unit: /^[UA]/.test(whose ?? '') ? 'us-fiscal' : 'fiscal' }) }),
);
rule(['fiscal'], `[Ff]iscal [Yy]ears ${YEAR}(?: and | to | through |-)${YEAR}`, ([, a, b]) => ({
  from: point(year(a), { unit: 'fiscal' }),
  to: point(year(b), { unit: 'fiscal' }),
}));
rule(['fy', 'jfy'], `J?FY ?${YEAR}${TO}(?:J?FY ?)?${YEAR}`, ([, a, b]) => ({
  from: point(year(a), { unit: 'fiscal' }),
  to: point(year(b), { unit: 'fiscal' }),
}));
for (const digits of [YEAR, "'?([0-9]{2})(?![0-9])"]) {
  rule(['u', 'us', 'fy', 'jfy'], `(U\\.?S\\.? ?)?J?FY ?${digits}`, ([, whose, y]) => ({
    from: point(year((y ?? '').padStart(4, '20')), { unit: whose === undefined ? 'fiscal' : 'us-fiscal' }),
  }));
}
rule(['last', 'this', 'next'], '([Ll]ast|[Tt]his|[Nn]ext) (?:Japanese )?fiscal year', ([, w]) => ({
  from: point({ year: relative(w), unit: 'fiscal' }),
}));

// words that count from the document or from the text; in May, last May was a year ago
rule(['last', 'this', 'next'], `([Ll]ast|[Tt]his|[Nn]ext) ${SEASON}`, ([, w, s]) => ({
  from: point({ year: relative(w) }, season(s)),
}));
rule(['last', 'next'], `(?:[Ll]ast|[Nn]ext) ${MONTH}(?: ${DAY})?${NO_YEAR}`, ([, m, d]) => ({
  from: onDay(d, month(m, true)),
}));
rule(['this', 'that'], `([Tt]his|[Tt]hat) ${MONTH}(?: ${DAY})?${NO_YEAR}`, ([, w, m, d]) => ({
  from: onDay(d, month(m), { year: relative(w) }),
}));
rule(
  WHICH_HEADS,
  `${WHICH} year(?!'|-)`,
  ([, w]) => ({ from: point({ year: relative(w) }) }),
  /(?<!(?:earlier|later) )$/,
);
rule(WHICH_HEADS, `${WHICH} month(?!'|-)`, ([, w]) => ({ from: point({ month: relative(w) }) }));
rule(['the', 'that'], '(?:[Tt]he same|[Tt]hat) (?:day|date)(?!-)', () => ({
  from: point({ day: { kind: 'relative', offset: 0, anchor: 'text' } }),
}));
rule(['the'], '[Tt]he (following|next|previous) day', ([, w]) => ({
  from: point({ day: { kind: 'relative', offset: w === 'previous' ? -1 : 1, anchor: 'text' } }),
}));
const DAYS: Readonly<Record<string, number>> = { yesterday: -1, today: 0, tomorrow: 1 };
rule(
  Object.keys(DAYS),
  "([Tt]oday|[Yy]esterday|[Tt]omorrow)(?!'s (?:world|security|environment|challenges|strategic))",
  ([, w]) => ({
    from: point({ day: { kind: 'relative', offset: DAYS[(w ?? '').toLowerCase()], anchor: 'document' } }),
  }),
);

const ERAS: Readonly<Record<string, number>> = { Meiji: 1867, Taisho: 1911, Showa: 1925, Heisei: 1988, Reiwa: 2018 };
rule(Object.keys(ERAS), `(${Object.keys(ERAS).join('|')}) ([1-9][0-9]?)(?![0-9.])`, ([, era, n]) => ({
  from: point(year(String(ERAS[era ?? ''] + Number(n))), { calendar: 'era' }),
}));
rule([DIGIT], '([12][0-9]{2}0)s(?!-)', ([, y]) => ({ from: point(year(y), { unit: 'decade' }) }));
rule(MONTH_HEADS, `${MONTH} ${DAY}${NO_YEAR}`, ([, m, d]) => ({ from: onDay(d, month(m)) }));

/** May and March alone are months only where a month can stand. */
const BEFORE_MONTH =
  /(?:^|[ (])(?:[Ii]n|[Oo]f|[Ss]ince|[Uu]ntil|[Bb]y|[Ff]rom|for|to|and|[Tt]he|early|late|mid|[Dd]uring|after|before)[ -]$/;
rule(
  MONTH_HEADS,
  `${MONTH}(?! of (?!last|this|next|the|that|[0-9]))`,
  ([, m]) => ({ from: point(month(m)) }),
  BEFORE_MONTH,
);

/** 1874 behind `and` is the number of a resolution, if no year stands before it. */
const BEFORE_YEAR =
  /(?:(?:^|[ (])(?:[Ii]n|[Oo]f|[Ss]ince|[Bb]y|[Uu]ntil|[Ff]rom|for|[Tt]hrough|[Bb]etween|[Dd]uring|[Bb]efore|[Aa]fter|[Aa]round|[Tt]he|[Yy]ear|[Ii]ts|[Oo]ur)|(?:19|20)[0-9]{2}(?:,? (?:and|or|to))?|[a-z]'s|,) $|\($/;
const NO_COUNT =
  '(?!-[0-9]|[.,][0-9]| ?(?:年|km|m|nm|people|personnel|million|troops|Marines|aircraft|yen|hectares|tons)(?![a-z]))';
rule([DIGIT], `${YEAR}${NO_COUNT}`, ([, y]) => ({ from: point(year(y)) }), BEFORE_YEAR);
