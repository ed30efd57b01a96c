import type { Names } from './definition-model.ts';
import { type NameShape, startOfEnglish, startOfEnglishName, startOfName } from './long-form.ts';
import { isJapanese, isLatin } from './matcher.ts';
import { isAcronym, isPartOfName } from './name-forms.ts';

/** Which part of the text before a bracket it explains: the range of a name, [0, 0] where nothing stands there. */

/** How far back an opening sign is looked for. */
const REACH = 240;

/** The range of what a bracket at `open` explains; [0, 0] if nothing stands before it. */
export function longFormOf(
  text: string,
  open: number,
  shape: NameShape,
  alias: string,
  names: Names,
): [number, number] {
  let end = trimmed(text, open);
  // A（X）（以下「B」という。）: two brackets explain one name
  let whole = end;
  for (let k = 0; k < 2 && text[end - 1] === ')'; k++) {
    const before = opening(text, end - 1);
    if (before <= 0) break;
    // 内閣官房副長官補（事態対処担当）: which of several it is
    if (!isPartOfName(text.slice(before + 1, end - 1))) whole = trimmed(text, before);
    end = trimmed(text, before);
  }
  let named = withPartner(text, names.startOfNamed(end, alias));
  // 新戦略兵器削減条約（新START）
  const beginning = /^[^\x00-\x7f]+(?=[A-Z])/.exec(alias)?.[0] ?? '';
  if (named > 0 && beginning !== '' && text.endsWith(beginning, named)) named -= beginning.length;
  const quote = quoteBefore(text, end);
  if (quote !== undefined) return shape === 'plural' ? withOthers(text, quote) : quote;
  if (isAsciiWord(text, end)) {
    if (named >= 0) return [withEnglishPartner(text, named), end];
    const start = isAcronym(alias) ? startOfEnglish(text, end, alias) : startOfEnglishName(text, end, alias);
    if (start >= 0) return [withEnglishPartner(text, start), end];
    return mixedName(text, end, shape, names);
  }
  if (named >= 0) return [named, end];
  const start = startOfName(text, end, shape, names, alias);
  if (isAcronym(alias) && !/[^\x20-\x7e]/.test(text.slice(start, end))) return [0, 0];
  return start < end ? [start, whole] : [0, 0];
}

export function isAsciiWord(text: string, end: number): boolean {
  return isLatin(text.charCodeAt(end - 1)) && /[A-Za-z.,][ -][A-Za-z]+$/.test(text.slice(Math.max(0, end - 60), end));
}

export function englishRange(text: string, open: number, alias: string, names: Names): [number, number] {
  let end = trimmed(text, open);
  // the Agreement …, signed at Tokyo on March 8, 1954 (the "Agreement")
  const when =
    /,? (?:signed|done|dated|adopted|concluded|issued|made|announced|released)(?: (?:at|in|on|by) [^,;.()]{2,40}(?:, [0-9]{4})?)+$/.exec(
      text.slice(Math.max(0, end - 100), end),
    );
  if (when !== null) end -= when[0].length;
  if (isJapanese(text.charCodeAt(end - 1))) return longFormOf(text, open, 'official', alias, names);
  const quote = quoteBefore(text, end);
  if (quote !== undefined) return quote;
  const initials = isAcronym(alias) && !alias.includes(' ') ? startOfEnglish(text, end, alias) : -1;
  const start = initials >= 0 ? initials : startOfEnglishName(text, end, alias);
  // the Consultations on cooperation in … (the "Consultations"): the name begins with the word that is taken from it
  const taken = alias.includes(' ') ? -1 : text.slice(Math.max(0, end - 160), end).lastIndexOf(`${alias} `);
  if (taken >= 0) {
    const at = Math.max(0, end - 160) + taken;
    const from = startOfEnglishName(text, at + alias.length, alias);
    if (from >= 0 && (start < 0 || from < start) && !/[.;:]/.test(text.slice(from, end))) return [from, end];
  }
  return start < 0 ? [0, 0] : [start, end];
}

/** Where X and Y of 「XとY（以下それぞれ「x」、「y」という。）」 stand; undefined where they cannot be told apart. */
export function respectively(text: string, open: number, count: number, names: Names): [number, number][] | undefined {
  const ranges: [number, number][] = [];
  let end = open;
  for (let k = count - 1; k >= 0; k--) {
    const noun = text[end - 1] === ')' ? Math.max(0, opening(text, end - 1)) : end;
    const start = startOfName(text, noun, 'short', names);
    if (start >= noun) return undefined;
    ranges.unshift([start, end]);
    if (k === 0) break;
    const joint = /(?:及び|並びに|又は|または|若しくは|と|,|・|and)$/.exec(text.slice(Math.max(0, start - 4), start));
    if (joint === null) return undefined;
    end = start - joint[0].length;
  }
  return ranges;
}

/** 日豪外務・防衛閣僚協議（「2+2」）: with two other countries before it, a meeting is that of those two. 独立行政法人 is part of a name. */
export function withPartner(text: string, start: number): number {
  if (start <= 0) return start;
  const before = text.slice(Math.max(0, start - 16), start);
  const legal = /(?:独立行政法人|国立研究開発法人|国立大学法人|公益財団法人|一般財団法人|一般社団法人)$/.exec(before);
  if (legal !== null) return start - legal[0].length;
  const partner = /(?:[日米英仏独豪印韓中露比加伊]{2,4}|日・[ァ-ヶー]{2,12})$/.exec(before);
  return partner === null || partner[0].endsWith('日米') ? start : start - partner[0].length;
}

/** the Japan-UK Reciprocal Access Agreement (RAA) */
export function withEnglishPartner(text: string, start: number): number {
  const partner = /(?:^| )((?:Japan-(?!U\.?S)[A-Z][A-Za-z-]+|[A-Z][A-Za-z]+-Japan) )$/.exec(
    text.slice(Math.max(0, start - 32), start),
  );
  return partner === null ? start : start - partner[1].length;
}

export function mixedName(text: string, end: number, shape: NameShape, names: Names): [number, number] {
  const start = startOfName(text, end, shape, names);
  // letters without Japanese do not explain letters
  return start < end && /[^\x20-\x7e]/.test(text.slice(start, end)) ? [start, end] : [0, 0];
}

export function quoteBefore(text: string, end: number): [number, number] | undefined {
  const last = text[end - 1];
  const first = last === '」' ? '「' : last === '』' ? '『' : last === '"' ? '"' : '';
  if (first === '') return undefined;
  let depth = 0;
  for (let i = end - 2; i >= Math.max(0, end - 120); i--) {
    if (text[i] === last && first !== last) depth++;
    else if (text[i] === first && depth-- === 0) return i + 1 < end - 1 ? [i + 1, end - 1] : undefined;
  }
  return undefined;
}

/** 「A」,「B」及び「C」（以下「三文書」という。） */
export function withOthers(text: string, [start, end]: [number, number]): [number, number] {
  for (let k = 0; k < 8; k++) {
    const joint = /[」』](?:,|及び|並びに|と|・)?$/.exec(text.slice(Math.max(0, start - 5), start - 1));
    if (joint === null) break;
    const before = quoteBefore(text, start - joint[0].length);
    if (before === undefined) break;
    start = before[0];
  }
  return [start, end];
}

export function opening(text: string, close: number): number {
  let depth = 0;
  for (let i = close; i >= Math.max(0, close - REACH); i--) {
    if (text[i] === ')') depth++;
    else if (text[i] === '(' && --depth === 0) return i;
  }
  return -1;
}

export function trimmed(text: string, end: number): number {
  while (end > 0 && text[end - 1] === ' ') end--;
  return end;
}
