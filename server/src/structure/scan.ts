import {
  Class,
  classOf,
  digitValue,
  gojuonValue,
  irohaValue,
  isJapanese,
  isSpace,
  kanjiNumber,
  narrowLatin,
  romanNumber,
} from './characters.ts';
import { BRACKET_PAIRS, BULLET_KIND, isBracket, Kind } from './kinds.ts';

/**
 * What one line says of itself, whatever stands around it (design invariant: a line is scanned once, and its scan depends on
 * its own text only). The fold over the lines of a document decides which candidates are markers in fact.
 */

/** Bits of `LineScan.flags`. */
export const Flag = {
  blank: 1,
  /** Needs siblings before it may be believed: `1 総論`, `1存立…`, `ア 日米…`. */
  weak: 2,
  /** Nothing stands behind the marker: its title, if it has one, is on the next line. */
  alone: 4,
  /** What follows is a particle: `（1）の規定により`, `第5条に基づき` – a reference that a line break brought to the head. */
  reference: 8,
  /** （以上） （了） */
  endMark: 16,
  /** 目次 */
  contents: 32,
  /** `1. (1)`: a second marker stands right behind the first. */
  double: 64,
  /** Ends a sentence: 。 or its like, also inside closing brackets. */
  ends: 128,
  /** Only dashes, dots and such. */
  separator: 256,
  /** A bare number or `- 12 -`. */
  pageNumber: 512,
  /** A number that also reads as a counter word, `2日米` (二日 / 日米). */
  counter: 2048,
} as const;

export interface LineScan {
  /** The line with its terminator, as given. */
  readonly text: string;
  readonly flags: number;
  /** Display columns before the first character: a full-width space is two. */
  readonly indent: number;
  /** Offsets of the first character and behind the last one, white space left out. */
  readonly start: number;
  readonly end: number;
  /** Candidate marker, or Kind.none. */
  readonly kind: number;
  /** What it counts; 0 where nothing is counted. */
  readonly number: number;
  /** A second reading: other kind and its number, or Kind.none. `（i）` is Roman 1 or the letter 9; `（イ）` iroha 1, gojūon 2. */
  readonly otherKind: number;
  readonly otherNumber: number;
  /** Offset behind the marker, and of the text behind it. */
  readonly markerEnd: number;
  readonly body: number;
  /** Facts that need more than the head of the line, found when asked for (see facts.ts). */
  facts: number;
}

// The reader below fills these and `scanLine` makes the object of them: a line costs one allocation.
let kind = 0;
let number = 0;
let otherKind = 0;
let otherNumber = 0;
let markerEnd = 0;
let flags = 0;

function set(k: number, n: number, at: number, more = 0): true {
  kind = k;
  number = n;
  markerEnd = at;
  flags |= more;
  return true;
}

const BLANK: LineScan = {
  text: '\n',
  flags: Flag.blank,
  indent: 0,
  start: 0,
  end: 0,
  kind: 0,
  number: 0,
  otherKind: 0,
  otherNumber: 0,
  markerEnd: 0,
  body: 0,
  facts: 0,
};

/** Scans one line (with or without its terminator). Time: the head of the line, plus its trailing white space. */
export function scanLine(text: string): LineScan {
  let start = 0;
  let indent = 0;
  let end = text.length;
  while (end > 0) {
    const cls = classOf(text.charCodeAt(end - 1));
    if (cls !== Class.space && cls !== Class.lineEnd) break;
    end--;
  }
  if (end === 0) {
    return text === '\n' || text === '\r\n' ? BLANK : { ...BLANK, text };
  }
  for (; start < end; start++) {
    const code = text.charCodeAt(start);
    if (classOf(code) === Class.space) indent += code === 0x3000 || code === 9 ? 2 : 1;
    // boxes that stand for the indentation in forms: □□本件は
    else if (code === 0x25a1 && text.charCodeAt(start + 1) === 0x25a1) {
      while (start + 1 < end && text.charCodeAt(start + 1) === 0x25a1) {
        start++;
        indent += 2;
      }
      indent += 2;
    } else break;
  }
  if (start === end) start = end - 1;
  kind = 0;
  number = 0;
  otherKind = 0;
  otherNumber = 0;
  markerEnd = start;
  flags = 0;
  if (endsSentence(text, end)) flags |= Flag.ends;
  readMarker(text, start, end);
  let body = markerEnd;
  if (kind !== 0) {
    body = skipSpaces(text, markerEnd, end);
    if (body >= end) flags |= Flag.alone;
    else if (kind !== Kind.note && !isBracket(kind)) second(text, body, end);
  }
  return { text, flags, indent, start, end, kind, number, otherKind, otherNumber, markerEnd, body, facts: 0 };
}

