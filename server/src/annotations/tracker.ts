/** [start, start + removed) was replaced by `inserted` characters. */
export interface TextEdit {
  readonly start: number;
  readonly removed: number;
  readonly inserted: number;
}

/** What is asked of a document; `LineDocument` and the documents of vscode-languageserver-textdocument are such. */
export interface OffsetDocument {
  offsetAt(position: { line: number; character: number }): number;
  getText(): string;
}

/** A change of `textDocument/didChange`. */
export interface ContentChange {
  readonly range?: { start: { line: number; character: number }; end: { line: number; character: number } };
  readonly text: string;
}

/**
 * The edit that a change makes, computed against the document *before* the change is applied to it: of several changes of one
 * notification each has to be applied before the next is computed. A change without a range replaces the whole text: what both texts
 * begin and end with is no part of the edit.
 */
export function textEditOf(document: OffsetDocument, { range, text }: ContentChange): TextEdit {
  if (range === undefined) return replacementOf(document.getText(), text);
  const [a, b] = [document.offsetAt(range.start), document.offsetAt(range.end)];
  return { start: Math.min(a, b), removed: Math.abs(b - a), inserted: text.length };
}

/** The smallest single edit that makes one text of another. */
export function replacementOf(before: string, after: string): TextEdit {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before.charCodeAt(start) === after.charCodeAt(start)) start++;
  let same = 0;
  while (
    same < shorter - start &&
    before.charCodeAt(before.length - 1 - same) === after.charCodeAt(after.length - 1 - same)
  ) {
    same++;
  }
  return { start, removed: before.length - start - same, inserted: after.length - start - same };
}

/** An anchor that was lost has no place. */
const LOST = -1;

/**
 * The places of the notes of one open text, kept while it is edited. An edit is one walk over two typed arrays: 10,000 notes cost some
 * hundredths of a millisecond.
 *
 * What is typed at the edges of a phrase is outside, what is typed in it is inside. An edit over an edge leaves the rest of the phrase. A
 * phrase that is replaced as a whole is lost, and looked for again when the host asks for `lost()`: then an undo brings it back, too.
 */
export class AnchorTracker {
  readonly #slots = new Map<string, number>();
  #ids: (string | undefined)[] = [];
  #starts = new Int32Array(64);
  #ends = new Int32Array(64);

  /** Sets or adds the place of a note; an empty one is kept as long as no edit covers it. */
  set(id: string, start: number, end: number): void {
    let slot = this.#slots.get(id);
    if (slot === undefined) {
      slot = this.#ids.length;
      this.#ids.push(id);
      this.#slots.set(id, slot);
      if (slot >= this.#starts.length) {
        this.#starts = grown(this.#starts);
        this.#ends = grown(this.#ends);
      }
    }
    this.#starts[slot] = Math.max(0, start);
    this.#ends[slot] = Math.max(0, start, end);
  }

  /** Stops tracking a note. */
  remove(id: string): void {
    const slot = this.#slots.get(id);
    if (slot === undefined) return;
    this.#slots.delete(id);
    // the last takes its place
    const last = this.#ids.length - 1;
    const moved = this.#ids[last];
    if (slot !== last && moved !== undefined) {
      this.#ids[slot] = moved;
      this.#slots.set(moved, slot);
      this.#starts[slot] = this.#starts[last];
      this.#ends[slot] = this.#ends[last];
    }
    this.#ids.length = last;
  }

  /** Its present place; undefined for a note that is not tracked or was lost. */
  get(id: string): { start: number; end: number } | undefined {
    const slot = this.#slots.get(id);
    if (slot === undefined || this.#starts[slot] === LOST) return undefined;
    return { start: this.#starts[slot], end: this.#ends[slot] };
  }

  /** Number of notes, lost ones included. */
  get size(): number {
    return this.#ids.length;
  }

  /** Takes an edit of the text. */
  edit({ start, removed, inserted }: TextEdit): void {
    const end = start + removed;
    const shift = inserted - removed;
    const starts = this.#starts;
    const ends = this.#ends;
    for (let i = this.#ids.length - 1; i >= 0; i--) {
      const from = starts[i];
      const to = ends[i];
      // behind the phrase or at its end; at an empty place, what is put in stands before it. Lost ones fall out here as well
      if (to <= start && from !== end) continue;
      if (from >= end) {
        starts[i] = from + shift;
        ends[i] = to + shift;
      } else if (start <= from && end >= to) {
        starts[i] = LOST;
        ends[i] = LOST;
      } else {
        // the edit begins inside, or ends inside, or both
        if (start <= from) starts[i] = start + inserted;
        ends[i] = end >= to ? start : to + shift;
      }
    }
  }

  /** Notes whose whole place was replaced or removed: to be looked for again. */
  lost(): string[] {
    return this.#ids.filter((id, slot): id is string => id !== undefined && this.#starts[slot] === LOST);
  }

  /** The notes that touch [start, end), in no order. */
  touching(start: number, end: number): string[] {
    const found: string[] = [];
    this.#ids.forEach((id, slot) => {
      const from = this.#starts[slot];
      if (id !== undefined && from !== LOST && from <= end && this.#ends[slot] >= start) found.push(id);
    });
    return found;
  }
}

function grown(array: Int32Array): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(2 * array.length);
  larger.set(array);
  return larger;
}
