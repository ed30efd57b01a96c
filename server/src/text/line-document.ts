/**
 * An open document kept as an array of lines, so that a keystroke in a file of any size costs the line it is in.
 *
 * Behaves like the document of vscode-languageserver-textdocument, with one difference: the lines are those of
 * `splitLines` always. (The package's own table goes wrong where an edit brings \r and \n together.)
 * Offsets are UTF-16 code units; ranges are half open; what is out of range is clamped.
 */

import type { Position, Range, TextDocument, TextDocumentContentChangeEvent } from 'vscode-languageserver-textdocument';
import { contentLength, lastNotAfter, splitLines } from './lines.ts';

/** One splice of the array of lines: at `start`, `removed` lines went and `inserted` (with terminators) came. */
export interface LineEdit {
  readonly start: number;
  readonly removed: number;
  readonly inserted: readonly string[];
}

interface PendingEdit {
  start: number;
  removed: number;
  inserted: string[];
}

/** More separate splices than this are handed over as one replacement of everything. */
const MAX_PENDING = 512;
/** Texts that lines may still be slices of are let go when they are this much longer than what is left of them. */
const SLACK = 1 << 16;
/** `splice` takes its items as arguments, which engines limit. */
const MAX_ARGUMENTS = 10_000;

export class LineDocument implements TextDocument {
  readonly uri: string;
  readonly languageId: string;
  #version: number;
  #lines: string[];
  #length: number;
  /** Length of the texts that the lines were cut from: engines keep a whole text alive for one slice of it. */
  #backing: number;
  /** Start offsets of the first `#known` lines. */
  #starts = new Uint32Array(0);
  #known = 0;
  #pending: PendingEdit[] = [];
  /** Number of lines at the last `takeLineEdits`. */
  #takenCount: number;

  constructor(uri: string, languageId: string, version: number, text: string) {
    this.uri = uri;
    this.languageId = languageId;
    this.#version = version;
    this.#lines = splitLines(text);
    this.#length = text.length;
    this.#backing = text.length;
    this.#takenCount = this.#lines.length;
  }

  /** With `update` below, the shape that the `TextDocuments` manager of vscode-languageserver asks for. */
  static create(uri: string, languageId: string, version: number, text: string): LineDocument {
    return new LineDocument(uri, languageId, version, text);
  }

  static update(document: LineDocument, changes: TextDocumentContentChangeEvent[], version: number): LineDocument {
    document.update(changes, version);
    return document;
  }

  get version(): number {
    return this.#version;
  }

  get lineCount(): number {
    return this.#lines.length;
  }

  /** Length of the text in UTF-16 code units. */
  get length(): number {
    return this.#length;
  }

  /** The lines with their terminators. The live array: it changes under the next update. */
  get lines(): readonly string[] {
    return this.#lines;
  }

  /** A line without its terminator; `''` where there is no such line. */
  lineAt(line: number): string {
    const whole = this.#lines[line];
    if (whole === undefined) return '';
    const end = contentLength(whole);
    return end === whole.length ? whole : whole.substring(0, end);
  }

  /** The text of a range, or the whole text (built anew on every call: ask for lines where lines will do). */
  getText(range?: Range): string {
    if (range === undefined) return this.#lines.join('');
    const start = this.#clamp(range.start);
    const end = this.#clamp(range.end);
    // A range that is given backwards is read forwards, as String.prototype.substring does.
    const [a, b] = isBefore(end, start) ? [end, start] : [start, end];
    if (a.line === b.line) return this.#lines[a.line].substring(a.character, b.character);
    const first = this.#lines[a.line].substring(a.character);
    const last = this.#lines[b.line].substring(0, b.character);
    return first + this.#lines.slice(a.line + 1, b.line).join('') + last;
  }

