/**
 * Lines of a text, and positions in it.
 *
 * A line ends at \n, \r\n or a lone \r and nowhere else: that is the rule of the Language Server Protocol (3.17,
 * "Text Documents"). U+2028, U+0085 and form feeds are ordinary characters, however an editor may draw them.
 * Offsets are UTF-16 code units from the start of the text; lines and characters are 0-based.
 */

/** A place in a text: 0-based line, and UTF-16 code units from the start of that line. */
export interface LinePosition {
  line: number;
  character: number;
}

const LF = 10;
const CR = 13;

/**
 * The lines of a text, each with its terminator; joined they are the text again.
 * There is always a last line without a terminator, so `''` has one line and `'a\n'` has two.
 */
export function splitLines(text: string): string[] {
  const lines: string[] = [];
  let start = 0;
  forEachLineStart(text, (next) => {
    lines.push(text.substring(start, next));
    start = next;
  });
  lines.push(text.substring(start));
  return lines;
}

/** The length of a line without its terminator. Expects one line as `splitLines` gives it. */
export function contentLength(line: string): number {
  let end = line.length;
  if (end > 0 && line.charCodeAt(end - 1) === LF) end--;
  if (end > 0 && line.charCodeAt(end - 1) === CR) end--;
  return end;
}

/** A table of line starts over a text that does not change. Offsets and positions out of range are clamped. */
export class LineIndex {
  readonly #text: string;
  readonly #starts: readonly number[];

  constructor(text: string) {
    const starts = [0];
    forEachLineStart(text, (next) => starts.push(next));
    this.#text = text;
    this.#starts = starts;
  }

  get lineCount(): number {
    return this.#starts.length;
  }

  /** Offset of the first character of a line. */
  lineStart(line: number): number {
    if (!(line > 0)) return 0;
    return line < this.#starts.length ? this.#starts[line] : this.#text.length;
  }

  /** Offset behind the last character of a line, before its terminator. */
  lineEnd(line: number): number {
    const start = this.lineStart(line);
    let end = this.lineStart(line < 0 ? 1 : line + 1);
    if (end > start && this.#text.charCodeAt(end - 1) === LF) end--;
    if (end > start && this.#text.charCodeAt(end - 1) === CR) end--;
    return end;
  }

  /** The position of an offset; an offset inside a terminator belongs to the end of its line. */
  positionAt(offset: number): LinePosition {
    const wanted = offset > 0 ? Math.min(offset, this.#text.length) : 0;
    const line = lastNotAfter(this.#starts, this.#starts.length, wanted);
    return { line, character: Math.min(wanted, this.lineEnd(line)) - this.#starts[line] };
  }

  /** The offset of a position; a character behind the end of its line gives the end of that line. */
  offsetAt(position: LinePosition): number {
    if (position.line < 0) return 0;
    if (!(position.line < this.#starts.length)) return this.#text.length;
    const start = this.#starts[position.line];
    return position.character > 0 ? Math.min(start + position.character, this.lineEnd(position.line)) : start;
  }
}

/** Index of the last of the first `length` ascending values that is not greater than `wanted`; the first must not be. */
export function lastNotAfter(ascending: ArrayLike<number>, length: number, wanted: number): number {
  let low = 0;
  let high = length;
  while (high - low > 1) {
    const middle = (low + high) >>> 1;
    if (ascending[middle] <= wanted) low = middle;
    else high = middle;
  }
  return low;
}

/** Calls back with the offset behind each terminator. The native search is several times faster than a loop here. */
function forEachLineStart(text: string, found: (offset: number) => void): void {
  let lf = text.indexOf('\n');
  let cr = text.indexOf('\r');
  while (lf >= 0 || cr >= 0) {
    let next: number;
    if (cr < 0 || (lf >= 0 && lf < cr)) {
      next = lf + 1;
      lf = text.indexOf('\n', next);
    } else {
      next = lf === cr + 1 ? cr + 2 : cr + 1;
      if (lf >= 0 && lf < next) lf = text.indexOf('\n', next);
      cr = text.indexOf('\r', next);
    }
    found(next);
  }
}
