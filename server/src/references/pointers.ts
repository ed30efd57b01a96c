import { isDigit, isHan, isKatakana } from '../terms/matcher.ts';
import { Allow, readNumeral } from '../text/numerals.ts';
import { type Part, type PartStep, readPart, readPath } from './parts.ts';

/** Where a text points at parts of itself, or at what is attached to it. */
export interface Pointer {
  readonly start: number;
  readonly end: number;
  /** `above` and `below` say that the part is one of this text, `article` that it is one of the article at hand or of the treaty. */
  readonly scope:
    | 'above'
    | 'below'
    | 'before'
    | 'after'
    | 'bare'
    | 'again'
    | 'attachment'
    | 'former'
    | 'latter'
    | 'article'
    /** An article of the treaty that the text explains. */
    | 'treaty'
    /** An item of the question that an answer answers. */
    | 'question';
  readonly part: Part | undefined;
  /** 前項, 次条: the unit. */
  readonly unit: string;
  /** 別紙２, 資料34. */
  readonly number: number | undefined;
}

const NOTHING: readonly never[] = [];

const POINTERS =
  /(上記|前記|右の|先に述べた)|(下記|後記)|(前|次)(項|条|号|二項|2項|三項|3項|二条|2条|三条|3条|各号|各項|段落|節)|(別紙|別添|添付|別表|別記|附属書|付属書|附録|資料)|(?:本文書の?|本共同声明の?|本覚書の?)?((?:サブ)?パラグラフ ?)|(第)(?=[0-9一二三四五六七八九十百]{1,5}[条項])|([0-9]{1,2}\.? ?\((?:[0-9]{1,2}|[a-z]|[イロハニホヘト])\))|\b((?:paragraphs?|Paragraphs?|Article|Section|section) (?=[0-9IVX]))|\b(the above|above) |(同)(条|項)(?![件約例目])|(前者|後者)|((?<![0-9第条項.,(一-龠])[0-9]{1,2}(?=(?:(?:及び|又は|から|並びに|,)[0-9]{1,2})*(?:まで)?(?:の規定|に規定する|に定める|にいう|に掲げ)|の(?:委員会|通告|期間|場合))|(?<![0-9条項a-z)])\([a-z]\)(?=(?:及び|又は|から)?(?:\([a-z]\))?(?:まで)?(?:の規定|に規定する|に定める|にいう|に掲げ))|(?:この|本)条(?![約件例項]))|((?<![一-龠])前文(?=に|の|で))|\b[Tt]he (former|latter)\b(?! [a-z]*[A-Z])/g;

/** Where a folded passage points at parts of its own text, in order. */
export function scanPointers(text: string): readonly Pointer[] {
  let found = scanQuestions(text);
  for (let at = beginning(text, 0); at >= 0; at = beginning(text, POINTERS.lastIndex)) {
    POINTERS.lastIndex = at;
    const match = POINTERS.exec(text);
    if (match === null) break;
    const pointer = readPointer(text, match);
    if (pointer === undefined) continue;
    found ??= [];
    found.push(pointer);
    POINTERS.lastIndex = Math.max(POINTERS.lastIndex, pointer.end);
  }
  return found ?? NOTHING;
}

/** The longest line that says which items it answers. */
const LONGEST_ANSWER = 40;
const ANSWERS =
  /^ ?([一二三四五六七八九十]{1,3}(?:の?\([一二三四五六七八九十0-9]{1,3}\)|の[0-9一二三四五六七八九十]{1,3})*)/;
const NEXT_ANSWER =
  /(?:及び|並びに|,|から)((?:[一二三四五六七八九十]{1,3}|の?\([一二三四五六七八九十0-9]{1,3}\)|[0-9]{1,2})+(?:の?\([一二三四五六七八九十0-9]{1,3}\)|の[0-9一二三四五六七八九十]{1,3})*)(?:まで)?/y;

/** 一の(二)及び(三)について: the items of a question that the paragraph below answers, each for itself. */
function scanQuestions(text: string): Pointer[] | undefined {
  if (text.length > LONGEST_ANSWER || !text.endsWith('について')) return undefined;
  const first = ANSWERS.exec(text);
  if (first === null) return undefined;
  const found: Pointer[] = [];
  const add = (start: number, path: string, above: readonly PartStep[]): readonly PartStep[] => {
    const own = [...path.matchAll(/[一二三四五六七八九十]+|[0-9]+/g)].flatMap(([digits]) => {
      const number = readNumeral(digits, 0, { allow: Allow.arabic | Allow.kanji })?.value;
      return number === undefined ? [] : [{ unit: '' as const, number, sign: '', heading: '' }];
    });
    // (三) beside 一の(二) is of the same item
    const steps = /^[一二三四五六七八九十]/.test(path) ? own : [...above.slice(0, -own.length), ...own];
    const end = start + path.length;
    found.push({ start, end, scope: 'question', part: { start, end, steps }, unit: '', number: undefined });
    return steps;
  };
  let end = first[0].length;
  let steps = add(end - first[1].length, first[1], []);
  for (;;) {
    NEXT_ANSWER.lastIndex = end;
    const next = NEXT_ANSWER.exec(text);
    if (next === null) break;
    steps = add(end + next[0].indexOf(next[1]), next[1], steps);
    end = NEXT_ANSWER.lastIndex;
  }
  return text.slice(end) === 'について' ? found : undefined;
}

