import type { Body } from './body.ts';
import { content, isShort, isTail, squeeze } from './facts.ts';
import { Kind } from './kinds.ts';
import { runsOn } from './layout.ts';
import { Flag, type LineScan } from './scan.ts';

/** Lines at the end of a document in which its page may speak of itself. */
const TAIL_LINES = 60;

/** What a printed or copied page adds to a document: running heads, page breaks, footnotes, links at its end. */
export class Page {
  private runningTitles: Map<string, number> | undefined;

  constructor(private readonly body: Body) {}

  /** First line of what a copied page says of itself (関連リンク, お問い合わせ先), short lines to the end; or `to`. */
  findTail(): number {
    let tail = this.body.to;
    for (let i = this.body.to - 1; i > this.body.from && i > this.body.to - TAIL_LINES; i--) {
      const scan = this.body.scans[i];
      if (scan.end - scan.start > 60) break;
      if (isTail(scan) && this.body.setApart(i)) tail = i;
    }
    return tail;
  }

  /** A short line beside a page number that stands beside others too: what the head or foot of every page says. */
  isRunningTitle(scan: LineScan, line: number): boolean {
    if (!this.besidePageNumber(line)) return false;
    if (this.runningTitles === undefined) {
      this.runningTitles = new Map();
      for (let i = this.body.from; i < this.body.to; i++) {
        const other = this.body.scans[i];
        if (other.flags !== 0 || other.kind !== Kind.none || !isShort(other) || !this.besidePageNumber(i)) continue;
        const text = squeeze(content(other));
        this.runningTitles.set(text, (this.runningTitles.get(text) ?? 0) + 1);
      }
    }
    return (this.runningTitles.get(squeeze(content(scan))) ?? 0) > 1;
  }

  private besidePageNumber(line: number): boolean {
    for (let i = Math.max(this.body.from, line - 2); i <= line + 2 && i < this.body.to; i++) {
      if (this.body.scans[i].flags & Flag.pageNumber) return true;
    }
    return false;
  }

  /** The rest of a sentence that a page number parted. */
  afterPageBreak(line: number): boolean {
    let page = false;
    let i = line - 1;
    while (i >= this.body.from && this.body.scans[i].flags & (Flag.blank | Flag.pageNumber)) {
      if (this.body.scans[i].flags & Flag.pageNumber) page = true;
      i--;
    }
    if (!page || i < this.body.from) return false;
    const above = this.body.scans[i];
    return (
      !(above.flags & Flag.ends) &&
      (runsOn(above, this.body.width) || 'のをにがはとでや、，'.includes(above.text[above.end - 1]))
    );
  }

  /**
   * First line of the footnotes at the end of the document, or `to`: a last run of one kind, counted from 1 behind a blank line
   * or a rule, whose numbers stand glued to words of the text above.
   */
  findFootnotes(candidates: readonly number[]): number {
    const { scans } = this.body;
    if (candidates.length === 0) return this.body.to;
    let c = candidates.length - 1;
    const { kind } = scans[candidates[c]];
    if (kind !== Kind.half && kind !== Kind.bare && kind !== Kind.glued && kind !== Kind.paren && kind !== Kind.decimal)
      return this.body.to;
    while (
      c > 0 &&
      scans[candidates[c]].number > 1 &&
      scans[candidates[c - 1]].kind === kind &&
      scans[candidates[c - 1]].number === scans[candidates[c]].number - 1
    )
      c--;
    const first = candidates[c];
    if (scans[first].number !== 1 || first <= this.body.from) return this.body.to;
    const before = scans[first - 1];
    if (!(before.flags & (Flag.blank | Flag.separator)) && !/^(?:脚?注|注記|Notes?)$/.test(content(before)))
      return this.body.to;
    const ruled = (before.flags & Flag.separator) !== 0 || /^(?:脚?注|注記|Notes?)$/.test(content(before));
    if (!ruled && (kind === Kind.paren || kind === Kind.decimal)) return this.body.to;
    const cited = this.citedNumbers(kind, first);
    const run = candidates.length - c;
    let hits = 0;
    for (let k = c; k < candidates.length; k++) if (cited.has(scans[candidates[k]].number)) hits++;
    return hits > 0 && hits >= run * 0.6 ? first : this.body.to;
  }

  /** Numbers that stand glued to a word above `line`, as footnote signs do: …である1)。 …会議1は */
  private citedNumbers(kind: number, line: number): Set<number> {
    const pattern = kind === Kind.half ? CITED_HALF : kind === Kind.paren ? CITED_PAREN : CITED_BARE;
    const found = new Set<number>();
    for (let i = this.body.from; i < line; i++) {
      const scan = this.body.scans[i];
      if (scan.flags & Flag.blank) continue;
      const text = scan.text.slice(scan.kind === Kind.none ? scan.start : scan.body, scan.end);
      for (const match of text.matchAll(pattern)) found.add(Number(match[1].normalize('NFKC')));
    }
    return found;
  }
}

const CITED_HALF = /[ぁ-んァ-ヶー一-龥」』）。a-z.,、]([0-9０-９]{1,3})[)）]/g;
const CITED_PAREN = /[ぁ-んァ-ヶー一-龥」』）。a-z.,、][（(]([0-9０-９]{1,3})[)）]/g;
const CITED_BARE =
  /[ぁ-んァ-ヶー一-龥」』）。a-z.,]([0-9０-９]{1,3})(?![0-9０-９年月日時分人名億万千百か国カヵ.．つ個機隻回条項者%％兆円度周次期])/g;
