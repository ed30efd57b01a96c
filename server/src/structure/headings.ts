import { Class, classOf, isJapanese } from './characters.ts';
import { content, isChrome, isDate, isIssuer, isLabel, isNumber, isPerson, isStatus, namesDocument } from './facts.ts';
import { Kind } from './kinds.ts';
import { Flag, type LineScan } from './scan.ts';

/** Headings: how they are told from sentences, and where the heading of an item ends. */

/** Longest heading looked for in front of a colon, in UTF-16 units. */
const RUN_IN_LIMIT = 44;

/**
 * Offset of the ： that ends the run-in heading which begins at `from`, or -1. Colons inside quotes and brackets do not count,
 * nor does one behind a whole sentence or a clause.
 */
export function runInEnd(text: string, from: number, end: number): number {
  const limit = Math.min(end, from + RUN_IN_LIMIT);
  let depth = 0;
  for (let i = from; i < limit; i++) {
    switch (text.charCodeAt(i)) {
      case 0x300c:
      case 0x300e:
      case 0xff08:
      case 0x28:
      case 0x3010:
        depth++;
        break;
      case 0x300d:
      case 0x300f:
      case 0xff09:
      case 0x29:
      case 0x3011:
        if (depth > 0) depth--;
        break;
      case 0x3002:
        if (depth === 0) return -1;
        break;
      case 0xff1a:
      case 0x3a:
        if (depth > 0) break;
        // 10:30, https://
        if (text.charCodeAt(i) === 0x3a && (digitBehind(text, i) || text.charCodeAt(i + 1) === 0x2f)) return -1;
        return i > from ? i : -1;
      default:
    }
  }
  return -1;
}

function digitBehind(text: string, i: number): boolean {
  return classOf(text.charCodeAt(i + 1)) === Class.digit && classOf(text.charCodeAt(i - 1)) === Class.digit;
}

// A heading is a noun phrase. These endings are verbs, particles and the like; a final り or て may be either (取組み, について).
const VERBAL_END = 'たるすくぐうつぬぶむだばがをはのもとでやずれろ';
const SENTENCE_END =
  /(?:こととした|ものとする|を確認|で一致|を歓迎|を表明|に合意|を決定|旨発言|を強調|を指摘|を説明|を要請|で合意|を支持|に言及|を共有|意見の一致|旨述べ)$/;

/**
 * Whether the text of an item, behind its marker, is a heading: short, without a full stop, not a clause.
 * `from` and `end` are offsets into the line.
 */
export function isHeadingText(scan: LineScan, from: number, end: number, limit = 45): boolean {
  const length = end - from;
  if (length === 0 || scan.flags & Flag.ends) return false;
  const text = scan.text;
  const japanese = hasJapanese(text, from, end);
  if (!japanese) {
    if (length > 100) return false;
    return !/[.;,]$/.test(text.slice(end - 1, end));
  }
  if (length > limit) return false;
  const last = text[end - 1];
  if ('、，,；;：:'.includes(last)) return false;
  if (VERBAL_END.includes(last)) return false;
  let commas = 0;
  for (let i = from; i < end; i++) {
    const c = text.charCodeAt(i);
    if (c === 0x3002) return false;
    if (c === 0x3001 || c === 0xff0c) commas++;
  }
  if (commas > 2) return false;
  return !(length > 12 && SENTENCE_END.test(text.slice(from, end)));
}

function hasJapanese(text: string, from: number, end: number): boolean {
  for (let i = from; i < end; i++) if (isJapanese(text.charCodeAt(i))) return true;
  return false;
}

/** Whether a marked line opens a section with a heading, rather than a sentence that is counted. */
export function isHeadingItem(scan: LineScan): boolean {
  if (scan.flags & Flag.alone) return true;
  if (scan.end - scan.body > 400) return runInEnd(scan.text, scan.body, scan.end) >= 0;
  return isHeadingText(scan, scan.body, scan.end) || runInEnd(scan.text, scan.body, scan.end) >= 0;
}

const NOT_A_HEADING =
  /^(?:記$|図表|図[0-9０-９]|表[0-9０-９]|写真|資料[0-9０-９]|.*のために$|以下|同(?:条|協|会|日|年|月|様|上|文|訪|閣|計|委|大)|本件|（|\(|「[^」]*」$|[-－―—=＝・…]|.*(?:とおり|のとおり|の通り|次のとおり)$|[0-9０-９.,，／/\s-]+$|(?:Q|A|問|答|記者)[：:.]?)/;
const PLAIN_LIMIT = 34;

/** （日本側書簡）: a heading in round brackets, alone on its line. What it is depends on whether there are others. */
export function isBracketedHead(scan: LineScan): boolean {
  if (scan.kind !== Kind.none || scan.flags !== 0 || scan.indent > 1) return false;
  const length = scan.end - scan.start;
  if (length < 5 || length > 24) return false;
  const text = content(scan);
  return (
    /^[（(][^（）()。、：:]{3,}[）)]$/.test(text) &&
    !/側[）)]$/.test(text) &&
    !isStatus(scan) &&
    !isPerson(scan) &&
    !isIssuer(scan) &&
    !isDate(scan)
  );
}

