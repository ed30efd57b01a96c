import { Body } from './body.ts';
import { content, isLabel, isShort, labelOf } from './facts.ts';
import { isAnswerHead, isHeadingItem, isHeadingText, isStandalone, readsLikeHeading } from './headings.ts';
import { isBracket, isBullet, KIND_COUNT, Kind, SUBHEADING } from './kinds.ts';
import { findContents, headingKey, isLeader, type LineRange, runsOn, wrapWidth } from './layout.ts';
import { type Ahead, BELOW_LENGTH, isCounted, Levels } from './levels.ts';
import { Page } from './page.ts';
import { PlainHeadings } from './plain-headings.ts';
import { Flag, type LineScan, scanSecond } from './scan.ts';
import { SectionNode } from './section.ts';
import { isOneCharacterPerLine } from './text-problems.ts';
import {
  addParticipants,
  isAgendaHead,
  type Participants,
  placeInSentence,
  readTitleBlock,
  type TitleBlock,
} from './title-block.ts';

/** One document of a text. All lines inside are relative to its first line. */
export interface DocumentTree {
  readonly titleBlock: TitleBlock;
  /** Where it took place: from the title block, a first section 日時・場所, or the first sentence. */
  readonly place: string | undefined;
  /** People named below the preamble as well as in the title block. */
  readonly participants: readonly Participants[];
  readonly sections: readonly SectionNode[];
  /** Number of sections at all depths. */
  readonly sectionCount: number;
  /** Number of lines, trailing blank ones included. */
  readonly lineCount: number;
  /** Last line with text. */
  readonly lastLine: number;
  /** Lines of the table of contents, half open. */
  readonly contents: LineRange | undefined;
}

/** Kinds that write the same numbers with another sign. */
const FAMILIES: readonly (readonly number[] | undefined)[] = (() => {
  const families: number[][] = [];
  for (const members of [
    [Kind.decimal, Kind.bare, Kind.comma],
    [Kind.roman, Kind.bareRoman, Kind.brokenRoman],
    [Kind.kanji, Kind.bareKanji],
  ]) {
    for (const kind of members) families[kind] = members;
  }
  return families;
})();

/** Tables of one fold, used again by the next: a fold never runs inside another, and small typed arrays are dear to make. */
const scratch = {
  ahead: new Int32Array(KIND_COUNT),
  last: new Int32Array(KIND_COUNT),
  seen: new Uint8Array(KIND_COUNT),
  numbers: new Int32Array(KIND_COUNT),
  below: new Uint32Array(BELOW_LENGTH),
};

const APPENDED = /^\s*(?:参考|別紙|別添|添付|関連|出席者|参加者|資料)/;

const NONE: Ahead = { line: -1, number: 0 };

/** Which of the two orders of kana a run follows. */
const IROHA = 1;
const GOJUON = 2;

/** Folds the scans of one document, scans[from, to), into its tree. Pure, total, linear in the number of lines. */
export function foldDocument(scans: readonly LineScan[], from: number, to: number): DocumentTree {
  return new Fold(scans, from, to).run();
}

class Fold {
  private readonly block: TitleBlock;
  private readonly body: Body;
  private readonly page: Page;
  private readonly headings: PlainHeadings;
  /** A vertical text broken after every character has no lines that mean anything. */
  private readonly vertical: boolean;
  private readonly sections: SectionNode[] = [];
  private readonly participants: Participants[];
  private place: string | undefined;
  private sectionCount = 0;
  private lastLine: number;
  // Candidate markers by line, and for each the next one of its kind.
  private readonly candidates: number[] = [];
  private readonly nextOfKind: Int32Array;
  private readonly aheadOfKind = scratch.ahead.fill(-1);
  private readonly levels: Levels<SectionNode>;
  /** Kinds that have opened a section. */
  private readonly seen = scratch.seen.fill(0);
  /** The last number of each kind, wherever it stood. */
  private readonly lastNumber = scratch.numbers.fill(0);
  private kanaOrder = 0;
  /** The answer of onlyNotesBelow for the lines it looked at last. */
  private notesFrom = 0;
  private notesTo = 0;
  private notesOnly = false;
  /** First line of what is no text of the document any more: footnotes, or what its page says of itself. */
  private readonly textEnd: number;