/** With what characters POINTERS can begin, and which then follow; numbers are looked at apart. Tried before it, for it is slow where nothing is. */
const BEGINNINGS = new Map<number, string>();
for (const pair of [
  '上記 前記項条号二2三3各段節者文 右の 先に 下記 後記者 次項条号二2三3各段節 別紙添表記 添付 附属録 付属 資料 本文共覚条 サブ パラ',
  '第0123456789一二三四五六七八九十百 同条項 この pa Pa Ar Se se th Th ab',
]
  .join(' ')
  .split(' ')) {
  BEGINNINGS.set(pair.charCodeAt(0), pair.slice(1));
}
const MAY_BEGIN = new Uint8Array(0x10000);
for (const code of BEGINNINGS.keys()) MAY_BEGIN[code] = 1;
for (const char of '0123456789(') MAY_BEGIN[char.charCodeAt(0)] = 1;
/** What follows a number or a letter in brackets that points. */
const BEHIND_NUMBER = '. (,及又か並まのに';

/** The first offset from `from` at which POINTERS may match; -1 where it cannot any more. */
function beginning(text: string, from: number): number {
  for (let i = from; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (MAY_BEGIN[code] === 0) continue;
    const followers = BEGINNINGS.get(code);
    if (followers !== undefined) {
      if (followers.includes(text[i + 1] ?? ' ')) return i;
    } else if (code === 0x28) {
      if (text[i + 2] === ')') return i;
    } else {
      const behind = isDigit(text.charCodeAt(i + 1)) ? i + 2 : i + 1;
      if (behind < text.length && BEHIND_NUMBER.includes(text[behind])) return i;
    }
  }
  return -1;
}

function readPointer(text: string, match: RegExpExecArray): Pointer | undefined {
  const start = match.index;
  const behind = start + match[0].length;
  const none = { part: undefined, unit: '', number: undefined };
  if (match[1] !== undefined || match[2] !== undefined) {
    const scope = match[1] !== undefined ? 'above' : 'below';
    const from = text[behind] === 'の' ? behind + 1 : behind;
    const part = readPart(text, from) ?? readPath(text, from, true);
    return part && { ...none, start, end: part.end, scope, part };
  }
  if (match[3] !== undefined) {
    if (isHan(text.charCodeAt(start - 1))) return undefined;
    // 前項目, 次号機, 前条件: other words
    if (/[目機件約例線]/.test(text[behind] ?? '')) return undefined;
    const part = readPart(text, behind) ?? (match[4] === '条' ? readPart(text, behind, true) : undefined);
    const scope = match[3] === '前' ? 'before' : 'after';
    return {
      ...none,
      start,
      end: part?.end ?? behind,
      scope,
      unit: match[4].slice(-1) === '条' ? '条' : match[4],
      part,
    };
  }
  if (match[5] !== undefined) {
    const code = text.charCodeAt(start - 1);
    if (isHan(code) || isKatakana(code)) return undefined;
    const numeral = readNumeral(text, behind, { allow: Allow.arabic | Allow.kanji });
    const number = numeral?.value;
    if (match[5] === '資料' && number === undefined) return undefined;
    // the head of the attachment itself: （別紙）
    if (start <= 1 && (numeral?.end ?? behind) + 2 >= text.length) return undefined;
    const end = numeral?.end ?? behind;
    const noun = /^の(?:共同発表|共同声明|とおり|文書|写し|概要|骨子)?/.exec(text.slice(end));
    const long =
      match[5] === '添付' && noun !== null && noun[0].length > 1 && noun[0] !== 'のとおり' ? noun[0].length : 0;
    if (match[5] === '添付' && long === 0 && noun?.[0] !== 'のとおり') return undefined;
    return { ...none, start, end: end + long, scope: 'attachment', unit: match[5], number };
  }
  if (match[8] !== undefined) {
    const part = start === 0 ? undefined : readPath(text, start, false);
    return part && { ...none, start, end: part.end, scope: 'bare', part };
  }
  if (match[10] !== undefined) {
    const part = readPart(text, behind);
    return part && { ...none, start, end: part.end, scope: 'above', part };
  }
  if (match[11] !== undefined) {
    if (isHan(text.charCodeAt(start - 1))) return undefined;
    // 同条５: with what follows it
    const part = readPart(text, behind, match[12] === '条');
    return { ...none, start, end: part?.end ?? behind, scope: 'again', unit: match[12], part };
  }
  if (match[14] !== undefined) {
    const sign = match[14].replace(/[()]/g, '');
    const step: PartStep = /[0-9]/.test(sign)
      ? { unit: '', number: Number(sign), sign: '', heading: '' }
      : { unit: '', number: undefined, sign, heading: '' };
    // 本条 is the article itself
    const steps = sign.endsWith('条') ? [] : [step];
    const part = steps.length === 0 ? readPart(text, behind, true) : { start, end: behind, steps };
    return { ...none, start, end: part?.end ?? behind, scope: 'article', part };
  }
  if (match[15] !== undefined) {
    const part = readPart(text, start);
    return part && { ...none, start, end: part.end, scope: 'article', part };
  }
  const choice = match[13] ?? match[16];
  if (choice !== undefined) {
    return { ...none, start, end: behind, scope: /^(?:前者|former)$/.test(choice) ? 'former' : 'latter' };
  }
  const from = match[6] === undefined ? start : behind - match[6].length;
  const part = readPart(text, from);
  return part && { ...none, start, end: part.end, scope: 'bare', part };
}