function skipSpaces(text: string, at: number, end: number): number {
  while (at < end && classOf(text.charCodeAt(at)) === Class.space) at++;
  return at;
}

/** Whether the text before `end` ends a sentence: 。．！？ or an ASCII stop, also before closing quotes and brackets. */
function endsSentence(text: string, end: number): boolean {
  let i = end - 1;
  let c = text.charCodeAt(i);
  while (i > 0 && (c === 0x300d || c === 0x300f || c === 0xff09 || c === 0x29 || c === 0x22 || c === 0x201d))
    c = text.charCodeAt(--i);
  if (c === 0x3002 || c === 0xff0e || c === 0xff61 || c === 0xff01 || c === 0xff1f || c === 0x21 || c === 0x3f)
    return true;
  // 1. alone is a marker, …in 2021. a sentence
  return c === 0x2e && i > 0 && (i > 12 || digitValue(text.charCodeAt(i - 1)) < 0);
}

/** Particles and joints with which no sentence begins: what stands before them is being referred to. */
function refersOn(text: string, at: number, end: number): boolean {
  if (at >= end) return false;
  const c = text[at];
  const d = text[at + 1];
  switch (c) {
    case 'の':
    case 'を':
    case 'が':
    case '、':
    case '，':
    case '～':
    case '〜':
    case 'へ':
      return true;
    case 'に':
      return d !== 'わ' && d !== 'ぎ';
    case 'は':
      return d === '、' || d === '，' || classOf(text.charCodeAt(at + 1)) >= Class.kanjiNumeral;
    case 'と':
      return d === '（' || d === '(' || d === 'は' || d === '第' || d === 'す' || d === 'の' || d === '同';
    case 'で':
      return d !== 'は' && d !== 'き' && d !== 'あ';
    case 'か':
      return d === 'ら';
    case 'ま':
      return d === 'で';
    case 'ほ':
      return d === 'か';
    case 'も':
      return d === '、' || d === '，' || d === '含' || d === '同';
    case 'や':
      return d === '（' || d === '(';
    case '及':
    case '又':
    case '並':
    case '若':
      return d === 'び' || d === 'は' || d === 'し' || d === '第';
    case '以':
      return d === '下' || d === '上' || d === '外' || d === '降';
    default:
      return false;
  }
}

function readMarker(text: string, at: number, end: number): boolean {
  const code = text.charCodeAt(at);
  switch (classOf(code)) {
    case Class.digit:
      return readDigits(text, at, end);
    case Class.open:
      return readParen(text, at, end);
    case Class.circled:
      return set(Kind.circled, circledValue(code), at + 1, refersOn(text, at + 1, end) ? Flag.reference : 0);
    case Class.parenGlyph:
      return set(
        Kind.paren,
        code - 0x2474 + (code > 0x2487 ? 0 : 1),
        at + 1,
        refersOn(text, at + 1, end) ? Flag.reference : 0,
      );
    case Class.dottedGlyph:
      return set(Kind.decimal, code - 0x2488 + 1, at + 1);
    case Class.romanGlyph:
      return readRomanGlyphs(text, at, end);
    case Class.latinUpper:
      return readUpper(text, at, end);
    case Class.latinLower:
      return readLower(text, at, end);
    // い ろ は without brackets were not seen: a hiragana at the head of a line is the rest of a word
    case Class.katakana:
      return readKana(text, at, end);
    case Class.hiragana:
      if (end - at === 3 && text.startsWith('もくじ', at)) flags |= Flag.contents;
      return false;
    case Class.kanjiNumeral:
      return readKanjiNumeral(text, at, end);
    case Class.kanji:
      return readKanji(text, at, end);
    case Class.bullet:
    case Class.dash:
      return readBullet(text, at, end, code);
    case Class.bracketOpen:
      return readBracket(text, at, end);
    case Class.note:
      return readNoteSign(text, at, end);
    case Class.at:
      if (at + 1 < end && isJapanese(text.charCodeAt(at + 1))) return set(Kind.brokenCircled, 1, at + 1, Flag.weak);
      return false;
    default:
      return false;
  }
}

function circledValue(code: number): number {
  if (code >= 0x2776)
    return code >= 0x32b1 ? code - 0x32b1 + 36 : code >= 0x3251 ? code - 0x3251 + 21 : code - 0x2776 + 1;
  return code - 0x2460 + 1;
}

// Behind a number these make it a quantity, a date or a name, not a marker.
const COUNTERS = new Uint8Array(0x10000);
for (const c of '年月日時分秒人名円億万千百兆者国カか個ヵヶヶケ箇つ機隻件回条項章節編部号期次度位倍点台基本枚歳世割％%〜～-－−ー・/／:：閣') {
  COUNTERS[c.charCodeAt(0)] = 1;
}
const UNITS =
  /^(?:億|万|兆|千|百|％|%|倍|ドル|円|ユーロ|ポンド|キロ|メートル|トン|ヘクタール|km|㎞|㎡|ha|°|度|つ|人|年|日|月|時間)/;

