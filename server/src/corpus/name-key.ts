import { createKeyText, makeKey } from '../terms/key.ts';
import { fold } from '../text/width.ts';

/**
 * What is compared of the name of a document, section or term when somebody looks for it by typing a part of it: the key of
 * terms/key.ts (no widths, case, spaces, hyphens, ・ and quotation marks), and above it one sign for hiragana and katakana, and for the old
 * and the new form of a kanji. Where words begin is kept beside it, for a match there is better than one inside a word.
 */

/** Stands in a name between several spellings of one thing. */
export const SPELLING = '\u001f';
/** Stands in a name behind the marker of a section: its heading alone is as good a name as marker and heading. */
export const HEADING = '\u001e';

export const SPELLING_CODE = 0x1f;
const HEADING_CODE = 0x1e;
/** A name is cut here; its length is kept in 16 bits. */
const MAX_LENGTH = 0xffff;
/** The longest marker: its length is kept in 8 bits. */
const MAX_HEAD = 0xff;

/** Old forms of kanji, each followed by the form of today. Those that width.ts or key.ts turn already are left out. */
const OLD_FORMS =
  '亞亜惡悪壓圧圍囲爲為醫医壹壱營営榮栄衞衛驛駅圓円鹽塩奧奥應応歐欧毆殴穩穏假仮價価畫画會会懷懐壞壊擴拡殼殻覺覚學学嶽岳樂楽勸勧卷巻寬寛歡歓罐缶觀観關関陷陥' +
  '顏顔氣気歸帰龜亀僞偽戲戯犧犠舊旧據拠擧挙虛虚峽峡挾挟狹狭曉暁區区驅駆勳勲徑径惠恵溪渓經経繼継莖茎螢蛍輕軽鷄鶏藝芸擊撃儉倹劍剣圈圏檢検權権獻献硏研險険' +
  '顯顕驗験嚴厳效効鑛鉱號号濟済碎砕齋斎劑剤雜雑參参慘惨棧桟蠶蚕贊賛殘残絲糸齒歯兒児辭辞濕湿實実舍舎寫写釋釈壽寿收収從従澁渋獸獣縱縦肅粛處処緖緒敍叙將将稱称' +
  '涉渉燒焼奬奨條条狀状乘乗淨浄剩剰疊畳讓譲釀醸觸触囑嘱眞真寢寝愼慎盡尽圖図粹粋醉酔隨随髓髄數数樞枢聲声靜静齊斉攝摂竊窃專専戰戦淺浅潛潜纖繊踐践錢銭禪禅雙双' +
  '壯壮搜捜插挿爭争總総聰聡莊荘裝装騷騒增増臟臓藏蔵屬属續続墮堕體体對対帶帯滯滞臺台瀧滝擇択單単擔担膽胆團団彈弾斷断癡痴遲遅晝昼蟲虫鑄鋳廳庁聽聴敕勅鎭鎮遞逓' +
  '鐵鉄轉転點点傳伝黨党盜盗燈灯當当鬪闘德徳獨独讀読屆届貳弐惱悩腦脳霸覇廢廃拜拝賣売麥麦發発髮髪拔抜蠻蛮祕秘佛仏拂払變変瓣弁辨弁辯弁舖舗寶宝豐豊沒没飜翻每毎' +
  '萬万滿満默黙藥薬譯訳豫予餘余與与譽誉搖揺樣様謠謡來来賴頼亂乱覽覧畧略兩両獵猟綠緑壘塁禮礼勵励隸隷靈霊齡齢戀恋爐炉勞労樓楼祿禄錄録亙亘灣湾聯連證証缺欠歷歴曆暦黑黒敎教說説稅税產産步歩歲歳戶戸內内强強絕絶靑青淸清';

const TABLE = new Uint16Array(0x10000);
for (let code = 0; code < 0x10000; code++) TABLE[code] = code;
const KANA_SHIFT = 0x60;
for (let code = 0x30a1; code <= 0x30f6; code++) TABLE[code] = code - KANA_SHIFT;
TABLE[0x30fd] = 0x309d;
TABLE[0x30fe] = 0x309e;
for (let k = 0; k < OLD_FORMS.length; k += 2) TABLE[OLD_FORMS.charCodeAt(k)] = OLD_FORMS.charCodeAt(k + 1);

