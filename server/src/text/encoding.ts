/**
 * Bytes of a file -> text. The encoding is recognised from the bytes alone; there is no outside hint.
 *
 * Files of this genre are UTF-8 today; older ones, and what is saved out of old pages and mails, are Shift_JIS (as Windows
 * has it: code page 932), EUC-JP, ISO-2022-JP or UTF-16. Decoding is left to TextDecoder, whose tables the WHATWG Encoding
 * Standard fixes. Never throws; bytes that are no text give an empty text.
 */

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'shift_jis' | 'euc-jp' | 'iso-2022-jp' | 'binary';

export interface Decoded {
  /** Without a byte order mark; `''` for `binary`. */
  readonly text: string;
  readonly encoding: Encoding;
  readonly bom: boolean;
  /** How sure the encoding is, 0 to 1. Of ASCII alone it is sure: every candidate reads it the same. */
  readonly confidence: number;
  /** Number of characters (U+FFFD) that stand for bytes which could not be read. */
  readonly replaced: number;
}

/** Bytes looked at to guess; whether the whole is valid UTF-8 is the decoder's word. */
const SAMPLE = 16 * 1024;
/** Characters looked at for control characters: a file of another kind shows them at once. */
const HEAD = 1024;
/** One control character in so many characters makes a file binary. */
const CONTROL_SHARE = 1 / 50;
/** So many unreadable ones in all characters do so too. */
const REPLACED_SHARE = 1 / 4;

/** A score that four or more common kanji have. */
const ENOUGH = 20;

const strictUtf8 = new TextDecoder('utf-8', { fatal: true });

/** Decodes the bytes of one file. */
export function decode(bytes: Uint8Array): Decoded {
  const mark = byteOrderMark(bytes);
  if (mark !== undefined) {
    const text = new TextDecoder(mark).decode(bytes);
    if (text.startsWith('\0')) return BINARY; // UTF-32 has the mark of UTF-16 and then NULs
    const replaced = countReplaced(text, mark, bytes);
    return { text, encoding: mark, bom: true, confidence: replaced === 0 ? 1 : 0.9, replaced };
  }
  if (bytes.subarray(0, SAMPLE).indexOf(0) >= 0) return decodeWithNul(bytes);

  let text: string;
  try {
    text = strictUtf8.decode(bytes);
  } catch {
    return decodeLegacy(bytes);
  }
  if (text.length === bytes.length) {
    if (hasJisEscape(text)) {
      const japanese = new TextDecoder('iso-2022-jp').decode(bytes);
      const replaced = count(japanese, '\ufffd');
      return { text: japanese, encoding: 'iso-2022-jp', bom: false, confidence: replaced === 0 ? 0.99 : 0.7, replaced };
    }
    return isControlled(text) ? BINARY : { text, encoding: 'utf-8', bom: false, confidence: 1, replaced: 0 };
  }
  if (isControlled(text)) return BINARY;
  // Every further sequence of several bytes that is valid by chance is at most half as likely.
  const confidence = 1 - 2 ** -Math.min(bytes.length - text.length, 20);
  return { text, encoding: 'utf-8', bom: false, confidence, replaced: 0 };
}

const BINARY: Decoded = { text: '', encoding: 'binary', bom: false, confidence: 0.9, replaced: 0 };

function byteOrderMark(bytes: Uint8Array): 'utf-8' | 'utf-16le' | 'utf-16be' | undefined {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8';
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  return undefined;
}

/** UTF-16 shows by the NULs of its spaces, digits and line ends; all else with a NUL is no text. */
function decodeWithNul(bytes: Uint8Array): Decoded {
  const best = rank(['utf-16le', 'utf-16be'], bytes.subarray(0, SAMPLE), 1);
  if (best.score <= 0 || best.controls > CONTROL_SHARE * best.length) return BINARY;
  const decoded = finish(bytes, best.encoding, best.confidence);
  return decoded.replaced > REPLACED_SHARE * decoded.text.length ? BINARY : decoded;
}

/**
 * Neither NUL nor UTF-8: the likeliest of Shift_JIS, EUC-JP and damaged UTF-8. UTF-16 is no candidate: a text without even
 * a line end is too rare, and English read as UTF-16 is a row of kanji.
 */
function decodeLegacy(bytes: Uint8Array): Decoded {
  let first = 0;
  while (first < bytes.length && bytes[first] < 0x80) first++;
  const best = rank(['utf-8', 'shift_jis', 'euc-jp'], bytes.subarray(first, first + SAMPLE));
  if (best.controls > CONTROL_SHARE * best.length) return BINARY;
  // Where nothing fits (a word of another code page in an English text), the little that is unreadable is marked as such.
  if (best.score > 0) return finish(bytes, best.encoding, best.confidence);
  const marked = finish(bytes, 'utf-8', 0.3);
  return marked.replaced > REPLACED_SHARE * marked.text.length ? BINARY : marked;
}

function finish(bytes: Uint8Array, encoding: Exclude<Encoding, 'binary'>, confidence: number): Decoded {
  const text = new TextDecoder(encoding).decode(bytes);
  return { text, encoding, bom: false, confidence, replaced: countReplaced(text, encoding, bytes) };
}