  positionAt(offset: number): Position {
    const wanted = offset > 0 ? Math.min(offset, this.#length) : 0;
    while (this.#known < this.#lines.length && (this.#known === 0 || this.#starts[this.#known - 1] < wanted)) {
      this.#learnStarts(Math.min(this.#lines.length, Math.max(1, this.#known * 2)));
    }
    const line = lastNotAfter(this.#starts, this.#known, wanted);
    return { line, character: Math.min(wanted - this.#starts[line], contentLength(this.#lines[line])) };
  }

  offsetAt(position: Position): number {
    if (position.line < 0) return 0;
    if (!(position.line < this.#lines.length)) return this.#length;
    const { line, character } = this.#clamp(position);
    this.#learnStarts(line + 1);
    return this.#starts[line] + character;
  }

  /** The range of a line without its terminator. */
  getLineRange(line: number): Range {
    if (line < 0) return { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };
    const known = line < this.#lines.length ? line : this.#lines.length - 1;
    const end = contentLength(this.#lines[known]);
    return { start: { line: known, character: 0 }, end: { line: known, character: end } };
  }

  /** The terminator of a line: `\n`, `\r\n`, `\r`, or `''`. */
  getEOLCharacters(line: number): string {
    const whole = this.#lines[line];
    return whole === undefined ? '' : whole.substring(contentLength(whole));
  }

  /** Applies changes in their order, each to the outcome of the one before. A change of unknown shape is passed over. */
  update(changes: readonly TextDocumentContentChangeEvent[], version: number): void {
    for (const change of changes) {
      if (typeof change?.text !== 'string') continue;
      if ('range' in change && change.range) this.#replace(change.range, change.text);
      else this.#replaceAll(change.text);
    }
    this.#version = version;
  }

  /**
   * The splices of the array of lines since the last call (or since the document was opened), in the order in which they
   * apply, each to the outcome of the one before. Splices that touch are joined; after very many, or after a full
   * replacement, there is one of everything.
   */
  takeLineEdits(): LineEdit[] {
    const taken = this.#pending;
    this.#pending = [];
    this.#takenCount = this.#lines.length;
    return taken;
  }

  #replace(range: Range, text: string): void {
    let start = this.#clamp(range.start);
    let end = this.#clamp(range.end);
    if (isBefore(end, start)) [start, end] = [end, start];

    const lines = this.#lines;
    const suffix = lines[end.line].substring(end.character);
    let first = start.line;
    let middle = lines[first].substring(0, start.character) + text + suffix;
    // A \n that comes to stand behind the lone \r of the line before makes one terminator with it. Elsewhere \r and \n
    // can meet inside `middle` only, because it reaches to the end of the last line touched.
    if (start.character === 0 && first > 0 && middle.startsWith('\n') && lines[first - 1].endsWith('\r')) {
      first--;
      middle = lines[first] + middle;
    }

    let replaced = 0;
    for (let i = first; i <= end.line; i++) replaced += lines[i].length;
    this.#length += middle.length - replaced;

    let inserted: string[];
    if (first === end.line && !hasTerminator(text)) {
      inserted = [middle];
    } else {
      inserted = splitLines(middle);
      // Only the last line of all is without a terminator.
      if (end.line < lines.length - 1) inserted.pop();
      if (inserted.length > 1) this.#backing += middle.length;
    }
    spliceLines(lines, first, end.line - first + 1, inserted);
    this.#known = Math.min(this.#known, first + 1);
    this.#note(first, end.line - first + 1, inserted);
    this.#release();
  }

  #replaceAll(text: string): void {
    this.#lines = splitLines(text);
    this.#length = text.length;
    this.#backing = text.length;
    this.#known = 0;
    this.#noteAll();
  }

  #note(start: number, removed: number, inserted: string[]): void {
    const last = this.#pending.at(-1);
    if (last !== undefined && start >= last.start && start + removed <= last.start + last.inserted.length) {
      spliceLines(last.inserted, start - last.start, removed, inserted);
    } else if (this.#pending.length < MAX_PENDING) {
      this.#pending.push({ start, removed, inserted });
    } else {
      this.#noteAll();
    }
  }

  #noteAll(): void {
    this.#pending = [{ start: 0, removed: this.#takenCount, inserted: this.#lines.slice() }];
  }

  /** Cuts the lines anew out of the present text when they hold on to much more than it. Amortised over the edits. */
  #release(): void {
    if (this.#backing <= 2 * this.#length + SLACK) return;
    this.#lines = splitLines(this.#lines.join(''));
    this.#backing = this.#length;
  }

  /** The position moved into the text: onto a line that exists, not behind the end of that line. */
  #clamp(position: Position): Position {
    if (position.line < 0) return { line: 0, character: 0 };
    const lastLine = this.#lines.length - 1;
    if (!(position.line <= lastLine)) return { line: lastLine, character: this.#lines[lastLine].length };
    if (!(position.character > 0)) return { line: position.line, character: 0 };
    return { line: position.line, character: Math.min(position.character, contentLength(this.#lines[position.line])) };
  }

  /** Makes the start offsets of the first `count` lines known. */
  #learnStarts(count: number): void {
    if (count <= this.#known) return;
    if (count > this.#starts.length) {
      const roomier = new Uint32Array(Math.min(this.#lines.length + 64, Math.max(64, 2 * count)));
      roomier.set(this.#starts.subarray(0, this.#known));
      this.#starts = roomier;
    }
    const starts = this.#starts;
    const lines = this.#lines;
    let i = this.#known;
    let offset = 0;
    if (i > 0) offset = starts[i - 1] + lines[i - 1].length;
    for (; i < count; i++) {
      starts[i] = offset;
      offset += lines[i].length;
    }
    this.#known = count;
  }
}

function isBefore(a: Position, b: Position): boolean {
  return a.line < b.line || (a.line === b.line && a.character < b.character);
}

function hasTerminator(text: string): boolean {
  return text.includes('\n') || text.includes('\r');
}

/** `Array.prototype.splice` for any number of items. */
function spliceLines(lines: string[], start: number, removed: number, inserted: readonly string[]): void {
  if (removed === 1 && inserted.length === 1) {
    lines[start] = inserted[0];
  } else if (inserted.length <= MAX_ARGUMENTS) {
    lines.splice(start, removed, ...inserted);
  } else {
    const rest = lines.slice(start + removed);
    lines.length = start;
    for (const line of inserted) lines.push(line);
    for (const line of rest) lines.push(line);
  }
}