  constructor(
    private readonly scans: readonly LineScan[],
    private readonly from: number,
    private readonly to: number,
  ) {
    this.block = readTitleBlock(scans, from, to);
    this.participants = [...this.block.participants];
    this.place = this.block.place;
    this.vertical = isOneCharacterPerLine(scans, from, to);
    const first = from + this.block.bodyLine;
    this.body = new Body(scans, first, to, wrapWidth(scans, first, to), findContents(scans, first, to));
    this.page = new Page(this.body);
    this.headings = new PlainHeadings(this.body, this.page, this.block.title);
    this.lastLine = from + this.block.lastLine;
    this.collect();
    this.nextOfKind = this.link();
    this.levels = new Levels((kind) => this.ahead(kind), scratch.below.fill(0));
    this.textEnd = Math.min(this.page.findFootnotes(this.candidates), this.page.findTail());
  }

  /** The lines that may open a section by their marker: what layout alone forbids is left out here. */
  private collect(): void {
    const { scans, to } = this;
    if (this.vertical) return;
    const last = scratch.last.fill(0);
    for (let i = this.body.from; i < to; i++) {
      const scan = scans[i];
      if (scan.kind === Kind.none) continue;
      if (this.body.inContents(i) || isLeader(scan)) continue;
      if (
        this.body.width > 0 &&
        i > this.body.from &&
        runsOn(scans[i - 1], this.body.width) &&
        !isDueInWrap(scan, last)
      )
        continue;
      last[scan.kind] = Math.max(scan.number, 1);
      this.candidates.push(i);
    }
  }

  private link(): Int32Array {
    const next = new Int32Array(this.candidates.length).fill(-1);
    const last = scratch.last.fill(-1);
    for (let c = this.candidates.length - 1; c >= 0; c--) {
      const { kind } = this.scans[this.candidates[c]];
      next[c] = last[kind];
      last[kind] = c;
    }
    this.aheadOfKind.set(last);
    return next;
  }

  /** The next candidate of a kind below the present line. */
  private ahead(kind: number): Ahead {
    const c = this.aheadOfKind[kind];
    if (c < 0) return NONE;
    const line = this.candidates[c];
    const scan = this.scans[line];
    return { line, number: this.countOf(scan) };
  }

  /** What a candidate counts, in the order of kana that the document follows. */
  private countOf(scan: LineScan): number {
    return isKana(scan.kind) && this.kanaOrder === GOJUON ? scan.otherNumber : scan.number;
  }

  /** Whether the next candidate of a kind has this number; quantities that look like candidates (5年ごとに) are passed over. */
  private isFollowed(kind: number, number: number): boolean {
    let c = this.aheadOfKind[kind];
    for (let passed = 0; c >= 0 && passed < 4; passed++, c = this.nextOfKind[c]) {
      const scan = this.scans[this.candidates[c]];
      if (this.countOf(scan) === number) return true;
      if (!(scan.flags & Flag.counter)) return false;
    }
    return false;
  }

  run(): DocumentTree {
    const { scans, to } = this;
    let c = 0;
    for (let i = this.body.from; i < to; i++) {
      const scan = scans[i];
      if (scan.flags & Flag.blank) continue;
      if (!(scan.flags & Flag.endMark)) this.lastLine = i;
      if (c < this.candidates.length && this.candidates[c] === i) {
        this.aheadOfKind[scan.kind] = this.nextOfKind[c];
        c++;
        if (i < this.textEnd && this.marked(scan, i, c)) continue;
      }
      if (scan.kind === Kind.none && i < this.textEnd && !this.vertical && !this.body.inContents(i))
        this.plain(scan, i, c);
    }
    this.close(this.sections, this.lastLine);
    const shift = this.body.contents && {
      from: this.body.contents.from - this.from,
      to: this.body.contents.to - this.from,
    };
    return {
      titleBlock: this.block,
      place: this.place ?? this.placeOfMeeting(),
      participants: this.participants,
      sections: this.sections,
      sectionCount: this.sectionCount,
      lineCount: to - this.from,
      lastLine: this.lastLine - this.from,
      contents: shift,
    };
  }