interface Ranked<E> {
  readonly encoding: E;
  readonly score: number;
  readonly confidence: number;
  readonly controls: number;
  readonly length: number;
}

/**
 * The encoding by which a sample looks most like Japanese. On equal scores the one named first. `ascii` is what an ASCII
 * character says for an encoding: nothing where all candidates have it in the same bytes.
 */
function rank<E extends Encoding>(encodings: readonly E[], sample: Uint8Array, ascii = 0): Ranked<E> {
  let best: Ranked<E> | undefined;
  let second = 0;
  for (const encoding of encodings) {
    // As a stream: a character that the end of the sample, or of the file, cuts in two says nothing against an encoding.
    const text = new TextDecoder(encoding).decode(sample, { stream: true });
    const { score, controls } = judge(text, ascii);
    if (best === undefined || score > best.score) {
      second = Math.max(0, best?.score ?? 0);
      best = { encoding, score, controls, length: text.length, confidence: 0 };
    } else if (score > second) {
      second = score;
    }
  }
  const winner = best as Ranked<E>;
  if (winner.score <= 0) return winner;
  // The lead over the next candidate, and less where the winner has but a few characters to show.
  const confidence = ((winner.score - second) / winner.score) * Math.min(1, winner.score / ENOUGH);
  return { ...winner, confidence };
}

/**
 * Kanji that this genre uses most. Bytes read by the wrong table give kanji too, but rare ones, spread over thousands.
 */
const COMMON_KANJI = new Set(
  '日米安全保障協議委員会概要外務省防衛大臣官房長共同発表声明文書年月政府両国首脳閣僚合意確認実施作業進展協力関係情報' +
    '同盟強化地域平和定的核問題北朝鮮中韓豪印英仏独欧州太洋海空陸軍隊自沖縄基地施設区域移返還再編飛行場費用経済貿易投資' +
    '技術開発支援推進努力必要重要性認識意見一致議論会談訪行電話次官第回本件等及以上下今後引続更前昨来者内部局課室別紙付' +
    '条約定法案決国際連人民主義価値利益責任役割任務能計画検討評価期待歓迎表懸念非難拡散抑止宇宙経由対応方針戦略体制高度' +
    '公開新聞報資料参加側相互理解交流事務件事項目予算総理務時間場所東京名古大阪県市町村世界和解決成果言説明述',
);

/** How much a text looks like Japanese, and how many control characters it has. */
function judge(text: string, ascii: number): { score: number; controls: number } {
  let score = 0;
  let controls = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code < 0x80) {
      if (isControl(code)) {
        controls++;
        score -= 5;
      } else score += ascii;
    } else if (code < 0xa0) {
      controls++;
      score -= 5;
    } else if (code >= 0x3041 && code <= 0x309e) score += 4;
    else if (code >= 0x30a1 && code <= 0x30fe) score += 3;
    else if (code >= 0x4e00 && code <= 0x9fff) score += COMMON_KANJI.has(text[i]) ? 5 : 1;
    else if ((code >= 0x3000 && code <= 0x301f) || (code >= 0xff01 && code <= 0xff5e)) score += 3;
    else if ((code >= 0x2010 && code <= 0x203b) || (code >= 0x2160 && code <= 0x2473)) score += 1;
    else if (code === 0xfffd) score -= 20;
    else if (code >= 0xe000 && code <= 0xf8ff) score -= 5;
    else score -= 1; // half-width katakana among them: what EUC-JP gives when it is read as Shift_JIS
  }
  return { score, controls };
}

/** Control characters that text files do not have. ESC opens the sequences of ISO-2022-JP; 0x1A ended files of DOS. */
function isControl(code: number): boolean {
  return (code < 0x20 && (code < 0x08 || code > 0x0d) && code !== 0x1a && code !== 0x1b) || code === 0x7f;
}

function isControlled(text: string): boolean {
  const end = Math.min(text.length, HEAD);
  let controls = 0;
  for (let i = 0; i < end; i++) {
    const code = text.charCodeAt(i);
    if (code < 0x20 && isControl(code)) controls++;
  }
  return controls > CONTROL_SHARE * end;
}

function hasJisEscape(text: string): boolean {
  return text.includes('\x1b$B') || text.includes('\x1b$@') || text.includes('\x1b(J') || text.includes('\x1b(I');
}

function countReplaced(text: string, encoding: Encoding, bytes: Uint8Array): number {
  let found = count(text, '\ufffd');
  if (found === 0 || encoding === 'shift_jis' || encoding === 'euc-jp' || encoding === 'iso-2022-jp') return found;
  // The encodings of Unicode can say U+FFFD themselves.
  const own = encoding === 'utf-8' ? [0xef, 0xbf, 0xbd] : encoding === 'utf-16le' ? [0xfd, 0xff] : [0xff, 0xfd];
  for (let at = bytes.indexOf(own[0]); at >= 0; at = bytes.indexOf(own[0], at + 1)) {
    if (own.length === 2 && at % 2 === 1) continue;
    if (own.every((byte, k) => bytes[at + k] === byte)) found--;
  }
  return found;
}

function count(text: string, part: string): number {
  let found = 0;
  for (let at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + 1)) found++;
  return found;
}
