import { isHeadingText, runInEnd } from './headings.ts';
import { isBracket, Kind, kindName, SUBHEADING } from './kinds.ts';
import type { MarkerKind, Section } from './model.ts';
import { Flag, type LineScan } from './scan.ts';

const NO_CHILDREN: readonly SectionNode[] = [];
/** Kinds of headings that have no marker. */
function isUnmarked(code: number): boolean {
  return code === Kind.heading || code === SUBHEADING || code === Kind.runIn;
}

/** Longest beginning of a sentence shown as the name of an item. */
const CUT_AT = 36;
/** Shortest clause worth stopping at. */
const CUT_FROM = 10;

/**
 * A section of a document. Lines are relative to the first line of the document, so that a document that only moved keeps its
 * tree; names are made when first asked for, since most keystrokes never need them.
 */
export class SectionNode implements Section {
  children: readonly SectionNode[] = NO_CHILDREN;
  lastLine: number;
  private label: string | undefined;
  /** Measured when first asked for: -1 before. */
  private end = -1;
  private headed = false;

  constructor(
    /** Internal kind (see scan.ts). */
    readonly code: number,
    readonly count: number,
    readonly line: number,
    readonly scan: LineScan,
    /** The line that holds the title of a marker standing alone. */
    readonly titleScan: LineScan | undefined,
    /** For headings without a marker that run into their text: offset of the colon; else -1. */
    private readonly colon: number,
    private readonly gojuon: boolean,
  ) {
    this.lastLine = line;
  }

  /** Adds a section below this one. Most sections have none, and share one empty list. */
  add(child: SectionNode): void {
    if (this.children === NO_CHILDREN) this.children = [child];
    else (this.children as SectionNode[]).push(child);
  }

  get kind(): MarkerKind {
    const name = kindName(this.code);
    return name === 'iroha' && this.gojuon ? 'gojuon' : name;
  }

  get number(): number | undefined {
    return this.count === 0 ? undefined : this.count;
  }

  get startColumn(): number {
    return this.scan.start;
  }

  get marker(): string {
    if (isUnmarked(this.code)) return '';
    return this.scan.text.slice(this.scan.start, this.scan.markerEnd);
  }

  /** Offset in the line of the end of marker and heading: where the name's own text ends. */
  get endColumn(): number {
    if (this.end < 0) this.measure();
    return this.end;
  }

  get heading(): string | undefined {
    if (this.end < 0) this.measure();
    if (this.titleScan) return this.titleScan.text.slice(this.titleScan.start, this.titleScan.end);
    if (!this.headed) return undefined;
    if (isBracket(this.code)) return this.scan.text.slice(this.scan.start + 1, this.scan.markerEnd - 1);
    return this.scan.text.slice(this.bodyStart(), this.end).trimEnd();
  }

  /** Whether the item has a heading, or is a sentence that is counted. */
  get hasHeading(): boolean {
    if (this.end < 0) this.measure();
    return (
      this.headed ||
      this.titleScan !== undefined ||
      this.code === Kind.attachment ||
      (this.scan.flags & Flag.double) !== 0
    );
  }

  /** Finds where the heading ends, or where the sentence is cut. */
  private measure(): void {
    const { scan, code } = this;
    const body = this.bodyStart();
    this.headed = true;
    if (this.colon >= 0) this.end = this.colon;
    else if (code === Kind.heading || code === SUBHEADING) this.end = scan.end;
    else if (scan.flags & Flag.alone) {
      this.end = scan.end;
      this.headed = isBracket(code);
    } else if (isBracket(code)) this.end = isHeadingText(scan, body, scan.end, 30) ? scan.end : scan.markerEnd;
    else {
      const colon = code === Kind.note ? -1 : runInEnd(scan.text, body, scan.end);
      if (colon >= 0) this.end = colon;
      else if (isHeadingText(scan, body, scan.end)) this.end = scan.end;
      else {
        this.end = naturalCut(scan.text, body, scan.end);
        this.headed = false;
      }
    }
  }

  private bodyStart(): number {
    return isUnmarked(this.code) ? this.scan.start : this.scan.body;
  }

  get name(): string {
    this.label ??= this.makeName();
    return this.label;
  }

  private makeName(): string {
    const { scan } = this;
    const marker = this.marker;
    if (this.titleScan) return `${marker} ${this.titleScan.text.slice(this.titleScan.start, this.titleScan.end)}`;
    const end = this.endColumn;
    const body = this.bodyStart();
    const whole = scan.flags & Flag.alone || end <= body ? '' : scan.text.slice(body, end).trimEnd();
    const text = whole.replace(/[。．.;；、，,]+$/, '');
    // a sentence that goes on behind what is shown, on this line or (after a comma) on the next
    const goesOn = end < scan.end ? !/[。.]/.test(scan.text[end] ?? '') : /[、，,]$/.test(whole);
    const cut = goesOn && !this.headed ? '…' : '';
    const space = marker !== '' && text !== '' && scan.body > scan.markerEnd ? ' ' : '';
    return `${marker}${space}${text}${cut}`;
  }
}

/**
 * Where the name of an item that is a sentence stops: behind the sentence if it is short, else before the last comma that
 * leaves a readable beginning, else after CUT_AT units. Never inside 「」, if the quotation is short, nor inside a pair of
 * surrogates.
 */
export function naturalCut(text: string, from: number, end: number): number {
  const limit = Math.min(end, from + CUT_AT);
  let comma = -1;
  let depth = 0;
  for (let i = from; i < limit; i++) {
    const c = text.charCodeAt(i);
    if (c === 0x300c || c === 0xff08 || c === 0x28) depth++;
    else if (c === 0x300d || c === 0xff09 || c === 0x29) depth = Math.max(0, depth - 1);
    else if (c === 0x3002 || (c === 0x2e && (text.charCodeAt(i + 1) === 0x20 || i + 1 === end) && i > from + CUT_FROM))
      return i;
    else if ((c === 0x3001 || c === 0xff0c || c === 0x2c) && depth === 0 && i - from >= CUT_FROM) comma = i;
  }
  if (limit === end) return end;
  if (comma > 0) return comma;
  let cut = limit;
  // Latin words are not cut in two
  if (/[A-Za-z0-9]/.test(text[cut] ?? '')) {
    const space = text.lastIndexOf(' ', cut);
    if (space > from + CUT_FROM) return space;
  }
  const low = text.charCodeAt(cut);
  if (low >= 0xdc00 && low <= 0xdfff) cut--;
  return cut;
}
