/** Lengths of time: この1年, 過去5年間, 今後10年, 5年ぶり. They are no dates, but some hang on the date of the document. */

import { readPlain } from './calendar.ts';
import type { Length } from './expression.ts';

const BEFORE = /(この|ここ|過去|これまでの|直近|今後|向こう|以後)の?/y;
const UNIT = / ?(年|か月|月|週|日)(間|余り|余|ぶり|前(?![半期日])|後(?!半))?/y;

/** Second characters of those words: こ begins much else. */
const SECOND = new Uint8Array(0x10000);
for (const char of 'のこ去れ近後う') SECOND[char.charCodeAt(0)] = 1;

/** The length with a word before it (この1年) that begins at exactly `at`. */
export function readHangingLength(text: string, at: number): { length: Length; end: number } | undefined {
  if (SECOND[text.charCodeAt(at + 1) | 0] === 0) return undefined;
  BEFORE.lastIndex = at;
  const before = BEFORE.exec(text);
  if (before === null) return undefined;
  const some = text.charAt(BEFORE.lastIndex) === '数';
  const number = some ? { value: 0, end: BEFORE.lastIndex + 1 } : readPlain(text, BEFORE.lastIndex);
  if (number === undefined || number.value > 200) return undefined;
  UNIT.lastIndex = number.end;
  const unit = UNIT.exec(text);
  // この5月, この3日 are no lengths; この3日間 is
  if (unit === null || (unit[2] === undefined && (unit[1] === '月' || unit[1] === '週'))) return undefined;
  if (unit[1] === '月' || (unit[1] === '日' && unit[2] !== '間')) return undefined;
  const ahead = before[1] === '今後' || before[1] === '向こう' || before[1] === '以後';
  return { length: lengthOf(unit[1], ahead ? number.value : -number.value), end: UNIT.lastIndex };
}

function lengthOf(unit: string, count: number): Length {
  if (count === 0) return { months: 0, days: 0 };
  if (unit === '年') return { months: 12 * count, days: 0 };
  if (unit === 'か月') return { months: count, days: 0 };
  return { months: 0, days: unit === '週' ? 7 * count : count };
}

/** The offset behind a bare length that begins with a number at `at`: 5年間, 3日間, 5年ぶり, 10年前; -1 where none does. */
export function readBareLength(text: string, at: number, numeralEnd: number): number {
  UNIT.lastIndex = numeralEnd;
  const unit = UNIT.exec(text);
  return unit === null || unit[2] === undefined || unit[1] === '月' || at === numeralEnd ? -1 : UNIT.lastIndex;
}