  /** Sets where sections end: before the next one, with blank lines left out. */
  private close(sections: readonly SectionNode[], end: number): void {
    for (let k = 0; k < sections.length; k++) {
      const node = sections[k];
      let last = k + 1 < sections.length ? sections[k + 1].line + this.from - 1 : end;
      const first = node.line + this.from;
      while (last > first && this.scans[last].flags & (Flag.blank | Flag.endMark)) last--;
      node.lastLine = Math.max(first, last) - this.from;
      if (node.children.length > 0) this.close(node.children, Math.max(first, last));
    }
  }

  // ---- marked lines -----------------------------------------------------------------------------------------

  private marked(scan: LineScan, line: number, next: number): boolean {
    if (scan.kind === Kind.note) {
      if (!this.body.complete(line) || scan.flags & Flag.reference) return false;
      this.note(scan, line);
      return true;
    }
    if (isBracket(scan.kind)) {
      if (!this.body.complete(line)) return false;
      // 【参考】 and its like stand beside the whole, as （参考） and 別紙 do
      const depth =
        APPENDED.test(scan.text.slice(scan.start + 1, scan.markerEnd - 1)) && this.levels.open(scan.kind) < 0
          ? 0
          : this.levels.placeHeading(scan.kind, this.nextCounted(next));
      this.add(depth, scan.kind, 0, scan, line);
      return true;
    }
    if (scan.kind === Kind.attachment) return this.attachment(scan, line);
    if (!isCounted(scan.kind)) {
      // a bullet sign is also a separator inside words: at the head of a line it counts if a word does not run over the break
      if (this.body.wordRunsOver(line)) return false;
      this.add(this.levels.place(scan.kind, scan.indent), scan.kind, 0, scan, line);
      return true;
    }
    if (this.isRunningHead(scan, line)) return false;
    const reading = this.read(scan, line);
    if (reading === undefined) return false;
    const [kind, number] = reading;
    if (scan.flags & Flag.double && this.doubled(scan, line, kind, number)) return true;
    let depth = this.levels.place(kind, scan.indent);
    // はじめに stands beside the numbered parts, though it may hold numbered sentences
    if (depth > 0 && isStandalone(this.levels.stack[depth - 1].node.scan) && isHeadingItem(scan)) depth--;
    this.add(depth, kind, number, scan, line);
    return true;
  }

  /** A heading above or below a page number that repeats the heading of an open section: the head of a printed page. */
  private isRunningHead(scan: LineScan, line: number): boolean {
    const open = this.levels.open(scan.kind);
    if (open < 0 || this.levels.stack[open].number !== scan.number) return false;
    const before = line > this.body.from ? this.scans[line - 1].flags : 0;
    const behind = line + 1 < this.to ? this.scans[line + 1].flags : 0;
    return (
      ((before | behind) & Flag.pageNumber) !== 0 && headingKey(scan) === headingKey(this.levels.stack[open].node.scan)
    );
  }