function readDigits(text: string, at: number, end: number): boolean {
  let i = at;
  let value = 0;
  while (i < end) {
    const d = digitValue(text.charCodeAt(i));
    if (d < 0) break;
    value = value * 10 + d;
    if (i - at >= 4) return false;
    i++;
  }
  if (i >= end) {
    return set(Kind.bare, value, i, Flag.weak | Flag.pageNumber);
  }
  const code = text.charCodeAt(i);
  if (code === 0x2e || code === 0xff0e) {
    const next = digitValue(text.charCodeAt(i + 1));
    if (next >= 0 && i + 1 < end) return readCompound(text, i, end);
    if (value >= 1900 && value <= 2100) return false;
    if (text.charCodeAt(i + 1) === code) return false; // 1...
    return set(Kind.decimal, value, i + 1, refersOn(text, i + 1, end) ? Flag.reference : 0);
  }
  const cls = classOf(code);
  if (cls === Class.space) {
    const body = skipSpaces(text, i, end);
    const c = text.charCodeAt(body);
    if (value > 199) return false;
    if (digitValue(c) >= 0 && code !== 0x3000) return false; // 2 4 . 1 2
    if (classOf(c) === Class.dash || c === 0x2f || c === 0x2e || c === 0x3002 || c === 0x3001) return false;
    return set(
      Kind.bare,
      value,
      i,
      Flag.weak | (COUNTERS[c] ? Flag.counter : 0) | (refersOn(text, body, end) ? Flag.reference : 0),
    );
  }
  if (code === 0x29 || code === 0xff09)
    return set(Kind.half, value, i + 1, refersOn(text, i + 1, end) ? Flag.reference : 0);
  if (code === 0x3001 || code === 0xff0c) {
    if (i + 1 < end && digitValue(text.charCodeAt(i + 1)) < 0 && value < 100)
      return set(Kind.comma, value, i + 1, Flag.weak);
    return false;
  }
  if ((cls === Class.kanji || cls === Class.katakana || cls === Class.kanjiNumeral) && value < 100) {
    return set(Kind.glued, value, i, Flag.weak | (COUNTERS[code] ? Flag.counter : 0));
  }
  // １（１）　両当局は、…: the first item of a paragraph on its own line
  if (cls === Class.open && value < 100 && digitValue(text.charCodeAt(i + 1)) >= 0)
    return set(Kind.bare, value, i, Flag.weak);
  if (value < 100 && text.startsWith('その他', i)) return set(Kind.glued, value, i, Flag.weak);
  if (code === 0x300c && value < 100) return set(Kind.glued, value, i, Flag.weak);
  return false;
}

/** `1.2`, `1.2.3`; text[dot] is the first dot. Not 1.5億ドル, not 23.4.13. */
function readCompound(text: string, dot: number, end: number): boolean {
  let parts = 1;
  let i = dot;
  let value = 0;
  while (i < end && (text[i] === '.' || text[i] === '．') && digitValue(text.charCodeAt(i + 1)) >= 0) {
    i++;
    value = 0;
    const from = i;
    while (i < end && digitValue(text.charCodeAt(i)) >= 0) {
      value = value * 10 + digitValue(text.charCodeAt(i));
      if (i - from > 3) return false;
      i++;
    }
    parts++;
  }
  if (parts > 4) return false;
  if (i < end && (text[i] === '.' || text[i] === '．')) i++;
  const body = skipSpaces(text, i, end);
  if (body === i && UNITS.test(text.slice(i, i + 5))) return false;
  if (body < end && (text[body] === '）' || text[body] === ')' || text[body] === '、' || text[body] === '，'))
    return false;
  if (body < end && digitValue(text.charCodeAt(body)) >= 0) return false;
  return set(Kind.compound2 + parts - 2, value, i, Flag.weak);
}

