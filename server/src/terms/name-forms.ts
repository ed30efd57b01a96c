import { isHan, isKatakana } from './matcher.ts';

/** What the forms of words say: whether letters are an acronym, whether a bracket can name or explain something. */

/** BMD, HA/DR, 2+2, C2, MoU, SM-3 Block IIA: what is written for a name by its letters. */
export function isAcronym(text: string): boolean {
  if (text.length < 2 || text.length > 20) return false;
  if (NOT_ACRONYMS.has(text)) return false;
  if (/^\d\+\d$/.test(text)) return true;
  // numbers of papers: INFCIRC/549
  if (/[0-9]{3}|\/[0-9]{2}/.test(text)) return false;
  if (/^[A-Z]{1,2}-?\d{1,2}$/.test(text)) return /^[A-Z]\d$/.test(text) || text.includes('-');
  if (/^(?:I{1,3}|IV|VI{0,3}|IX|XI{0,3}|XI?V|XV)$/.test(text)) return false;
  if (!/^[A-Z0-9][A-Za-z0-9&+/.\- ]*$/.test(text)) return false;
  const capitals = text.replace(/[^A-Z]/g, '').length;
  const small = text.replace(/[^a-z]/g, '').length;
  if (capitals < 2) return false;
  if (text.includes(' ')) return small <= 5 && capitals >= 3 && /\d|[A-Z]{2}/.test(text) && text.split(' ').length <= 3;
  return small <= capitals + 1;
}

/** Letters in brackets that stand for no name in these texts: formats, units, time zones, ways to reach somebody. */
const NOT_ACRONYMS = new Set(
  'PDF HTML XML JSON URL HP TEL FAX XLS XLSX DOC DOCX PPT CSV ZIP JPG JPEG PNG KB MB GB TB JST GMT UTC EST EDT PST PDT CET BST AM PM NA N/A TBD TBC ID No NO OK Q&A'.split(
    ' ',
  ),
);

export function isEnglish(text: string): boolean {
  return (
    /^[A-Za-z0-9 '’.,&/()+\-"]+$/.test(text) &&
    /[a-z]{2}/.test(text) &&
    !/(?:Honorable|Hon\.|H\.E\.|Excellency|Mr\.|Ms\.|Dr\.)/.test(text)
  );
}

/** Whether the bracket stands behind somebody's office or name. */
export function isPerson(text: string, open: number): boolean {
  return /(?:大臣|長官|議長|大統領|首相|総理|大使|公使|次官|局長|司令官|氏|委員長|部長|課長|博士|教授|議員|主席|国王|陛下|参事官|審議官|書記官|様)$/.test(
    text.slice(Math.max(0, open - 6), open),
  );
}

/** 図（A1）, 別紙（B2）: numbers of pages and figures. */
export function isDocumentMark(text: string, open: number): boolean {
  return /(?:別紙|別添|別表|別図|図表|資料|写真|様式|付録|[0-9一二三四五六七八九十][号図表]|頁|ページ|第|(?:^|[, ])[図表])$/.test(
    text.slice(Math.max(0, open - 4), open),
  );
}

/** Whether a bracket behind letters says what they stand for: a noun of some length, and no place, side, date or remark. */
export function isExplanation(inner: string): boolean {
  if (inner.length < 4 || inner.length > 48 || /^(?:注|以下|略|例|仮|約|計|うち|現|旧|元|別|第?[0-9])/.test(inner))
    return false;
  if (
    /[。,:「」0-9]|(?:側|大臣|長官|首相|大統領|年|月|日|国|省|市|県|州|除く|含む|同じ|参照|する|した|など|等)$/.test(
      inner,
    )
  )
    return false;
  let nouns = 0;
  for (let i = 0; i < inner.length; i++) if (isHan(inner.charCodeAt(i)) || isKatakana(inner.charCodeAt(i))) nouns++;
  return nouns >= 4 && nouns >= 0.6 * inner.length;
}

/** A sentence in quotation marks names nothing. */
export function isQuotation(alias: string): boolean {
  return /[。,].|(?:すること|よう|する|した)$/.test(alias) && alias.length > 12;
}

/** Kanji and katakana of the length of a short name. */
export function isShortening(inner: string): boolean {
  if (inner.length < 3 || inner.length > 12) return false;
  for (let i = 0; i < inner.length; i++) {
    const code = inner.charCodeAt(i);
    if (!isHan(code) && !isKatakana(code)) return false;
  }
  return true;
}

/** 両大臣, 双方, 四閣僚: names for several that are listed before. */
export function isPlural(alias: string): boolean {
  return /^(?:両|双方|三者|三国|[二三四五0-9]か国|[二三四五0-9]大臣|[二三四五0-9]文書|[二三四五234]閣僚|[二三四五234]者|各)|(?:[^等]ら|諸国|各国)$/.test(
    alias,
  );
}

/** 担当 and other words in a bracket that are part of the name before it. */
export function isPartOfName(inner: string): boolean {
  return /^[^0-9A-Za-z。,「」:]{2,20}(?:担当|地区|区域|編)$/.test(inner) && !/^(?:以下|仮)/.test(inner);
}