const STANDALONE =
  /^(?:は\s*じ\s*め\s*に|お\s*わ\s*り\s*に|序|序文|序章|前文|まえがき|あとがき|結び|むすび|結語|まとめ|終わりに)$/;

/** はじめに, 前文, おわりに: beside the numbered parts, never above them. */
export function isStandalone(scan: LineScan): boolean {
  return scan.end - scan.start <= 8 && STANDALONE.test(content(scan));
}

/** 一の1について, 二について: set tight against the answer below it, and a heading all the same. */
export function isAnswerHead(scan: LineScan): boolean {
  return scan.end - scan.start <= 30 && ANSWER.test(content(scan));
}

/** Whether a line without a marker reads like a heading, whatever stands around it. */
// 一の1について: the heads of an answer to written questions
const ANSWER =
  /^[一二三四五六七八九十]{1,3}(?:の[0-9０-９（）()一二三四五六七八九十①-⑳]{1,6})*(?:(?:、|及び|並びに|から)[一二三四五六七八九十の0-9０-９（）()まで]{1,10})*について$/;

export function readsLikeHeading(scan: LineScan): boolean {
  if (scan.kind !== Kind.none || scan.flags !== 0) return false;
  if (isAnswerHead(scan)) return true;
  const length = scan.end - scan.start;
  if (length < 2) return false;
  const text = content(scan);
  if (hasJapanese(text, 0, text.length)) {
    if (length > PLAIN_LIMIT || NOT_A_HEADING.test(text)) return false;
    if (!isHeadingText(scan, scan.start, scan.end, PLAIN_LIMIT)) return false;
    // a line that begins in kana is the rest of a sentence, but for the few headings that do
    if (
      classOf(scan.text.charCodeAt(scan.start)) === Class.hiragana &&
      !/^(?:はじめに|おわりに|まとめ|むすび|その他|これまで|あり方|より|さらなる|いわゆる)/.test(text)
    ) {
      return false;
    }
  } else if (!isEnglishHeading(text)) return false;
  return !(
    isLabel(scan) ||
    isDate(scan) ||
    isNumber(scan) ||
    isStatus(scan) ||
    isChrome(scan) ||
    isPerson(scan) ||
    (isIssuer(scan) && !namesDocument(text))
  );
}

const SMALL_WORD = /^(?:a|an|and|as|at|by|for|from|in|into|of|on|or|the|to|toward|towards|under|with|between|beyond)$/;

function isEnglishHeading(text: string): boolean {
  if (text.length > 90 || !/^[A-Z]/.test(text) || /[.;,:]$/.test(text)) return false;
  const words = text.split(/\s+/);
  if (words.length > 12) return false;
  const large = words.filter((w) => /^[^a-z]/.test(w) || SMALL_WORD.test(w)).length;
  return large === words.length || (words.length <= 5 && large / words.length >= 0.6);
}

/** Shortest line that can be a heading without a marker and its text. */
export const RUN_IN_FROM = 12;

const SPEAKER = /(?:大臣|長官|総理|首相|会長|委員|記者|官|長|大使|問|答|氏|司会|側|者)$/;

/** Offset of the ： of a heading without a marker that runs into its text (`同盟の指揮・統制の向上：両国は、…`), or -1. `wrapped`: the line runs on into the next. */
export function plainRunIn(scan: LineScan, wrapped: boolean): number {
  if (scan.kind !== Kind.none || scan.end - scan.start < RUN_IN_FROM) return -1;
  const colon = runInEnd(scan.text, scan.start, Math.min(scan.end, scan.start + 32));
  if (colon < 0) return -1;
  const head = scan.text.slice(scan.start, colon);
  const rest = scan.end - colon - 1;
  if (head.length < 2 || rest < 8 || !(scan.flags & Flag.ends || wrapped) || scan.flags & ~Flag.ends) return -1;
  if (
    /[。]/.test(head) ||
    (head.match(/[、，]/g)?.length ?? 0) > 1 ||
    SPEAKER.test(head.trimEnd()) ||
    VERBAL_END.includes(head[head.length - 1])
  )
    return -1;
  if (classOf(head.charCodeAt(0)) === Class.hiragana || isLabel(scan)) return -1;
  return colon;
}