function readParen(text: string, at: number, end: number): boolean {
  const limit = Math.min(end, at + 14);
  let close = -1;
  for (let i = at + 1; i < limit; i++) {
    const c = text.charCodeAt(i);
    if (c === 0x29 || c === 0xff09 || c === 0xfe36) {
      close = i;
      break;
    }
  }
  if (close < 0) return readNoteParen(text, at, end);
  let from = at + 1;
  let to = close;
  while (from < to && isSpace(text.charCodeAt(from))) from++;
  while (to > from && isSpace(text.charCodeAt(to - 1))) to--;
  const length = to - from;
  if (length === 0) return false;
  const first = text.charCodeAt(from);
  const behind = close + 1;
  const more = refersOn(text, behind, end) ? Flag.reference : 0;
  switch (classOf(first)) {
    case Class.digit: {
      let value = 0;
      for (let i = from; i < to; i++) {
        const d = digitValue(text.charCodeAt(i));
        if (d < 0) return false;
        value = value * 10 + d;
      }
      return length <= 3 ? set(Kind.paren, value, behind, more) : false;
    }
    case Class.katakana:
    case Class.hiragana: {
      if (length !== 1) return false;
      const iroha = irohaValue(first);
      const gojuon = gojuonValue(first);
      if (!iroha && !gojuon) return false;
      otherKind = Kind.parenKana;
      otherNumber = gojuon;
      return set(Kind.parenKana, iroha, behind, more);
    }
    case Class.romanGlyph: {
      if (length !== 1) return false;
      return set(Kind.parenRoman, ((first - 0x2160) % 16) + 1, behind, more);
    }
    case Class.latinLower:
    case Class.latinUpper: {
      const upper = classOf(first) === Class.latinUpper;
      const roman = length <= 4 && !upper ? romanNumber(text, from, to) : -1;
      if (roman > 0) {
        if (length === 1) {
          otherKind = Kind.parenLower;
          otherNumber = (narrowLatin(first) | 0x20) - 0x60;
        }
        return set(Kind.parenRoman, roman, behind, more);
      }
      if (length !== 1) return false;
      return set(upper ? Kind.parenUpper : Kind.parenLower, (narrowLatin(first) | 0x20) - 0x60, behind, more);
    }
    case Class.kanjiNumeral: {
      const value = kanjiNumber(text, from, to);
      return value > 0 && length <= 4 ? set(Kind.parenKanji, value, behind, more) : false;
    }
    case Class.kanji: {
      const inner = text.slice(from, to).replace(/\s/g, '');
      if (inner === '以上' || inner === '了' || inner === '終了' || inner === '終わり') {
        if (behind >= end) flags |= Flag.endMark;
        return false;
      }
      if (first === 0x6ce8) return readNoteParen(text, at, end);
      if (ATTACHMENT.test(inner) && (behind >= end || (!more && !(flags & Flag.ends) && end - behind < 45)))
        return set(Kind.attachment, 0, behind);
      return false;
    }
    case Class.note:
      return readNoteParen(text, at, end);
    default:
      return false;
  }
}

/** （注）… （注1）… （注：…） and （※…） */
function readNoteParen(text: string, at: number, end: number): boolean {
  const c = text.charCodeAt(at + 1);
  if (c === 0x203b) return set(Kind.note, 0, at + 2);
  if (c !== 0x6ce8) return false; // 注
  let i = at + 2;
  let value = 0;
  i = skipSpaces(text, i, end);
  while (i < end && digitValue(text.charCodeAt(i)) >= 0)
    value = Math.min(999, value * 10 + digitValue(text.charCodeAt(i++)));
  i = skipSpaces(text, i, end);
  const d = text[i];
  if (d === ')' || d === '）' || d === ':' || d === '：')
    return set(Kind.note, value, i + 1, refersOn(text, i + 1, end) ? Flag.reference : 0);
  return false;
}

function readNoteSign(text: string, at: number, end: number): boolean {
  let i = at + 1;
  let value = 0;
  while (i < end && digitValue(text.charCodeAt(i)) >= 0)
    value = Math.min(999, value * 10 + digitValue(text.charCodeAt(i++)));
  return set(Kind.note, value, i);
}

function readRomanGlyphs(text: string, at: number, end: number): boolean {
  let value = 0;
  let i = at;
  // Ⅺ may be written Ⅹ Ⅰ
  while (i < end && classOf(text.charCodeAt(i)) === Class.romanGlyph && i - at < 3) {
    const v = ((text.charCodeAt(i) - 0x2160) % 16) + 1;
    if (v > 12) return false;
    value += v;
    i++;
  }
  const c = text.charCodeAt(i);
  if (i >= end) return set(Kind.roman, value, i, Flag.weak);
  if (c === 0x2e || c === 0xff0e || c === 0x3001 || c === 0xff0c) return set(Kind.roman, value, i + 1);
  if (classOf(c) === Class.space)
    return set(
      Kind.bareRoman,
      value,
      i,
      refersOn(text, skipSpaces(text, i, end), end) ? Flag.reference | Flag.weak : 0,
    );
  if (classOf(c) === Class.kanji || classOf(c) === Class.kanjiNumeral) {
    return COUNTERS[c] && c !== 0x65e5 && c !== 0x56fd ? false : set(Kind.bareRoman, value, i, Flag.weak);
  }
  return false;
}