  /** The kind and number a counted line is read with, or undefined where it is no marker. */
  private read(scan: LineScan, line: number): [number, number] | undefined {
    const { levels } = this;
    let { kind, number } = scan;
    let open = levels.open(kind);
    if (scan.otherKind !== Kind.none) {
      if (scan.otherKind === kind) number = this.kanaNumber(scan, open);
      else {
        const other = levels.open(scan.otherKind);
        if (
          other >= 0 &&
          levels.stack[other].number + 1 === scan.otherNumber &&
          !(open >= 0 && levels.stack[open].number + 1 === number)
        ) {
          kind = scan.otherKind;
          number = scan.otherNumber;
          open = other;
        }
      }
    }
    const family = open < 0 ? this.family(kind, number) : -1;
    if (family >= 0) {
      open = family;
      kind = levels.stack[family].kind;
    }
    const last = open >= 0 ? levels.stack[open].number : 0;
    const expected = open >= 0 && number === last + 1;
    const complete = this.body.complete(line);
    if (scan.flags & Flag.reference) return expected && complete ? [kind, number] : undefined;
    if (kind === Kind.compound2 || kind === Kind.compound3 || kind === Kind.compound4) {
      return this.compoundFits(scan, kind, number, open) && complete ? [kind, number] : undefined;
    }
    if (scan.flags & Flag.weak)
      return this.weakHolds(scan, line, kind, number, open, expected, complete) ? [kind, number] : undefined;
    // I. Virtanen, Director General: an initial
    if (
      scan.kind === Kind.roman &&
      scan.otherKind === Kind.upper &&
      number === 1 &&
      !isHeadingItem(scan) &&
      this.ahead(kind).number !== number + 1
    )
      return undefined;
    if (expected || number === 1) return [kind, number];
    // ② at the head of a line whose ① stands in the middle of the one above
    if (open < 0 && number > 1 && this.body.isUnfinished(line - 1)) return undefined;
    // a strong marker out of order still is one at the head of a paragraph; in the middle of one it is part of the text
    if (!complete && number > last + 1) return undefined;
    return [kind, number];
  }

  private kanaNumber(scan: LineScan, open: number): number {
    const last = open >= 0 ? this.levels.stack[open].number : 0;
    if (open >= 0) {
      if (this.kanaOrder === GOJUON && scan.otherNumber === last + 1) return scan.otherNumber;
      if (this.kanaOrder === IROHA && scan.number === last + 1) return scan.number;
    }
    if (scan.otherNumber === 1) {
      this.kanaOrder = GOJUON;
      return 1;
    }
    if (scan.number === 1) {
      this.kanaOrder = IROHA;
      return 1;
    }
    if (this.kanaOrder === 0) this.kanaOrder = IROHA;
    return this.kanaOrder === GOJUON ? scan.otherNumber : scan.number;
  }

  /** An open level that counts the same way with another sign, which this number continues: `1.` `2 ` `3.` */
  private family(kind: number, number: number): number {
    if (number < 2) return -1;
    const members = FAMILIES[kind];
    if (members === undefined) return -1;
    for (const member of members) {
      const open = this.levels.open(member);
      if (open >= 0 && this.levels.stack[open].number + 1 === number) return open;
    }
    return -1;
  }

  private compoundFits(scan: LineScan, kind: number, number: number, open: number): boolean {
    const prefix = /^[\s\u3000]*([0-9０-９]+(?:[.．][0-9０-９]+)*?)[.．][0-9０-９]+[.．]?/.exec(scan.text)?.[1] ?? '';
    const parts = prefix.normalize('NFKC').split('.').map(Number);
    const outer = parts[parts.length - 1];
    const parentKinds =
      kind === Kind.compound2 ? [Kind.decimal, Kind.bare, Kind.glued, Kind.chapter, Kind.ordinal] : [kind - 1];
    let parent = -1;
    for (const k of parentKinds) {
      const at = this.levels.open(k);
      if (at >= 0 && this.levels.stack[at].number === outer) parent = at;
    }
    if (open >= 0) return number === this.levels.stack[open].number + 1 || (parent >= 0 && parent < open && number > 0);
    return parent >= 0 ? number <= 2 : number === 1 && this.aheadOfKind[kind] >= 0;
  }