/** Kinds of characters, as far as a word ends where one kind gives way to another. */
export const Script = { sign: 0, digit: 1, latin: 2, kana: 3, katakana: 4, kanji: 5 } as const;

/** The script of a character of a key of terms/key.ts, where numerals in kanji are digits. In keys of names all kana are `kana`. */
export function scriptOf(code: number): number {
  if (code < 0x80) {
    if (code >= 0x30 && code <= 0x39) return Script.digit;
    return (code | 0x20) >= 0x61 && (code | 0x20) <= 0x7a ? Script.latin : Script.sign;
  }
  if (code < 0x3000) return code >= 0xc0 && code < 0x2000 ? Script.latin : Script.sign;
  if (code >= 0x3041 && code <= 0x309f) return Script.kana;
  if (code >= 0x30a1 && code <= 0x30ff && code !== 0x30fb) return Script.katakana;
  // 々 〆 〇, ideographs with extensions and their surrogates, hangul
  return (code >= 0x3005 && code <= 0x3007) || (code >= 0x3400 && code < 0xe000) ? Script.kanji : Script.sign;
}

const LONG_VOWEL = 0x30fc;

/** Whether a word begins at a character that follows another one directly: after a sign, and where the script changes, unless into the ending of a word (進|める). */
function beginsWord(before: number, script: number, code: number): boolean {
  if (script === before || code === LONG_VOWEL) return false;
  return before === Script.sign || script !== Script.kana;
}

/**
 * Every character of a key has one of 64 bits: 32 are for kanji, and in another word for all others. A name can hold a query only if it has
 * all the bits of the query. Kana stand in nearly every name, so they share no bits with signs that tell names apart.
 */
const BITS = new Uint8Array(0x10000);
const SCRIPTS = new Uint8Array(0x10000);
const KANJI_BIT = 32;
for (let code = 0; code < 0x10000; code++) {
  const spread = Math.imul(code, 0x9e3779b1) >>> 16;
  const script = scriptOf(code);
  SCRIPTS[code] = script;
  if (script === Script.kanji) BITS[code] = KANJI_BIT + (spread & 31);
  else if (script === Script.latin) BITS[code] = spread % 12;
  else if (script === Script.digit) BITS[code] = 12 + (spread % 3);
  else if (script === Script.sign) BITS[code] = 16 + (spread % 4);
  else BITS[code] = 20 + (spread % 12);
}

/** In the word of what is not kanji: the bit of `SPELLING`, alone. */
export const SPELLING_BIT = 1 << 15;
BITS[SPELLING_CODE] = 15;

/** Writes both words of the mask of each name, from a place of `masks` on. */
export function writeMasks(
  { codes, lengths, count }: Pick<FileKeys, 'codes' | 'lengths' | 'count'>,
  masks: Int32Array,
  from: number,
): void {
  let code = 0;
  for (let name = 0; name < count; name++) {
    let kanji = 0;
    let other = 0;
    for (const end = code + lengths[name]; code < end; code++) {
      const bit = BITS[codes[code]];
      if (bit >= KANJI_BIT) kanji |= 1 << bit;
      else other |= 1 << bit;
    }
    masks[from + 2 * name] = kanji;
    masks[from + 2 * name + 1] = other;
  }
}

/** The bits of the characters of a key. */
export function maskOf(codes: Uint16Array, start: number, end: number): { kanji: number; other: number } {
  let kanji = 0;
  let other = 0;
  for (let at = start; at < end; at++) {
    const bit = BITS[codes[at]];
    if (bit >= KANJI_BIT)
      kanji |= 1 << bit; // the shift takes the bit modulo 32
    else other |= 1 << bit;
  }
  return { kanji, other };
}

const key = createKeyText();

/** What a name is of. Of equally good matches those of a lower kind come first. */
export const NameKind = { document: 0, section: 1, term: 2 } as const;
/** The highest kind that is told apart, in two bits. */
export const LAST_KIND = 3;