function readUpper(text: string, at: number, end: number): boolean {
  let i = at;
  while (i < end && i - at < 6 && classOf(text.charCodeAt(i)) === Class.latinUpper) i++;
  const length = i - at;
  const c = text.charCodeAt(i);
  const letter = narrowLatin(text.charCodeAt(at)) - 0x40;
  const roman = romanNumber(text, at, i);
  const dot = c === 0x2e || c === 0xff0e;
  if (i < end && dot) {
    const next = i + 1 < end ? classOf(text.charCodeAt(i + 1)) : Class.space;
    if (next === Class.latinUpper || next === Class.latinLower || next === Class.digit) return false; // U.S.
    if (roman > 0) {
      if (length === 1) {
        otherKind = Kind.upper;
        otherNumber = letter;
      }
      return set(Kind.roman, roman, i + 1);
    }
    return length === 1 ? set(Kind.upper, letter, i + 1, Flag.weak) : false;
  }
  if (i < end && classOf(c) === Class.space) {
    const body = skipSpaces(text, i, end);
    const japanese = isJapanese(text.charCodeAt(body)) || text[body] === '「';
    if (!japanese) return false;
    if (roman > 0) {
      if (length === 1) {
        otherKind = letter >= 20 ? Kind.brokenRoman : Kind.none;
        otherNumber = letter - 19;
      }
      return set(Kind.bareRoman, roman, i, length === 1 && roman > 1 ? Flag.weak : 0);
    }
    if (length === 1)
      return letter >= 20 && letter <= 24
        ? set(Kind.brokenRoman, letter - 19, i, Flag.weak)
        : set(Kind.upper, letter, i, Flag.weak);
    return false;
  }
  if (i < end && length === 1 && isJapanese(c)) return set(Kind.brokenCircled, letter + 1, i, Flag.weak);
  if (i >= end) return roman > 0 && length < 5 ? set(Kind.roman, roman, i, Flag.weak) : false;
  // Article 3, Annex A, Part II, written as in English documents
  return readEnglishHeading(text, at, end);
}

const ENGLISH_HEADING =
  /^(?:(ARTICLE|Article)|(CHAPTER|Chapter)|(SECTION|Section)|(PART|Part)|(ANNEX|Annex|APPENDIX|Appendix|ATTACHMENT|Attachment))(?: ([0-9]{1,3}|[IVX]{1,5}|[A-Z]))?(?=$|[ .:\-–—\r\n])/;

function readEnglishHeading(text: string, at: number, end: number): boolean {
  if (end - at > 120) return false;
  const match = ENGLISH_HEADING.exec(text.slice(at, end));
  if (!match) return false;
  const value = match[6];
  const k = match[1]
    ? Kind.article
    : match[2]
      ? Kind.chapter
      : match[3]
        ? Kind.division
        : match[4]
          ? Kind.part
          : Kind.attachment;
  if (value === undefined)
    return k === Kind.attachment && at + match[0].length >= end ? set(k, 0, at + match[0].length) : false;
  const roman = romanNumber(value, 0, value.length);
  const n = roman > 0 ? roman : /^\d/.test(value) ? Number(value) : value.charCodeAt(0) - 0x40;
  const behind = skipSpaces(text, at + match[0].length, end);
  // "Article 5 of the Treaty applies": a sentence about an article
  if (classOf(text.charCodeAt(behind)) === Class.latinLower && behind < end) return false;
  return set(k, n, at + match[0].length, text[behind] === '.' || text[behind] === ':' || behind >= end ? 0 : Flag.weak);
}

function readLower(text: string, at: number, end: number): boolean {
  let i = at;
  while (i < end && i - at < 5 && classOf(text.charCodeAt(i)) === Class.latinLower) i++;
  const length = i - at;
  if (i >= end) return false;
  const c = text.charCodeAt(i);
  const letter = narrowLatin(text.charCodeAt(at)) - 0x60;
  // ａ　両締約国政府の…
  if (length === 1 && classOf(c) === Class.space) {
    const body = skipSpaces(text, i, end);
    return isJapanese(text.charCodeAt(body)) || text[body] === '「' ? set(Kind.lower, letter, i, Flag.weak) : false;
  }
  if (c === 0x2e || c === 0xff0e || c === 0x29 || c === 0xff09) {
    const close = c === 0x29 || c === 0xff09;
    const next = i + 1 < end ? classOf(text.charCodeAt(i + 1)) : Class.space;
    if (!close && (next === Class.latinLower || next === Class.digit)) return false; // e.g.
    const roman = romanNumber(text, at, i);
    if (length === 1) {
      const own = close ? Kind.halfLower : Kind.lower;
      if (roman < 0) return set(own, letter, i + 1, Flag.weak);
      otherKind = own;
      otherNumber = letter;
    }
    return roman > 0 ? set(Kind.parenRoman, roman, i + 1, Flag.weak) : false;
  }
  return false;
}

