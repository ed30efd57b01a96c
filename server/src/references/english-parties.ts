/** Whose meeting or paper it is, as English says it: the first Japan-Philippines "2+2", the "2+2" with Australia. */

const COUNTRIES: Readonly<Record<string, string>> = {
  Japan: 'Japan',
  'U.S.': 'United States',
  US: 'United States',
  'United States': 'United States',
  Australia: 'Australia',
  UK: 'United Kingdom',
  'U.K.': 'United Kingdom',
  'United Kingdom': 'United Kingdom',
  France: 'France',
  India: 'India',
  Philippines: 'Philippines',
  Indonesia: 'Indonesia',
  Germany: 'Germany',
  Italy: 'Italy',
  Russia: 'Russia',
  ROK: 'Republic of Korea',
  'Republic of Korea': 'Republic of Korea',
};
const COUNTRY = Object.keys(COUNTRIES)
  .sort((a, b) => b.length - a.length)
  .map((name) => name.replaceAll('.', '\\.'))
  .join('|');
const BEFORE = new RegExp(`(?<![A-Za-z-])((?:${COUNTRY})(?:-(?:${COUNTRY})){1,2}) "?$`);
const BEHIND = new RegExp(`^ with (?:the )?(${COUNTRY})(?![A-Za-z-])`);
const REACH = 48;

/** The countries that stand beside a word at [start, end), and the range with them; undefined where none do. */
export function partiesInEnglish(
  text: string,
  start: number,
  end: number,
): { countries: readonly string[]; start: number; end: number } | undefined {
  if (text[start - 1] !== ' ' && text[end] !== ' ') return undefined;
  const before = BEFORE.exec(text.slice(Math.max(0, start - REACH), start));
  if (before !== null) {
    return { countries: before[1].split('-').map((name) => COUNTRIES[name]), start: start - before[0].length, end };
  }
  const behind = BEHIND.exec(text.slice(end, end + REACH));
  if (behind === null || behind[1] === 'Japan') return undefined;
  return { countries: ['Japan', COUNTRIES[behind[1]]], start, end: end + behind[0].length };
}
