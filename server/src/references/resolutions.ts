import { type Head, headOf } from './head.ts';
import type { KindNoun } from './kinds.ts';

const NOTHING: readonly never[] = [];

const RESOLUTION =
  /(?:(?:国連|国際連合)?(?:安全保障理事会|安保理)?決議(?:第)?|(?:UN |United Nations )?(?:Security Council )?[Rr]esolutions? |UNSCRs? )([0-9]{3,4})(?:号)?/g;
const NEXT_RESOLUTION =
  /(?: ?\([0-9]{4}\))?(?:,|及び|並びに|・|や|,及び| and |, and |, )(?:同)?(?:決議)?(第?([0-9]{3,4})(?:号)?)(?![0-9]|年|人|km)/y;

/** 第1718号に比べ: where the passage speaks of resolutions, a number of three or more digits that nothing else is counted by. */
const ALONE = /(?<![一-龠々ァ-ヶA-Za-z0-9])第([0-9]{3,4})号(?![線車機艦])/g;

/** One of these stands in every resolution; to look for them is much faster than the expression. */
const WORDS = ['決議', 'esolution', 'UNSCR'];

/** Resolutions of the Security Council by their numbers, each of a list for itself. */
export function scanResolutions(text: string): readonly Head[] {
  if (!WORDS.some((word) => text.includes(word))) return NOTHING;
  const heads: Head[] = [];
  for (const match of text.matchAll(RESOLUTION)) {
    let end = match.index + match[0].length;
    heads.push(resolutionAt(match.index, end, match[1]));
    for (;;) {
      NEXT_RESOLUTION.lastIndex = end;
      const next = NEXT_RESOLUTION.exec(text);
      if (next === null) break;
      end += next[0].length;
      heads.push(resolutionAt(end - next[1].length, end, next[2]));
    }
  }
  if (heads.length === 0) return heads;
  for (const { index, 0: whole, 1: number } of text.matchAll(ALONE)) {
    if (heads.every(({ start, end }) => index >= end || index + whole.length <= start)) {
      heads.push(resolutionAt(index, index + whole.length, number));
    }
  }
  return heads.sort((a, b) => a.start - b.start);
}

function resolutionAt(start: number, end: number, number: string): Head {
  return headOf(start, end, RESOLUTION_NOUN, { compound: `国連安全保障理事会決議第${number}号` });
}

const RESOLUTION_NOUN: KindNoun = { noun: '決議', kinds: ['UN resolution'] };

/** The heads of a passage, with its resolutions in the place of words inside them. */
export function withResolutions(heads: readonly Head[], resolutions: readonly Head[]): readonly Head[] {
  if (resolutions.length === 0) return heads;
  const others = heads.filter((head) => !resolutions.some(({ start, end }) => head.start < end && head.end > start));
  return [...others, ...resolutions].sort((a, b) => a.start - b.start);
}
