import { type Head, headOf } from './head.ts';
import type { KindNoun } from './kinds.ts';

/** 核セキュリティ・サミット, G20ソウル・サミット, COP16: meetings of many, by a name that ends in katakana or begins in letters. */
const SUMMIT =
  /[一-龠々ァ-ヶー・A-Z0-9]{2,24}・サミット(?:首脳会合|首脳会議)?|(?<![A-Z])COP[0-9]{1,2}(?![0-9])|(?<![A-Za-z-])(?:East Asia|Nuclear Security|NATO|G-?(?:7|8|20))(?: [A-Z][a-z]+)? Summit(?![a-z])|(?<=[0-9]{4} )(?:NPT )?Review Conference(?![a-z])/g;

/** One of these stands in every such name. */
const WORDS = ['・サミット', 'COP', ' Summit', 'Review Conference'];

/** Puts them between the heads of a folded passage, where no table knows them. */
export function withSummits(text: string, heads: readonly Head[]): readonly Head[] {
  if (!WORDS.some((word) => text.includes(word))) return heads;
  let found: Head[] | undefined;
  for (const match of text.matchAll(SUMMIT)) {
    const end = match.index + match[0].length;
    const name = match[0].replace(/^(?:[0-9〇一二三四五六七八九十]+[年月日回]?|の)+/, '');
    const start = end - name.length;
    // サミット alone may have been read in it
    if (heads.some((head) => head.start < end && head.end > start && !isPlain(head))) continue;
    found = (found ?? [...heads]).filter((head) => head.start >= end || head.end <= start);
    found.push(headOf(start, end, name.startsWith('COP') ? COUNTED : SUMMIT_NOUN, { compound: name }));
  }
  return found?.sort((a, b) => a.start - b.start) ?? heads;
}

function isPlain({ name, series, compound }: Head): boolean {
  return name === undefined && series === undefined && compound === undefined;
}

const SUMMIT_NOUN: KindNoun = { noun: 'サミット', kinds: ['communique', 'summit'], meeting: true, common: true };
/** Its number says which it was. */
const COUNTED: KindNoun = { ...SUMMIT_NOUN, naming: true };