function readKana(text: string, at: number, end: number): boolean {
  const code = text.charCodeAt(at);
  const next = text.charCodeAt(at + 1);
  const iroha = irohaValue(code);
  const gojuon = gojuonValue(code);
  if (at + 1 >= end || (!iroha && !gojuon)) return false;
  const cls = classOf(next);
  if (cls === Class.space || next === 0xff0e || next === 0x2e || next === 0x3001) {
    otherKind = Kind.bareKana;
    otherNumber = gojuon;
    return set(Kind.bareKana, iroha, cls === Class.space ? at + 1 : at + 2, Flag.weak);
  }
  if (next === 0xff09 || next === 0x29) {
    otherKind = Kind.halfKana;
    otherNumber = gojuon;
    return set(Kind.halfKana, iroha, at + 2, Flag.weak);
  }
  return false;
}

function readKanjiNumeral(text: string, at: number, end: number): boolean {
  let i = at;
  while (i < end && i - at < 4 && classOf(text.charCodeAt(i)) === Class.kanjiNumeral) i++;
  if (i >= end) return i - at <= 2 ? set(Kind.bareKanji, kanjiNumber(text, at, i), i, Flag.weak) : false;
  const c = text.charCodeAt(i);
  const value = kanjiNumber(text, at, i);
  if (value <= 0) return false;
  if (c === 0x3001 || c === 0xff0c) {
    // 二、三の: two or three, unless it is the number that is due
    return set(
      Kind.kanji,
      value,
      i + 1,
      value === 1 && classOf(text.charCodeAt(i + 1)) !== Class.kanjiNumeral ? 0 : Flag.weak,
    );
  }
  if (c === 0xff0e || c === 0x2e) return set(Kind.kanji, value, i + 1);
  if (classOf(c) === Class.space) return set(Kind.bareKanji, value, i, Flag.weak);
  return false;
}

const ATTACHMENT =
  /^(?:別紙|別添|別表|付表|附表|別記|別図|付属書|附属書|付属文書|附属文書|付録|附録|付属資料|参考資料|参考|添付|附則|付則|補足)(?:[0-9０-９]{1,2}|[A-ZＡ-Ｚ]|[一二三四五六七八九十]{1,2}|[ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ])?(?:[-－−][0-9０-９]{1,2})?$/;
const ATTACHMENT_HEAD =
  /^(別\s*紙|別\s*添|別\s*表|付\s*表|附\s*表|別\s*記|付属書|附属書|付属文書|附属文書|付録|附録|参考資料|参\s*考|添\s*付|附\s*則|付\s*則)\s*([0-9０-９]{1,2}|[A-ZＡ-Ｚ](?![A-Za-z])|[（(][0-9０-９]{1,2}[）)]|[一二三四五六七八九十]{1,2}(?=$|\s|[：:])|[ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ])?/;

