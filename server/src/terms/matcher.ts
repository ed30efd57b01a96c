import { createKeyText, Gap, gapOf, makeKey } from './key.ts';

/**
 * Finds the spellings of all terms in a text at once: one walk over its key, whatever the number of terms. A spelling is found in
 * every width, with or without the spaces, hyphens and ・ of its parts, over line breaks; Latin letters and katakana only as
 * whole words, acronyms only in their own case.
 */

/** A spelling to look for. `text` is folded (text/width.ts). */
export interface Spelling {
  readonly text: string;
}

/** A place where spellings stand; several where terms are spelled alike. Offsets in the folded text, half open. */
export interface Found {
  readonly start: number;
  readonly end: number;
  /** Indexes of the spellings. */
  readonly spellings: readonly number[];
}

/** Longest key that is looked for; longer names are not terms but sentences. */
export const MAX_KEY = 120;
/** Characters that may stand between two characters of a key: a line break and an indentation. */
const MAX_GAP = 6;

/** The key of the text at hand; one for all matchers, for none calls another. */
const KEY = createKeyText();

interface Prepared {
  /** Characters of the key in their own case where that counts, else undefined. */
  readonly exact: string | undefined;
  /** Gap before each character of the key. */
  readonly gaps: Uint8Array;
}

export class Matcher {
  /** Bit set of the pairs of characters that begin a key, by pairOf. */
  readonly #pairs = new Uint32Array(PAIR_BITS >> 5);
  // Transitions of the trie, open addressing: node and character -> child.
  #nodes: Int32Array;
  #chars: Uint16Array;
  #children: Int32Array;
  #mask: number;
  #count = 0;
  /** Spellings that end at a node. */
  readonly #ends: (number[] | undefined)[] = [undefined];
  readonly #prepared: Prepared[] = [];

  constructor(spellings: readonly Spelling[]) {
    this.#mask = 255;
    this.#nodes = new Int32Array(256).fill(-1);
    this.#chars = new Uint16Array(256);
    this.#children = new Int32Array(256);
    spellings.forEach((spelling, index) => {
      this.#add(spelling.text, index);
    });
  }

  #add(text: string, index: number): void {
    const key = makeKey(text, KEY);
    const gaps = new Uint8Array(key.length);
    for (let k = 1; k < key.length; k++) {
      for (let i = key.offsets[k - 1] + 1; i < key.offsets[k]; i++) gaps[k] |= gapOf(text.charCodeAt(i));
    }
    let solid = '';
    for (let k = 0; k < key.length; k++) solid += text[key.offsets[k]];
    this.#prepared[index] = { exact: keepsCase(text) ? solid : undefined, gaps };
    // a single character is no term that could be told from its surroundings
    if (key.length < 2 || key.length > MAX_KEY) return;
    const pair = pairOf(key.codes[0], key.codes[1]);
    this.#pairs[pair >> 5] |= 1 << (pair & 31);
    let node = 0;
    for (let k = 0; k < key.length; k++) node = this.#child(node, key.codes[k]) || this.#grow(node, key.codes[k]);
    const ends = this.#ends[node];
    if (ends === undefined) this.#ends[node] = [index];
    else ends.push(index);
  }

  /** The child of a node, 0 if it has none with this character. */
  #child(node: number, char: number): number {
    let slot = hash(node, char) & this.#mask;
    while (this.#nodes[slot] !== -1) {
      if (this.#nodes[slot] === node && this.#chars[slot] === char) return this.#children[slot];
      slot = (slot + 1) & this.#mask;
    }
    return 0;
  }

  #grow(node: number, char: number): number {
    if (2 * (this.#count + 1) > this.#mask) this.#rehash();
    const child = this.#ends.length;
    this.#ends.push(undefined);
    this.#put(node, char, child);
    this.#count++;
    return child;
  }

  #put(node: number, char: number, child: number): void {
    let slot = hash(node, char) & this.#mask;
    while (this.#nodes[slot] !== -1) slot = (slot + 1) & this.#mask;
    this.#nodes[slot] = node;
    this.#chars[slot] = char;
    this.#children[slot] = child;
  }

  #rehash(): void {
    const [nodes, chars, children] = [this.#nodes, this.#chars, this.#children];
    const size = 2 * (this.#mask + 1);
    this.#mask = size - 1;
    this.#nodes = new Int32Array(size).fill(-1);
    this.#chars = new Uint16Array(size);
    this.#children = new Int32Array(size);
    nodes.forEach((node, slot) => {
      if (node !== -1) this.#put(node, chars[slot], children[slot]);
    });
  }

  /** All places where a spelling stands, by start, of one start the longest first; they may overlap. */
  find(folded: string): Found[] {
    const found: Found[] = [];
    const key = makeKey(folded, KEY);
    const { codes, offsets, length } = key;
    const pairs = this.#pairs;
    const nodes = this.#nodes;
    const chars = this.#chars;
    const children = this.#children;
    const mask = this.#mask;
    for (let i = 0; i + 1 < length; i++) {
      // most places are passed over here: no spelling begins with these two characters
      const pair = pairOf(codes[i], codes[i + 1]);
      if ((pairs[pair >> 5] & (1 << (pair & 31))) === 0) continue;
      let node = 0;
      const begin = found.length;
      for (let k = i; k < length; k++) {
        const char = codes[k];
        let slot = hash(node, char) & mask;
        while (nodes[slot] !== -1 && !(nodes[slot] === node && chars[slot] === char)) slot = (slot + 1) & mask;
        if (nodes[slot] === -1) break;
        node = children[slot];
        const ends = this.#ends[node];
        if (ends === undefined) continue;
        const start = offsets[i];
        const end = offsets[k] + 1;
        if (!isWhole(folded, start, end)) continue;
        const spellings = this.#fitting(ends, folded, i, k);
        if (spellings !== undefined) found.push({ start, end, spellings });
      }
      if (found.length - begin > 1) reverse(found, begin);
    }
    return found;
  }

  #fitting(ends: readonly number[], folded: string, first: number, last: number): readonly number[] | undefined {
    if (ends.length === 1) return this.#fits(folded, first, last, ends[0]) ? ends : undefined;
    const fitting = ends.filter((index) => this.#fits(folded, first, last, index));
    return fitting.length > 0 ? fitting : undefined;
  }

  /** Whether what was left out between the characters may stand there in this spelling, and the case is right. */
  #fits(folded: string, first: number, last: number, index: number): boolean {
    const { exact, gaps } = this.#prepared[index];
    const { offsets } = KEY;
    for (let k = first; k <= last; k++) {
      const at = offsets[k];
      if (exact !== undefined && isLatin(folded.charCodeAt(at)) && folded[at] !== exact[k - first]) return false;
      if (k === first) continue;
      const before = offsets[k - 1];
      if (at - before === 1) continue;
      if (at - before - 1 > MAX_GAP) return false;
      const here = gaps[k - first];
      for (let i = before + 1; i < at; i++) {
        if (!mayStand(gapOf(folded.charCodeAt(i)), here, folded.charCodeAt(before), folded.charCodeAt(at), folded[i]))
          return false;
      }
    }
    return true;
  }
}

