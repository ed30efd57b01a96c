import { type Head, headOf } from './head.ts';
import type { KindNoun } from './kinds.ts';

/**
 * Treaties and laws by their whole titles, as sentences name them without quotation marks: 日本国と…との間の…協定, …に関する法律, and laws by an
 * article of theirs: 国会法第七十五条.
 */
const TREATY_TITLE =
  /日本国(?:政府)?と[^。、,「」()]{2,40}との間の[^。、,「」()]{0,40}?(?:条約|協定|議定書|取極)(?!課|室|[書者的化性員局締加非])/g;
/** What stands in a title before the parties. */
const ABOUT = /[^。、,「」()はが ]{3,56}(?:に関する|についての|のための|に係る)$/;
/** The end of the title of a law, and what names it by an article; the rest is read backwards from there. */
const LAW_END =
  /(?:に関する|の一部を改正する)(?:特別)?(?:措置)?法(?:律(?![令制])|(?![律案令制]))|に関する特別措置法(?=案)|法(?=(?:\([^()]{1,40}\))?第[0-9一二三四五六七八九十百]{1,6}条)|法(?=改正案)|法(?=\((?:明治|大正|昭和|平成|令和)[^()]{1,8}年法律第)/g;
/** What such a title is made of, read from its end. */
const LONG_NAME = /[^。、,「」()をがはにへ ]{3,40}$/;
const SHORT_NAME = /[一-龠々ァ-ヶー]{1,24}$/;
/** What stands before a title and is no part of it. */
const BEFORE = /^(?:及び|並びに|又は|昨年|本年|[0-9]+年|[0-9]+月|[0-9]+日|の|(?:同|本|旧|新)(?=[一-龠]{2}))+/;
const LAW: KindNoun = { noun: '法律', kinds: ['law'], naming: true };
const PAPER: KindNoun = { noun: '宣言', kinds: ['joint declaration', 'joint statement', 'policy'], naming: true };
const TREATY: KindNoun = { noun: '条約', kinds: ['treaty', 'agreement', 'protocol'], naming: true };

/** 南シナ海に関する関係国の行動宣言: papers that are called by what they are about, and by a noun that is no ordinary one. */
const ABOUT_TITLE =
  /[^。、,「」()はがを及び ]{2,30}に関する[^。、,「」()はがをに ]{0,14}(?:行動宣言|行動規範|政治宣言|国連宣言|実施取決め|実施取極|ビジョン)(?!(?!及び|並びに|又は)[一-龠ァ-ヶー])/g;

/** What says that such a paper is not there yet, or that there are several. */
const NOT_YET = /^(?:将来の|今後の|新たな|各種の|累次の|何らかの|過去の)/;

/** 昭和二十九年法律第百六十六号: a law by its number, where no name stands before it. */
const NUMBERED =
  /(?<![(一-龠])(?:明治|大正|昭和|平成|令和)[0-9〇一二三四五六七八九十元]{1,4}年法律第[0-9〇一二三四五六七八九十百]{1,6}号/g;

/** Titles that a folded text can hold, with their offsets. */
function* titlesIn(text: string): Generator<{ start: number; end: number }> {
  if (text.includes('との間の')) {
    for (const match of text.matchAll(TREATY_TITLE)) {
      // 情報の保護に関する日本国政府と…
      const about = ABOUT.exec(text.slice(Math.max(0, match.index - 60), match.index))?.[0].length ?? 0;
      yield { start: match.index - about, end: match.index + match[0].length };
    }
  }
  if (text.includes('に関する')) {
    for (const match of text.matchAll(ABOUT_TITLE)) {
      if (!NOT_YET.test(match[0])) yield { start: match.index, end: match.index + match[0].length };
    }
  }
  if (!text.includes('法')) return;
  if (text.includes('年法律第')) {
    for (const match of text.matchAll(NUMBERED)) yield { start: match.index, end: match.index + match[0].length };
  }
  for (const match of text.matchAll(LAW_END)) {
    const before = text.slice(Math.max(0, match.index - 40), match.index);
    const name = (match[0] === '法' ? SHORT_NAME : LONG_NAME).exec(before);
    if (name !== null) yield { start: match.index - name[0].length, end: match.index + match[0].length };
  }
}

/** Puts titles that no table knows between the heads of a folded passage. */
export function withLongTitles(text: string, heads: readonly Head[]): readonly Head[] {
  let found: Head[] | undefined;
  for (const match of titlesIn(text)) {
    const title = text.slice(match.start, match.end).replace(BEFORE, '');
    const start = match.end - title.length;
    const bill = text[match.end] === '案';
    const end = bill ? match.end + 1 : match.end;
    if (title.length < 3) continue;
    // a title that is known, or one with a known treaty in it
    if (heads.some((head) => head.start < end && head.end > start && head.name?.strength === 'strong')) continue;
    found = (found ?? [...heads]).filter((head) => head.start >= end || head.end <= start);
    const noun = /法律?$/.test(title) ? LAW : /(?:宣言|規範|ビジョン)$/.test(title) ? PAPER : TREATY;
    found.push(headOf(start, end, noun, { compound: title, bill }));
  }
  return found?.sort((a, b) => a.start - b.start) ?? heads;
}