function readKanji(text: string, at: number, end: number): boolean {
  const code = text.charCodeAt(at);
  switch (code) {
    case 0x7b2c:
      return readOrdinal(text, at, end); // 第
    case 0x6ce8: {
      // 注
      let i = skipSpaces(text, at + 1, end);
      let value = 0;
      while (i < end && digitValue(text.charCodeAt(i)) >= 0)
        value = Math.min(999, value * 10 + digitValue(text.charCodeAt(i++)));
      const c = text[i];
      if (
        i < end &&
        (c === ':' || c === '：' || c === ')' || c === '）' || (value > 0 && isSpace(text.charCodeAt(i))))
      ) {
        return set(Kind.note, value, isSpace(text.charCodeAt(i)) ? i : i + 1);
      }
      return false;
    }
    case 0x5225:
    case 0x4ed8:
    case 0x9644:
    case 0x53c2:
    case 0x6dfb: {
      // 別 付 附 参 添
      if (end - at > 60) return false;
      const line = text.slice(at, end);
      const match = ATTACHMENT_HEAD.exec(line);
      if (!match) return false;
      const behind = line.slice(match[0].length);
      if (behind !== '' && !/^[\s：:（(「【]/.test(behind)) return false;
      if (behind !== '' && (flags & Flag.ends || /[、，]/.test(behind))) return false;
      const digits = match[2]?.replace(/[（()）]/g, '');
      return set(
        Kind.attachment,
        digits ? Math.max(0, Number(digits.normalize('NFKC')) || 0) : 0,
        at + match[0].trimEnd().length,
      );
    }
    case 0x76ee: {
      // 目次
      if (end - at <= 8 && text.slice(at, end).replace(/\s/g, '') === '目次') flags |= Flag.contents;
      return false;
    }
    case 0x4ee5: {
      // 以上
      if (end - at <= 6 && text.slice(at, end).replace(/[\s。]/g, '') === '以上') flags |= Flag.endMark;
      return false;
    }
    default:
      return false;
  }
}

/** 第1条 第一章 第2節 第II部 第1, at the head of a line. */
function readOrdinal(text: string, at: number, end: number): boolean {
  let i = at + 1;
  let value = 0;
  i = skipSpaces(text, i, end);
  const from = i;
  const cls = classOf(text.charCodeAt(i));
  if (cls === Class.digit) {
    while (i < end && i - from < 4 && digitValue(text.charCodeAt(i)) >= 0)
      value = value * 10 + digitValue(text.charCodeAt(i++));
  } else if (cls === Class.kanjiNumeral) {
    while (i < end && i - from < 6 && classOf(text.charCodeAt(i)) === Class.kanjiNumeral) i++;
    value = kanjiNumber(text, from, i);
  } else if (cls === Class.latinUpper) {
    while (i < end && i - from < 5 && classOf(text.charCodeAt(i)) === Class.latinUpper) i++;
    value = romanNumber(text, from, i);
  } else if (cls === Class.romanGlyph) {
    value = ((text.charCodeAt(i++) - 0x2160) % 16) + 1;
  } else return false;
  if (value <= 0) return false;
  const afterNumber = i;
  i = skipSpaces(text, i, end);
  const c = text[i];
  const k =
    i >= end
      ? 0
      : c === '条'
        ? Kind.article
        : c === '章'
          ? Kind.chapter
          : c === '節'
            ? Kind.division
            : c === '部' || c === '編'
              ? Kind.part
              : 0;
  if (k !== 0) {
    i++;
    // 第三条の二
    if (
      text[i] === 'の' &&
      (digitValue(text.charCodeAt(i + 1)) >= 0 || classOf(text.charCodeAt(i + 1)) === Class.kanjiNumeral)
    ) {
      i++;
      while (i < end && (digitValue(text.charCodeAt(i)) >= 0 || classOf(text.charCodeAt(i)) === Class.kanjiNumeral))
        i++;
    }
    if (i >= end) return set(k, value, i);
    const next = text.charCodeAt(i);
    if (classOf(next) === Class.space)
      return set(k, value, i, refersOn(text, skipSpaces(text, i, end), end) ? Flag.reference | Flag.weak : 0);
    if (next === 0xff08 || next === 0x28) return set(k, value, i); // 第一条（目的）
    if (text[i] === '第' || text[i] === '項' || refersOn(text, i, end) || classOf(next) === Class.digit) return false;
    return set(k, value, i, Flag.weak);
  }
  if (afterNumber >= end) return set(Kind.ordinal, value, afterNumber);
  if (i > afterNumber) {
    return refersOn(text, i, end) || '回次期号項款世'.includes(c)
      ? false
      : set(Kind.ordinal, value, afterNumber, Flag.weak);
  }
  if (c === '．' || c === '.') return set(Kind.ordinal, value, i + 1);
  return false;
}

function readBullet(text: string, at: number, end: number, code: number): boolean {
  const k = BULLET_KIND[code];
  const next = text.charCodeAt(at + 1);
  if (at + 1 >= end) return false;
  if (next === code) {
    // ---- ・・・ ○○大臣
    if (isSeparator(text, at, end)) flags |= Flag.separator;
    return false;
  }
  const cls = classOf(next);
  if (classOf(code) === Class.dash) {
    if (cls === Class.digit || cls === Class.dash) return pageNumber(text, at, end);
    if (cls === Class.space) {
      const body = skipSpaces(text, at + 1, end);
      if (digitValue(text.charCodeAt(body)) >= 0 && pageNumber(text, at, end)) return false;
      if (classOf(text.charCodeAt(body)) === Class.dash) {
        flags |= Flag.separator;
        return false;
      }
      return set(k, 0, at + 1);
    }
    return isJapanese(next) || next === 0x300c ? set(k, 0, at + 1) : false;
  }
  if (code === 0x2a && cls !== Class.space) return false; // *emphasis*, *1
  if (code === 0xff0a && digitValue(next) >= 0) return false;
  if (code === 0x3007 && (cls === Class.kanjiNumeral || next === 0x5e74)) return false; // 〇 is also the kanji zero
  if (next === 0x3002 || next === 0x3001) return false;
  if (classOf(next) === Class.bullet && BULLET_KIND[next] !== k) {
    markerEnd = at + 1;
  } // • ●: the second is the document's own
  if (code === 0x25a1 && next === 0x25a1) return false;
  const body = skipSpaces(text, at + 1, end);
  const second = text.charCodeAt(body);
  const listed =
    classOf(second) === Class.bullet || (classOf(second) === Class.dash && digitValue(text.charCodeAt(body + 1)) < 0);
  if (listed && body < end && body + 1 < end && text.charCodeAt(body + 1) !== second) {
    return set(BULLET_KIND[second], 0, body + 1);
  }
  return set(k, 0, at + 1);
}

function isSeparator(text: string, at: number, end: number): boolean {
  const first = text.charCodeAt(at);
  let same = 0;
  const limit = Math.min(end, at + 12);
  for (let i = at; i < limit; i++) if (text.charCodeAt(i) === first) same++;
  return same >= Math.min(4, limit - at);
}

/** -12- or － 12 －; sets the flag and is no marker. */
function pageNumber(text: string, at: number, end: number): boolean {
  if (end - at <= 12) {
    let digits = 0;
    let others = 0;
    for (let i = at; i < end; i++) {
      const cls = classOf(text.charCodeAt(i));
      if (cls === Class.digit) digits++;
      else if (cls !== Class.dash && cls !== Class.space) others++;
    }
    if (digits > 0 && others === 0) flags |= Flag.pageNumber;
  }
  if (!(flags & Flag.pageNumber) && isSeparator(text, at, end)) flags |= Flag.separator;
  return (flags & Flag.pageNumber) !== 0;
}

// 〈仮訳〉 is a note on the text, and [文書名] a label of an archive's metadata: neither opens a section.
const NO_BRACKET_HEADING =
  /^(?:仮\s*訳|暫定仮訳|骨\s*子|抜\s*粋|了|以\s*上|未定稿|案|速報|文書名|場所|年月日|出典|備考|全文|英文|和文|訳文|[a-z/!][^\u3000-\u9fff]*)$/;

// 【記者】… 【大臣】…: who speaks, at the head of what is said
const SPEAKER =
  /^(?:.{0,12}(?:記者|大臣|長官|報道官|総理|会長|委員|委員長|議長|局長|官房長|審議官)|司会|問|答|質問|回答|[QA])$/;

function readBracket(text: string, at: number, end: number): boolean {
  const pair = BRACKET_PAIRS[text[at]];
  const limit = Math.min(end, at + 42);
  let close = -1;
  for (let i = at + 1; i < limit; i++) {
    if (text[i] === pair[0]) {
      close = i;
      break;
    }
  }
  if (close < 0 || close === at + 1) return false;
  const inner = text.slice(at + 1, close).trim();
  if (inner === '' || NO_BRACKET_HEADING.test(inner)) return false;
  const behind = close + 1;
  // < and [ also stand for "less than", links and notes: only where they hold Japanese
  if (pair[1] === 37 || pair[1] === 41) {
    let japanese = false;
    for (let i = 0; i < inner.length; i++) if (isJapanese(inner.charCodeAt(i))) japanese = true;
    if (!japanese) return false;
  }
  if (behind < end && (refersOn(text, behind, end) || '。」）)・'.includes(text[behind]))) return false;
  if (inner.endsWith('。')) return false;
  if (behind < end && SPEAKER.test(inner)) return false;
  return set(pair[1], 0, behind);
}

/** Marks `1. (1)` and keeps where the second marker stands: the fold decides which of the two counts. */
function second(text: string, body: number, end: number): void {
  const cls = classOf(text.charCodeAt(body));
  if (cls !== Class.open && cls !== Class.circled && cls !== Class.parenGlyph && cls !== Class.digit) return;
  const k = kind,
    n = number,
    ok = otherKind,
    on = otherNumber,
    me = markerEnd,
    f = flags;
  kind = 0;
  const found =
    readMarker(text, body, end) &&
    (kind === Kind.paren ||
      kind === Kind.circled ||
      kind === Kind.parenKana ||
      kind === Kind.parenLower ||
      // 1. 1) and 1. 1. say the same number twice; any other digits are a quantity
      ((kind === Kind.half || kind === Kind.decimal || kind === Kind.bare) && number === n));
  const inline = flags & Flag.reference & ~f;
  kind = k;
  number = n;
  otherKind = ok;
  otherNumber = on;
  markerEnd = me;
  flags = f;
  if (found && !inline) flags |= Flag.double;
}

/** The scan of the marker that stands behind the first one of a line flagged `double`. */
export function scanSecond(line: LineScan): LineScan {
  kind = 0;
  number = 0;
  otherKind = 0;
  otherNumber = 0;
  markerEnd = line.body;
  flags = line.flags & Flag.ends;
  readMarker(line.text, line.body, line.end);
  const body = skipSpaces(line.text, markerEnd, line.end);
  if (body >= line.end) flags |= Flag.alone;
  return {
    text: line.text,
    flags,
    indent: line.indent,
    start: line.body,
    end: line.end,
    kind,
    number,
    otherKind,
    otherNumber,
    markerEnd,
    body,
    facts: 0,
  };
}
