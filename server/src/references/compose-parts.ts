import { type Part, readPart, readPath } from './parts.ts';

/** Which of the parts named around a document are parts of it. Offsets in the folded text of a passage. */

const SHORT_ARTICLE = /^[0-9一二三四五六七八九十]{1,5}条(?![約件例目])/;

/** 新指針IIの前提, 新指針Vに掲げる, 共同声明4に基づく: a bare number, where the sentence goes on as from a provision. */
const BARE = /^(?:(?:[IVX]{1,5}|[0-9]{1,2})(?=に(?:基づ|従|定め|い[うっ]|掲げ|示)|の規定)|[IVX]{1,5}(?=の))/;

/** The part that is named behind a document: 第5条, の1.(2). */
export function partBehind(text: string, end: number): Part | undefined {
  // 安保条約5条
  const short = /[約定書法案]/.test(text[end - 1] ?? '') ? shortArticle(text, end) : undefined;
  if (short !== undefined) return short;
  // 新「指針」のIV
  const of = /^の(?=[IVX]{1,5}(?:に|の|で))/.test(text.slice(end, end + 8)) ? 1 : 0;
  const bare = BARE.exec(text.slice(end + of, end + 10));
  if (bare !== null) {
    const part = readPath(text, end + of, true);
    if (part?.end === end + of + bare[0].length) return part;
  }
  for (const lead of ['', 'の', ',', '中の', '中', 'のうち', ' ', ', ']) {
    if (!text.startsWith(lead, end)) continue;
    const at = end + lead.length;
    const closed = text[end - 1] === '」' || text[end - 1] === '』';
    const part =
      readPart(text, at) ??
      (lead === ',' || (lead === '' && !closed && !PATH.test(text.slice(at, at + 6)))
        ? undefined
        : readPath(text, at, false));
    // 安保理決議第1718号、第1874号: another resolution
    if (part !== undefined && !(part.steps[0].unit === '号' && (part.steps[0].number ?? 0) >= 100)) return part;
  }
  return undefined;
}

/** An article without 第: 5条2項. */
export function shortArticle(text: string, at: number): Part | undefined {
  if (!SHORT_ARTICLE.test(text.slice(at, at + 12))) return undefined;
  const part = readPart(`第${text.slice(at, at + 24)}`, 0);
  return part && { ...part, start: at, end: at + part.end - 1 };
}

/** ロードマップ1.(c): not 2(1) of a table, which has no dot. */
const PATH = /^[0-9]{1,2}\.\([0-9a-z]{1,2}\)/;

const OF = / (?:of|in) (?:the )?$/;

/** Article V of the Treaty. */
export function partBefore(text: string, start: number): Part | undefined {
  if (!OF.test(text.slice(Math.max(0, start - 8), start))) return undefined;
  const before = text.slice(Math.max(0, start - 48), start).replace(/the $/, '');
  const at =
    /(?:[Pp]aragraph [^ ]{1,4} of )?(?:Article|Section|paragraph|Paragraph|Part|Chapter|subparagraph) [^ ]{1,8}(?:,? paragraph [^ ]{1,6})?(?: (?:of|in)) $/.exec(
      before,
    );
  if (at === null) return undefined;
  return readPart(text, start - (/the $/.test(text.slice(start - 4, start)) ? 4 : 0) - before.length + at.index);
}