/** Whether a character may stand between two of a spelling that has `here` there itself. */
function mayStand(gap: number, here: number, before: number, after: number, char: string): boolean {
  if (gap === Gap.quote) return (here & Gap.quote) !== 0;
  if (gap === Gap.joint) {
    if ((here & (Gap.joint | Gap.space)) !== 0) return true;
    return char === '・' && isKatakana(before) && isKatakana(after);
  }
  if ((here & (Gap.joint | Gap.space)) !== 0) return true;
  // a line break may stand anywhere in Japanese; in Latin letters, only where two words meet
  return !(isWordLetter(before) && isWordLetter(after));
}

const PAIR_BITS = 1 << 15;

function pairOf(first: number, second: number): number {
  return (Math.imul(first, 0x9e3779b1) ^ Math.imul(second, 0x85ebca6b)) >>> 17;
}

function hash(node: number, char: number): number {
  let h = Math.imul(node, 0x9e3779b1) ^ Math.imul(char, 0x85ebca6b);
  h ^= h >>> 15;
  return h ^ (h >>> 7);
}

function reverse(list: Found[], from: number): void {
  for (let a = from, b = list.length - 1; a < b; a++, b--) [list[a], list[b]] = [list[b], list[a]];
}

/** Acronyms and names such as SACO, SM-3, AUKUS, ADMM+ are written in capitals; words and titles in any case. */
function keepsCase(text: string): boolean {
  return !/[a-z]{3}/.test(text);
}

/** Whether [start, end) begins and ends where a word of Latin letters, digits or katakana does. */
export function isWhole(folded: string, start: number, end: number): boolean {
  const first = folded.charCodeAt(start);
  const before = folded.charCodeAt(start - 1);
  if (isWordLetter(first) && isWordLetter(before)) return false;
  if (isKatakana(first) && isKatakana(before)) return false;
  const last = folded.charCodeAt(end - 1);
  const after = folded.charCodeAt(end);
  if (isDigit(first) && isDecimal(before) && isDigit(folded.charCodeAt(start - 2))) return false;
  if (isDigit(last) && isDecimal(after) && isDigit(folded.charCodeAt(end + 1))) return false;
  if (isWordLetter(last) && isWordLetter(after)) {
    // UAVs, joint statements
    return after === 0x73 && !isDigit(last) && !isWordLetter(folded.charCodeAt(end + 1));
  }
  return !(isKatakana(last) && isKatakana(after));
}

function isDecimal(code: number): boolean {
  return code === 0x2e;
}

export function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}

export function isLatin(code: number): boolean {
  return (code >= 0x41 && code <= 0x5a) || (code >= 0x61 && code <= 0x7a) || (code >= 0xc0 && code <= 0x24f);
}

export function isWordLetter(code: number): boolean {
  return isLatin(code) || isDigit(code);
}

export function isKatakana(code: number): boolean {
  return (code >= 0x30a1 && code <= 0x30fa) || code === 0x30fc;
}

export function isHan(code: number): boolean {
  return (code >= 0x4e00 && code <= 0x9fff) || (code >= 0x3400 && code <= 0x4dbf) || code === 0x3005 || code === 0x3007;
}

export function isHiragana(code: number): boolean {
  return code >= 0x3041 && code <= 0x309f;
}

/** Kanji and kana, as words of terms are made of. */
export function isJapanese(code: number): boolean {
  return isHan(code) || isHiragana(code) || isKatakana(code);
}