  private weakHolds(
    scan: LineScan,
    line: number,
    kind: number,
    number: number,
    open: number,
    expected: boolean,
    complete: boolean,
  ): boolean {
    if (scan.flags & Flag.alone) return this.aloneHolds(scan, line, kind, number, expected);
    if (!complete) return false;
    const counter = (scan.flags & Flag.counter) !== 0;
    if (expected) {
      if (scan.kind === Kind.glued) return !this.isCounterLine(scan, open, number);
      return true;
    }
    const followed = this.isFollowed(scan.kind, number + 1);
    if (number === 1) {
      if (scan.kind === Kind.glued) return !counter && followed && this.gluedRun();
      if (scan.kind === Kind.brokenCircled || scan.kind === Kind.brokenRoman) return followed;
      if (followed) return true;
      if (counter) return false;
      // １　この大綱は、…: a full-width space behind the number, and a paragraph of its own
      if (kind === Kind.bare && scan.text.charCodeAt(scan.markerEnd) === 0x3000 && this.body.setApart(line))
        return true;
      // the only item of its list, of a kind that the document counts with elsewhere
      if (this.seen[kind] === 1 && (isHeadingText(scan, scan.body, scan.end) || this.body.setApart(line))) return true;
      // one heading alone, `1 総論`, between blank lines
      if (open >= 0 && scan.kind === Kind.bare && isHeadingText(scan, scan.body, scan.end)) return true;
      return (
        this.body.setApart(line) &&
        isHeadingText(scan, scan.body, scan.end) &&
        (kind === Kind.bare || kind === Kind.kanji || kind === Kind.bareKanji || kind >= Kind.part)
      );
    }
    if (kind >= Kind.part && kind <= Kind.ordinal) return isHeadingText(scan, scan.body, scan.end) || open >= 0;
    if (open >= 0) {
      // a number left out: believed of a heading set apart, not of a sentence
      const gap = number - this.levels.stack[open].number;
      const paragraph = this.body.setApart(line) && scan.text.charCodeAt(scan.markerEnd) === 0x3000;
      return (
        gap > 1 &&
        gap <= 3 &&
        !counter &&
        scan.kind !== Kind.glued &&
        (paragraph || (isHeadingText(scan, scan.body, scan.end) && (this.body.setApart(line) || followed)))
      );
    }
    // numbering that goes on below a heading, or an excerpt
    if (scan.kind === Kind.glued || scan.kind === Kind.brokenCircled || scan.kind === Kind.brokenRoman) return false;
    return !counter && (followed || this.lastNumber[scan.kind] === number - 1);
  }

  /** `1存立…` is believed where 2 follows. */
  private gluedRun(): boolean {
    return this.isFollowed(Kind.glued, 2);
  }

  /** 5年ごとに… in a list of headings that has come to 5: a quantity, if the real 5 is still to come or the others are no sentences. */
  private isCounterLine(scan: LineScan, open: number, number: number): boolean {
    if (!(scan.flags & Flag.counter)) return false;
    if (this.ahead(Kind.glued).number === number) return true;
    const others = this.levels.stack[open].node.scan;
    return (others.flags & Flag.ends) === 0 && (scan.flags & Flag.ends) !== 0;
  }

  /** A number on a line of its own is a marker if its title stands right below and it is the number that is due. */
  private aloneHolds(scan: LineScan, line: number, kind: number, number: number, expected: boolean): boolean {
    const below = this.body.titleBelow(scan, line);
    if (below === undefined) return false;
    if (kind === Kind.roman || kind === Kind.bareKanji || (kind >= Kind.part && kind <= Kind.ordinal))
      return expected || number === 1;
    const ahead = this.ahead(scan.kind);
    return (
      this.body.setApart(line) && (expected || number === 1) && (expected || (ahead.line >= 0 && ahead.number === 2))
    );
  }