/** The names of one file. */
export interface FileNames {
  /** May hold `HEADING` and `SPELLING`. What is found is told by its place in this list. */
  readonly names: readonly string[];
  /** The kind of each, of `NameKind`. */
  readonly kinds: readonly number[];
  /** Day of the newest document of the file as a number, 20070501; 0 where there is none. Of equally good matches the newest comes first. */
  readonly day: number;
}

/** Days are less than this. */
export const DAYS = 2 ** 27;

/** The names of one file as they are searched. The arrays may be longer than is said here. */
export interface FileKeys {
  /** How many characters, and how many names. */
  readonly used: number;
  readonly count: number;
  readonly day: number;
  /** The characters of all keys, one after another. */
  readonly codes: Uint16Array;
  /** A bit for each character, from the lowest of the first byte on: whether a word begins there. */
  readonly begins: Uint8Array;
  /** For each name: length of its key, length of the marker before its heading, and kind. */
  readonly lengths: Uint16Array;
  readonly heads: Uint8Array;
  readonly kinds: Uint8Array;
}

/** Makes the keys of the names of files. What was made is good until the next file, so that nothing is allocated for a name. */
export class NameKeys implements FileKeys {
  used = 0;
  count = 0;
  day = 0;
  codes = new Uint16Array(4096);
  begins = new Uint8Array(4096 >> 3);
  lengths = new Uint16Array(256);
  heads = new Uint8Array(256);
  kinds = new Uint8Array(256);

  take({ names, kinds, day }: FileNames): FileKeys {
    this.begins.fill(0, 0, (this.used + 7) >> 3);
    this.used = 0;
    this.count = 0;
    for (const name of names) this.#add(name);
    for (let k = 0; k < this.count; k++) this.kinds[k] = Math.min(kinds[k], LAST_KIND);
    this.day = Math.max(0, Math.min(day, DAYS - 1));
    return this;
  }

  #add(name: string): void {
    makeKey(fold(name).text, key);
    const { codes: from, offsets } = key;
    this.#reserve(key.length);
    const { codes, begins, used } = this;
    const end = Math.min(key.length, MAX_LENGTH);
    let at = used;
    let head = 0;
    let fresh = true;
    let before: number = Script.sign;
    let next = 0;
    for (let i = 0; i < end; i++) {
      const offset = offsets[i];
      if (offset !== next) fresh = true;
      next = offset + 1;
      const plain = from[i];
      if (plain === HEADING_CODE) {
        if (head === 0 && at - used <= MAX_HEAD) head = at - used;
        fresh = true;
        continue;
      }
      if (plain === SPELLING_CODE) fresh = true;
      const script = SCRIPTS[plain];
      if (fresh || beginsWord(before, script, plain)) {
        begins[at >> 3] |= 1 << (at & 7);
        fresh = plain === SPELLING_CODE;
      }
      if (plain !== LONG_VOWEL) before = script;
      codes[at++] = TABLE[plain];
    }
    const { count } = this;
    this.lengths[count] = at - used;
    this.heads[count] = head;
    this.count++;
    this.used = at;
  }

  #reserve(length: number): void {
    if (this.used + length > this.codes.length) {
      const size = Math.max(this.used + length, 2 * this.codes.length);
      this.codes = resized(this.codes, size);
      this.begins = resized(this.begins, (size + 7) >> 3);
    }
    if (this.count === this.lengths.length) {
      this.lengths = resized(this.lengths, 2 * this.count);
      this.heads = resized(this.heads, 2 * this.count);
      this.kinds = resized(this.kinds, 2 * this.count);
    }
  }
}

/** A typed array of another size with the same beginning. */
export function resized<T extends Uint8Array | Uint16Array | Int32Array>(array: T, size: number): T {
  const copy = new (array.constructor as new (size: number) => T)(size);
  copy.set(size < array.length ? array.subarray(0, size) : array);
  return copy;
}

/** The keys of the parts of a query that white space divides. Parts of which nothing is compared are left out. */
export function queryKeys(query: string): Uint16Array[] {
  const parts: Uint16Array[] = [];
  for (const part of fold(query).text.split(/[\s\u001e\u001f]+/)) {
    const { codes, length } = makeKey(part, key);
    if (length > 0) parts.push(codes.slice(0, length).map((code) => TABLE[code]));
  }
  return parts;
}
