import { Allow, readNumeral } from '../text/numerals.ts';
import type { KindNoun } from './kinds.ts';
import type { Head } from './scan.ts';

/** 第1回は…: an ordinal without the meeting that it counts. */
const BARE = /第([0-9]{1,3}|[一二三四五六七八九十]{1,3})回(?=は|が|を|に続|から|まで|の開催|以来|以降|[,)(。])/g;
const NO_COUNTRIES: readonly string[] = [];

/** Puts ordinals that stand alone between the heads of a folded passage: each is a meeting of the series the text is about. */
export function withOrdinals(text: string, heads: readonly Head[]): readonly Head[] {
  if (!text.includes('回')) return heads;
  let found: Head[] | undefined;
  for (const match of text.matchAll(BARE)) {
    const start = match.index;
    const end = start + match[0].length;
    if (heads.some((head) => head.start < end && head.end > start)) continue;
    found ??= [...heads];
    found.push({
      start,
      end,
      wordStart: start,
      name: undefined,
      series: undefined,
      noun: MEETING,
      pointing: undefined,
      ordinal: readNumeral(match[1], 0, { allow: Allow.arabic | Allow.kanji })?.value,
      countries: NO_COUNTRIES,
      level: undefined,
      compound: undefined,
      quoted: false,
      bill: false,
    });
  }
  return found?.sort((a, b) => a.start - b.start) ?? heads;
}

const MEETING: KindNoun = {
  noun: '会合',
  kinds: ['joint statement', 'outline', 'summit'],
  meeting: true,
  common: true,
};
