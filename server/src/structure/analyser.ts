import { beginsDocument, WINDOW_AFTER, WINDOW_BEFORE } from './boundaries.ts';
import { isChrome, isDate, isIssuer, isStatus } from './facts.ts';
import { type DocumentTree, foldDocument } from './fold.ts';
import { Flag, type LineScan, scanLine } from './scan.ts';

/** A document at its place in the text. */
export interface PlacedDocument {
  readonly tree: DocumentTree;
  /** First line of the document in the text; the lines of the tree are relative to it. */
  readonly firstLine: number;
}

/** Short lines above the first title of a file that make no document of their own. */
const CHROME_LINES = 4;

/** Lines [start, start + removed) were replaced by `inserted`, which may carry their terminators. */
export interface LineSplice {
  readonly start: number;
  readonly removed: number;
  readonly inserted: readonly string[];
}

/**
 * The structure of one text, kept while it is edited. A line is scanned once; an edit costs its own lines, the boundaries in the
 * window around them and the fold of the document it is in. What `documents()` returns after any edits equals what a new
 * analyser of the final text returns.
 */
export class StructureAnalyser {
  /** Scans of the lines of the present text. */
  scans: LineScan[] = [];
  /** First lines of documents, ascending. */
  private starts: number[] = [];
  /** Trees by place in `starts`; undefined where the document has to be folded (again). */
  private trees: (DocumentTree | undefined)[] = [];

  /** `lines` may carry their terminators. */
  constructor(lines: readonly string[]) {
    this.reset(lines);
  }

  get lineCount(): number {
    return this.scans.length;
  }

  /** The scan of a line of the present text. */
  scan(line: number): LineScan {
    return this.scans[line];
  }

  reset(lines: readonly string[]): void {
    const scans = new Array<LineScan>(lines.length);
    for (let i = 0; i < lines.length; i++) scans[i] = scanLine(lines[i]);
    this.scans = scans;
    this.starts = [];
    this.addStarts(0, scans.length, this.starts);
    this.trees = new Array(this.starts.length).fill(undefined);
  }

  /** Takes one splice of lines. */
  splice(change: LineSplice): void {
    const { start, removed } = change;
    const inserted = change.inserted.length;
    const before = this.scans.length;
    if (inserted === removed && inserted < 1000) {
      for (let i = 0; i < inserted; i++) this.scans[start + i] = scanLine(change.inserted[i]);
    } else {
      const fresh = new Array<LineScan>(inserted);
      for (let i = 0; i < inserted; i++) fresh[i] = scanLine(change.inserted[i]);
      this.scans = replace(this.scans, start, removed, fresh);
    }
    const shift = this.scans.length - before;
    // boundaries that the edit can have made or unmade
    const low = Math.max(0, start - WINDOW_AFTER);
    const high = Math.min(this.scans.length, start + inserted + WINDOW_BEFORE);
    const highBefore = high - shift;
    const starts: number[] = [];
    const trees: (DocumentTree | undefined)[] = [];
    let k = 0;
    for (; k < this.starts.length && this.starts[k] < low; k++) {
      starts.push(this.starts[k]);
      trees.push(this.trees[k]);
    }
    // the document the edit stands in may begin above the window
    const touched = starts.length - 1;
    const fresh: number[] = [];
    this.addStarts(low, high, fresh);
    for (const line of fresh) {
      starts.push(line);
      trees.push(undefined);
    }
    while (k < this.starts.length && this.starts[k] < highBefore) k++;
    for (; k < this.starts.length; k++) {
      starts.push(this.starts[k] + shift);
      trees.push(this.trees[k]);
    }
    if (touched >= 0) trees[touched] = undefined;
    this.keepUnchanged(starts, trees, change, shift);
    this.starts = starts;
    this.trees = trees;
  }

  /** Documents inside the window whose lines the edit did not touch keep their trees. */
  private keepUnchanged(
    starts: readonly number[],
    trees: (DocumentTree | undefined)[],
    change: LineSplice,
    shift: number,
  ): void {
    for (let k = 0; k < starts.length; k++) {
      if (trees[k] !== undefined) continue;
      const from = starts[k];
      const to = k + 1 < starts.length ? starts[k + 1] : this.scans.length;
      const above = to <= change.start;
      const below = from >= change.start + change.inserted.length;
      if (!above && !below) continue;
      const old = indexOf(this.starts, above ? from : from - shift);
      if (old < 0) continue;
      const tree = this.trees[old];
      if (tree !== undefined && tree.lineCount === to - from) trees[k] = tree;
    }
  }

  private addStarts(from: number, to: number, into: number[]): void {
    const { scans } = this;
    if (from === 0 && scans.length > 0) into.push(0);
    for (let i = Math.max(1, from); i < to; i++) {
      // most lines are long, or stand below a line of text: no boundary
      if ((scans[i].flags & (Flag.blank | Flag.ends)) !== 0 || scans[i].end - scans[i].start > 110) continue;
      const above = scans[i - 1];
      if ((above.flags & (Flag.blank | Flag.endMark | Flag.separator)) === 0 && above.kind === 0 && !isChrome(above))
        continue;
      if (beginsDocument(scans, i)) into.push(i);
    }
  }

  /** The documents of the present text, in order; none for a text without a single character that is no space. */
  documents(): PlacedDocument[] {
    const { starts, trees, scans } = this;
    const documents: PlacedDocument[] = [];
    for (let k = 0; k < starts.length; k++) {
      const from = starts[k];
      const to = k + 1 < starts.length ? starts[k + 1] : scans.length;
      // what stands above the first title is a page's chrome, or nothing: no document
      if (k === 0 && this.onlyChrome(to)) continue;
      const tree = trees[k] ?? foldDocument(scans, from, to);
      trees[k] = tree;
      documents.push({ tree, firstLine: from });
    }
    return documents;
  }

  /**
   * Whether the lines up to `to` hold nothing, or, above a document that follows, only what a page or a collection has above
   * its first title: navigation and a few short lines without date or sender.
   */
  private onlyChrome(to: number): boolean {
    const followed = to < this.scans.length;
    let lines = 0;
    for (let i = 0; i < to; i++) {
      const scan = this.scans[i];
      if (scan.flags & Flag.blank) continue;
      if (!followed) return false;
      if (isChrome(scan) || isStatus(scan)) continue;
      const short = scan.end - scan.start <= 40 && !(scan.flags & Flag.ends) && scan.kind === 0;
      if (!short || ++lines > CHROME_LINES || isDate(scan) || isIssuer(scan)) return false;
    }
    return true;
  }
}

/** Array with [start, start + removed) replaced; splice() with many arguments would overflow the stack. */
function replace<T>(list: T[], start: number, removed: number, fresh: T[]): T[] {
  if (fresh.length <= 1000) {
    list.splice(start, removed, ...fresh);
    return list;
  }
  return list.slice(0, start).concat(fresh, list.slice(start + removed));
}

/** Place of a value in an ascending list, or -1. */
function indexOf(list: readonly number[], value: number): number {
  let low = 0;
  let high = list.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    if (list[middle] === value) return middle;
    if (list[middle] < value) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}