  /** `1. (1)` `2. (2)`: a list that numbers what is numbered already. The first marker is left out. */
  private doubled(scan: LineScan, line: number, kind: number, number: number): boolean {
    const inner = scanSecond(scan);
    const ahead = this.ahead(scan.kind);
    const follower = ahead.line >= 0 ? this.scans[ahead.line] : undefined;
    const second = follower && follower.flags & Flag.double ? scanSecond(follower) : undefined;
    const open = this.levels.open(inner.kind);
    // the list that a copied page numbers anew may begin again behind every list inside it: 1. (1) • ● 1. (2)
    const continues =
      open >= 0 &&
      this.levels.stack[open].number + 1 === inner.number &&
      (number === inner.number || this.levels.stack[open].node.scan.start > scan.start);
    const lockstep =
      second !== undefined &&
      second.kind === inner.kind &&
      second.number === inner.number + 1 &&
      (ahead.number === number + 1 || ahead.number === number);
    const reading = inner.otherKind === inner.kind ? this.kanaNumber(inner, open) : inner.number;
    if (lockstep || continues) {
      this.add(this.levels.place(inner.kind, scan.indent), inner.kind, reading, inner, line);
      return true;
    }
    this.add(this.levels.place(kind, scan.indent), kind, number, scan, line);
    // １（１）… （２）…: the first item stands on the line of its paragraph, if a second one follows before the next paragraph
    const next = this.ahead(inner.kind);
    if (reading === 1 && next.number === 2 && next.line >= 0 && (ahead.line < 0 || next.line < ahead.line)) {
      this.add(this.levels.place(inner.kind, scan.indent), inner.kind, reading, inner, line);
    }
    return true;
  }

  private attachment(scan: LineScan, line: number): boolean {
    if (!this.body.complete(line)) return false;
    // the last words of a document whose attachment is the next document
    let below = line + 1;
    while (below < this.to && this.scans[below].flags & (Flag.blank | Flag.endMark)) below++;
    if (below >= this.to) return false;
    this.add(0, Kind.attachment, scan.number, scan, line);
    return true;
  }

  private note(scan: LineScan, line: number): void {
    const top = this.levels.top;
    const atEnd = line > this.body.from && (this.scans[line - 1].flags & Flag.blank) !== 0 && this.onlyNotesBelow(line);
    const previous = this.sections[this.sections.length - 1];
    const afterNote = previous !== undefined && previous.code === Kind.note && this.onlyNotesBelow(line);
    let depth = this.levels.stack.length;
    if (atEnd || afterNote) depth = 0;
    else if (top !== undefined && top.kind === Kind.note) depth--;
    this.add(depth, Kind.note, scan.number, scan, line);
  }

  /** Whether nothing but notes and what runs on from them stands below a line, up to the end or to an attachment. */
  private onlyNotesBelow(line: number): boolean {
    if (line >= this.notesFrom && line < this.notesTo) return this.notesOnly;
    let i = line + 1;
    let only = true;
    for (; i < this.to; i++) {
      const { kind, flags } = this.scans[i];
      if (flags & (Flag.blank | Flag.endMark | Flag.pageNumber) || kind === Kind.note) continue;
      if (kind === Kind.none && !(this.scans[i - 1].flags & Flag.blank)) continue;
      only = kind === Kind.attachment && this.body.complete(i);
      break;
    }
    this.notesFrom = line;
    this.notesTo = i;
    this.notesOnly = only;
    return only;
  }

  // ---- lines without a marker -------------------------------------------------------------------------------

  private plain(scan: LineScan, line: number, next: number): void {
    // the people may stand below the preamble, or in a first section 日時・場所
    const agenda = isAgendaHead(this.scans, line, this.to);
    if (!agenda && this.sections.length <= 1 && isShort(scan) && isLabel(scan)) {
      const label = labelOf(scan);
      if (label) {
        addParticipants(label, this.participants);
        if (/場所|会場|開催地|Place|Venue/.test(label.name) && label.value !== '') this.place ??= label.value;
      }
      return;
    }
    const colon = this.headings.runInAt(scan, line);
    if (colon >= 0) {
      const depth = this.levels.placeHeading(Kind.runIn, this.nextCounted(next));
      this.add(depth, Kind.runIn, 0, scan, line, colon);
      return;
    }
    // right below a page number stands the running head of the page
    if (line > this.body.from && this.scans[line - 1].flags & Flag.pageNumber) return;
    if (!isShort(scan) || scan.flags !== 0 || !this.body.complete(line)) return;
    if (this.headings.bracketed(scan, line)) {
      this.add(this.levels.placeHeading(Kind.heading, this.nextCounted(next)), Kind.heading, 0, scan, line);
      return;
    }
    // the title line of a marker above it is taken already
    if (this.levels.top?.node.titleScan === scan) return;
    if (!agenda && (!readsLikeHeading(scan) || this.headings.repeatsTitle(scan))) return;
    if (!isAnswerHead(scan) && (!this.headings.standsAsHeading(scan, line) || this.isSubtitle(line, next))) return;
    const kind = this.headings.headingKind(scan, line, this.levels.open(Kind.heading) >= 0);
    if (isStandalone(scan)) {
      this.add(this.levels.stack[0]?.kind === Kind.attachment ? 1 : 0, kind, 0, scan, line);
      return;
    }
    if (kind === SUBHEADING && this.levels.open(SUBHEADING) < 0)
      this.add(this.levels.open(Kind.heading) + 1, kind, 0, scan, line);
    else this.add(this.levels.placeHeading(kind, this.nextCounted(next)), kind, 0, scan, line);
  }

