import type { Body } from './body.ts';
import { content, isLabel, isShort, squeeze } from './facts.ts';
import { isAnswerHead, isBracketedHead, isStandalone, plainRunIn, RUN_IN_FROM, readsLikeHeading } from './headings.ts';
import { Kind, SUBHEADING } from './kinds.ts';
import { runsOn } from './layout.ts';
import { isCounted } from './levels.ts';
import type { Page } from './page.ts';
import { Flag, type LineScan } from './scan.ts';

/** Which lines without a marker are headings, by their shape and by what stands around them. */
export class PlainHeadings {
  private runIns = -1;
  private bracketedHeads = -1;
  /** Whether a heading without a marker stood right above another one. */
  private twoLevels = false;

  constructor(
    private readonly body: Body,
    private readonly page: Page,
    private readonly title: string,
  ) {}

  /** Offset of the colon of a heading that runs into its text, or -1. */
  runInAt(scan: LineScan, line: number): number {
    const wrapped = runsOn(scan, this.body.width);
    if (scan.end - scan.start < RUN_IN_FROM || !(scan.flags & Flag.ends || wrapped)) return -1;
    if (this.runIns === 0 || !this.body.complete(line)) return -1;
    const colon = plainRunIn(scan, wrapped);
    if (colon < 0) return -1;
    if (this.runIns < 0) this.runIns = this.countRunIns(line);
    return this.runIns >= 2 ? colon : -1;
  }

  /** One line of this shape may be anything; two are the headings of a fact sheet. */
  private countRunIns(from: number): number {
    let count = 0;
    for (let i = from; i < this.body.to && count < 2; i++) {
      const scan = this.body.scans[i];
      if (scan.kind === Kind.none && this.body.complete(i) && plainRunIn(scan, runsOn(scan, this.body.width)) >= 0)
        count++;
    }
    return count;
  }

  /** （日本側書簡） （合衆国側書簡）: heads of parts, where the document has several, each between blank lines. */
  bracketed(scan: LineScan, line: number): boolean {
    if (!isBracketedHead(scan) || !this.body.betweenBlanks(line)) return false;
    if (this.bracketedHeads < 0) {
      this.bracketedHeads = 0;
      for (let i = line; i < this.body.to; i++)
        if (isBracketedHead(this.body.scans[i]) && this.body.betweenBlanks(i)) this.bracketedHeads++;
    }
    return this.bracketedHeads >= 2;
  }

  /** A heading without a number stands apart and has something below it. */
  standsAsHeading(scan: LineScan, line: number): boolean {
    if (this.page.afterPageBreak(line) || this.page.isRunningTitle(scan, line)) return false;
    const apart = this.body.setApart(line);
    const below = this.body.textBelow(line);
    const gap = below > line + 1;
    if (below >= this.body.to) return false;
    const next = this.body.scans[below];
    if (next.flags & Flag.endMark) return false;
    const body =
      next.kind !== Kind.none ||
      next.end - next.start > 45 ||
      (next.flags & Flag.ends) !== 0 ||
      next.indent > scan.indent;
    if (!apart) {
      // set tight: the paragraph below it is indented, as the one above was ended
      return (
        line > this.body.from &&
        (this.body.scans[line - 1].flags & Flag.ends) !== 0 &&
        scan.indent === 0 &&
        !gap &&
        next.indent >= 2 &&
        (next.flags & Flag.ends) !== 0
      );
    }
    if (body) return !isLabel(next);
    if (runsOn(next, this.body.width)) return true;
    // a heading above a heading: both set apart, and the second one has its body
    if (!gap || !readsLikeHeading(next)) return false;
    const under = this.body.textBelow(below);
    if (under >= this.body.to) return false;
    const text = this.body.scans[under];
    return text.kind !== Kind.none || text.end - text.start > 45 || (text.flags & Flag.ends) !== 0;
  }

  /**
   * Headings without a marker on two levels: where one stands right above another, the second is below it, and so are those
   * that follow until one stands right above another again.
   */
  headingKind(scan: LineScan, line: number, open: boolean): number {
    const below = this.body.textBelow(line);
    const over =
      below < this.body.to &&
      below > line + 1 &&
      readsLikeHeading(this.body.scans[below]) &&
      !isAnswerHead(scan) &&
      this.standsAsHeading(this.body.scans[below], below);
    if (over) {
      this.twoLevels = true;
      return Kind.heading;
    }
    return this.twoLevels && open && !isStandalone(scan) ? SUBHEADING : Kind.heading;
  }

  /**
   * A lone line between the title block and the first number is a subtitle, an addressee or the like, not a heading above all
   * the rest – unless others of its kind come further down. `first` is the line of the next candidate marker.
   */
  isSubtitle(line: number, first: number): boolean {
    if (this.body.textBelow(line) < first) return false;
    if (!isCounted(this.body.scans[first].kind)) return false;
    for (let i = first; i < this.body.to; i++) {
      const scan = this.body.scans[i];
      if (
        scan.kind === Kind.none &&
        scan.flags === 0 &&
        isShort(scan) &&
        this.body.setApart(i) &&
        readsLikeHeading(scan) &&
        this.standsAsHeading(scan, i)
      )
        return false;
    }
    return true;
  }

  /** The title once more, above the text it stands for. */
  repeatsTitle(scan: LineScan): boolean {
    const { title } = this;
    return title.startsWith(scan.text.slice(scan.start, scan.start + 4)) && squeeze(content(scan)) === squeeze(title);
  }
}
