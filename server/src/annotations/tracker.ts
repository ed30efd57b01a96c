/** [start, start + removed) was replaced by `inserted` characters. */
export interface TextEdit {
  readonly start: number;
  readonly removed: number;
  readonly inserted: number;
}

/** The edit that an LSP content change makes, computed against the document before the change is applied to it. */
export function textEditOf(
  _document: { offsetAt(position: { line: number; character: number }): number; readonly length: number },
  _change: {
    readonly range?: { start: { line: number; character: number }; end: { line: number; character: number } };
    readonly text: string;
  },
): TextEdit {
  throw new Error('to be written');
}

/** Ranges of the notes of one open text, kept while it is edited. */
export class AnchorTracker {
  /** Sets or adds the place of a note. */
  set(_id: string, _start: number, _end: number): void {
    throw new Error('to be written');
  }
  remove(_id: string): void {
    throw new Error('to be written');
  }
  /** Its present place; undefined for a note that is not tracked or was lost. */
  get(_id: string): { start: number; end: number } | undefined {
    throw new Error('to be written');
  }
  /** Takes an edit of the text. */
  edit(_start: number, _removed: number, _inserted: number): void {
    throw new Error('to be written');
  }
  /** Notes whose whole place was replaced or removed: to be looked for again. */
  lost(): string[] {
    throw new Error('to be written');
  }
}
