import { type Folded, fold } from '../text/width.ts';
import { isDigit, isJapanese } from './matcher.ts';

/**
 * The text of a passage for reading: the lines of a hard-wrapped sentence joined, spaces that copying left inside Japanese words
 * taken out, widths folded; with the way back to lines and columns.
 */
export class PassageText {
  readonly #folded: Folded;
  /** Kept units of the joined lines, by offset in the squeezed text; undefined where nothing was taken out. */
  readonly #kept: Int32Array | undefined;
  /** Offset in the joined lines at which each line starts. */
  readonly #starts: readonly number[];

  /** Lines without their terminators. */
  constructor(lines: readonly string[]) {
    let joined = lines[0] ?? '';
    const starts = [0];
    for (let i = 1; i < lines.length; i++) {
      starts.push(joined.length + 1);
      joined += `\n${lines[i]}`;
    }
    this.#starts = starts;
    const { text, kept } = squeeze(joined);
    this.#kept = kept;
    this.#folded = fold(text);
  }

  /** The folded text. */
  get text(): string {
    return this.#folded.text;
  }

  /** Line (counted from the first of the passage) and column at which a range of the folded text begins and ends. */
  range(start: number, end: number): { line: number; column: number; endLine: number; endColumn: number } {
    const original = this.#folded.toOriginalRange(start, end);
    let from = original.start;
    let to = original.end;
    if (this.#kept !== undefined) {
      // the end is that of the last character, not the beginning of what follows it
      to = to > from ? this.#kept[to - 1] + 1 : this.#kept[Math.min(from, this.#kept.length - 1)];
      from = this.#kept[Math.min(from, this.#kept.length - 1)];
    }
    const a = this.#lineOf(from);
    const b = this.#lineOf(Math.max(from, to - 1));
    return { line: a, column: from - this.#starts[a], endLine: b, endColumn: Math.max(to, from) - this.#starts[b] };
  }

  #lineOf(offset: number): number {
    let line = this.#starts.length - 1;
    while (line > 0 && this.#starts[line] > offset) line--;
    return line;
  }
}

/** Takes out line breaks (one space between Latin words instead) and single narrow spaces between Japanese characters. */
function squeeze(joined: string): { text: string; kept: Int32Array | undefined } {
  if (!/[ \n]/.test(joined)) return { text: joined, kept: undefined };
  const spaced = isSpaced(joined);
  let kept: Int32Array | undefined;
  let text = '';
  let from = 0;
  let count = 0;
  const keep = (end: number): void => {
    kept ??= new Int32Array(joined.length);
    text += joined.slice(from, end);
    for (let i = from; i < end; i++) kept[count++] = i;
  };
  for (let i = 0; i < joined.length; i++) {
    const char = joined[i];
    if (char !== ' ' && char !== '\n') continue;
    let before = i;
    let after = i + 1;
    let broken = char === '\n';
    if (broken) while (before > from && isBlank(joined[before - 1])) before--;
    while (after < joined.length && (joined[after] === '\n' || (broken && isBlank(joined[after])))) {
      broken = true;
      after++;
    }
    if (!broken && !isGap(joined, i, spaced)) continue;
    keep(before);
    if (broken && before > 0 && after < joined.length && partsWords(joined[before - 1], joined[after])) {
      text += ' ';
      if (kept !== undefined) kept[count++] = i;
    }
    from = after;
    i = after - 1;
  }
  if (from === 0) return { text: joined, kept: undefined };
  keep(joined.length);
  return { text, kept: kept?.subarray(0, count) };
}

/** Whether a line break between these stands for a space: between Latin words it does, inside a number (平成26年1⏎0月) it does not. */
function partsWords(before: string, after: string): boolean {
  if (isDigit(before.charCodeAt(0)) && isDigit(after.charCodeAt(0))) return false;
  return before < '\u0250' && after < '\u0250';
}

/** Whether a single space stands where no word ends: between Japanese characters; in a text spaced apart also beside digits. */
function isGap(text: string, i: number, spaced: boolean): boolean {
  const before = text.charCodeAt(i - 1);
  const after = text.charCodeAt(i + 1);
  if (isJapanese(before) && isJapanese(after)) return spaced || !isMarker(text, i - 1);
  // 12月1 4日: inside a number of a date, which would be another one
  if (!spaced && isAnyDigit(before) && isAnyDigit(after)) return isInDate(text, i);
  return spaced && isPart(before) && isPart(after);
}

/** ウ 日米協定は: a number of one kana or kanji at the beginning of a line, which is no part of the word behind it. */
function isMarker(text: string, i: number): boolean {
  if (!MARKERS.includes(text[i])) return false;
  let start = i;
  while (start > 0 && isBlank(text[start - 1])) start--;
  return start === 0 || text[start - 1] === '\n';
}

const MARKERS = 'アイウエオカキクケコイロハニホヘトチリヌ一二三四五六七八九十';

function isAnyDigit(code: number): boolean {
  return isDigit(code) || (code >= 0xff10 && code <= 0xff19);
}

/** Whether a space between two digits parts a number of 年, 月 or 日 behind another part of a date: 平成2 9年, 12月 1 4日. */
function isInDate(text: string, i: number): boolean {
  const unit = text[i + 2] === ' ' ? text[i + 3] : text[i + 2];
  if (unit !== '年' && unit !== '月' && unit !== '日') return false;
  const before = text[i - 2] === ' ' ? text[i - 3] : text[i - 2];
  return unit === '年' ? before === '成' || before === '和' : before === '年' || before === '月';
}

function isPart(code: number): boolean {
  return isJapanese(code) || isAnyDigit(code) || code === 0x30fb || (code >= 0x300c && code <= 0x300f);
}

/** Of so many characters at least one is a space between Japanese characters in a text whose letters are spaced apart. */
const SPACED = 10;

function isSpaced(text: string): boolean {
  let gaps = 0;
  for (let i = text.indexOf(' ', 1); i >= 0; i = text.indexOf(' ', i + 1)) {
    if (isJapanese(text.charCodeAt(i - 1)) && isJapanese(text.charCodeAt(i + 1))) gaps++;
  }
  return gaps >= 3 && gaps * SPACED >= text.length;
}

function isBlank(char: string): boolean {
  return char === ' ' || char === '\t' || char === '\u3000';
}