  // ---- what stands around a line ----------------------------------------------------------------------------

  /** Whether a lone line between the title block and the first number is no heading (see PlainHeadings). */
  private isSubtitle(line: number, next: number): boolean {
    return (
      this.sections.length === 0 &&
      next < this.candidates.length &&
      this.headings.isSubtitle(line, this.candidates[next])
    );
  }

  /** The place, where no label gives it: below 日時・場所 the line behind the date, else what the first sentence says. */
  private placeOfMeeting(): string | undefined {
    const [first] = this.sections;
    if (first?.heading !== undefined && /場所/.test(first.heading)) {
      for (let i = this.from + first.line + 1; i <= this.from + first.lastLine; i++) {
        const scan = this.scans[i];
        if (scan.flags !== 0 || scan.kind !== Kind.none || !isShort(scan) || isLabel(scan)) continue;
        const text = content(scan);
        if (!/^[0-9０-９]{1,2}月|年|[0-9０-９]{1,2}時/.test(text)) return text;
      }
    }
    let lines = 0;
    const end = first === undefined ? this.to : this.from + first.line;
    for (let i = this.body.from; i < end && lines < 3; i++) {
      const scan = this.scans[i];
      if (scan.flags & Flag.blank) continue;
      lines++;
      const place = placeInSentence(scan.text.slice(scan.start, Math.min(scan.end, scan.start + 200)));
      if (place !== undefined) return place;
    }
    return undefined;
  }

  /** The next candidate below, if it is counted: what a heading without a number stands above. `next` is an index of candidates. */
  private nextCounted(next: number): { kind: number; number: number } | undefined {
    if (next >= this.candidates.length) return undefined;
    const scan = this.scans[this.candidates[next]];
    return isCounted(scan.kind) ? { kind: scan.kind, number: scan.number } : undefined;
  }

  private add(depth: number, kind: number, number: number, scan: LineScan, line: number, colon = -1): void {
    const { levels } = this;
    const title = scan.flags & Flag.alone && kind !== Kind.note ? this.body.titleBelow(scan, line) : undefined;
    const node = new SectionNode(
      kind,
      number,
      line - this.from,
      scan,
      title,
      colon,
      kind === Kind.parenKana && this.kanaOrder === GOJUON,
    );
    let at = depth;
    while (at > 0 && levels.stack[at - 1].kind === Kind.note) at--;
    if (at === 0) this.sections.push(node);
    else levels.stack[at - 1].node.add(node);
    levels.push(at, { kind, number, indent: scan.indent, node });
    this.sectionCount++;
    this.seen[kind] = 1;
    this.lastNumber[kind] = number;
  }
}

/** In wrapped text, a marker behind a full line is the rest of a sentence, unless it is the very number that is due. */
function isDueInWrap(scan: LineScan, last: Int32Array): boolean {
  // a list of the same sign has begun: its items may fill a line by chance
  if (isBullet(scan.kind)) return last[scan.kind] > 0;
  return (scan.flags & (Flag.weak | Flag.reference)) === 0 && scan.number > 1 && scan.number === last[scan.kind] + 1;
}

function isKana(kind: number): boolean {
  return kind === Kind.parenKana || kind === Kind.bareKana || kind === Kind.halfKana;
}
