import { isChrome, isShort } from './facts.ts';
import { isHeadingText } from './headings.ts';
import { Kind } from './kinds.ts';
import { type LineRange, runsOn } from './layout.ts';
import { Flag, type LineScan } from './scan.ts';

/** The lines of a document below its title block, and what stands around each of them. Lines are those of the file. */
export class Body {
  constructor(
    readonly scans: readonly LineScan[],
    /** First line, and the line behind the last. */
    readonly from: number,
    readonly to: number,
    /** The width at which the lines are wrapped; 0 where a line is a paragraph (see layout.ts). */
    readonly width: number,
    readonly contents: LineRange | undefined,
  ) {}

  /** Whether a new paragraph may begin here: what stands above is ended, blank, a heading, or no text. */
  complete(line: number): boolean {
    if (line <= this.from) return true;
    const scan = this.scans[line - 1];
    if (scan.flags & (Flag.blank | Flag.ends | Flag.separator | Flag.pageNumber | Flag.endMark)) return true;
    // the next item of a list whose items are no sentences
    const own = this.scans[line];
    if (own.kind !== Kind.none && own.kind === scan.kind && own.number === scan.number + 1 && scan.number > 0)
      return true;
    if (this.scans[line].indent > scan.indent && this.scans[line].indent >= 1) return true;
    const last = scan.text.charCodeAt(scan.end - 1);
    // 、 and a particle leave the sentence open
    if (last === 0x3001 || last === 0xff0c || last === 0x2c)
      return own.kind !== Kind.none && this.width === 0 && ((own.flags & Flag.weak) === 0 || own.number === 1);
    if (runsOn(scan, this.width)) return false;
    if (
      'をはがのにでと'.includes(scan.text[scan.end - 1]) &&
      !(scan.text[scan.end - 2] === 'も' && scan.text[scan.end - 1] === 'の')
    )
      return (this.scans[line].flags & Flag.weak) === 0 && this.scans[line].kind !== Kind.none;
    return true;
  }

  /** A line that breaks off in the middle of a sentence: long, no heading, and without its full stop. */
  isUnfinished(line: number): boolean {
    if (line < this.from) return false;
    const scan = this.scans[line];
    if (scan.flags & (Flag.blank | Flag.ends | Flag.separator | Flag.pageNumber) || scan.end - scan.start <= 24)
      return false;
    const running = scan.kind === Kind.none && /[、，]/.test(scan.text.slice(scan.start, scan.end));
    return running || !isHeadingText(scan, scan.body > scan.start ? scan.body : scan.start, scan.end);
  }

  /** The first line with text below `line`; `to` where there is none. */
  textBelow(line: number): number {
    let below = line + 1;
    while (below < this.to && this.scans[below].flags & Flag.blank) below++;
    return below;
  }

  /** Whether nothing but blank space, a rule or a page's own words stands right above a line. */
  setApart(line: number): boolean {
    if (line <= this.from) return true;
    const scan = this.scans[line - 1];
    return (
      (scan.flags & (Flag.blank | Flag.separator | Flag.pageNumber)) !== 0 ||
      (isShort(scan) && isChrome(scan)) ||
      (this.contents !== undefined && line === this.contents.to)
    );
  }

  /** Whether a line is set apart and followed by a blank one. */
  betweenBlanks(line: number): boolean {
    return this.setApart(line) && line + 1 < this.to && (this.scans[line + 1].flags & Flag.blank) !== 0;
  }

  /** キャンプ / ・シュワブ: a word with ・ in it, broken before the dot. */
  wordRunsOver(line: number): boolean {
    if (line <= this.from) return false;
    const before = this.scans[line - 1];
    const scan = this.scans[line];
    const last = before.text[before.end - 1] ?? '';
    const first = scan.text[scan.body] ?? '';
    return (
      scan.text[scan.start] === '・' &&
      !(before.flags & (Flag.blank | Flag.ends)) &&
      /[ァ-ヴー]/.test(last) &&
      /[ァ-ヴ]/.test(first)
    );
  }

  /** The title of a marker that stands alone: the next line, if it is a heading. */
  titleBelow(scan: LineScan, line: number): LineScan | undefined {
    if (!(scan.flags & Flag.alone)) return undefined;
    let below = line + 1;
    // the title of an attachment may stand apart from the word
    if (scan.kind === Kind.attachment)
      while (below < this.to && below < line + 3 && this.scans[below].flags & Flag.blank) below++;
    if (below >= this.to) return undefined;
    const next = this.scans[below];
    if (next.kind !== Kind.none || next.flags !== 0) return undefined;
    return isHeadingText(next, next.start, next.end, scan.kind === Kind.attachment ? 60 : 40) ? next : undefined;
  }

  inContents(line: number): boolean {
    return this.contents !== undefined && line >= this.contents.from && line < this.contents.to;
  }
}
