import { Allow, readNumeral } from '../text/numerals.ts';
import { type Head, headOf } from './head.ts';
import type { KindNoun } from './kinds.ts';

/** 第1回は…: an ordinal without the meeting that it counts. */
const BARE = /第([0-9]{1,3}|[一二三四五六七八九十]{1,3})回(?=は|が|を|に続|から|まで|の開催|以来|以降|[,)(。])/g;

/** Puts ordinals that stand alone between the heads of a folded passage: each is a meeting of the series the text is about. */
export function withOrdinals(text: string, heads: readonly Head[]): readonly Head[] {
  if (!text.includes('回')) return heads;
  let found: Head[] | undefined;
  for (const match of text.matchAll(BARE)) {
    const start = match.index;
    const end = start + match[0].length;
    if (heads.some((head) => head.start < end && head.end > start)) continue;
    found ??= [...heads];
    const ordinal = readNumeral(match[1], 0, { allow: Allow.arabic | Allow.kanji })?.value;
    found.push(headOf(start, end, MEETING, { ordinal }));
  }
  return found?.sort((a, b) => a.start - b.start) ?? heads;
}

const MEETING: KindNoun = {
  noun: '会合',
  kinds: ['joint statement', 'outline', 'summit'],
  meeting: true,
  common: true,
};
