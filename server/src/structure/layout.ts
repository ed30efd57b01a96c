import { Kind } from './kinds.ts';
import { Flag, type LineScan } from './scan.ts';

/** How the lines of a document are set: whether they are wrapped at a width, and where its table of contents stands. */

/**
 * The width (UTF-16 units, indentation included) at which the lines of a document were broken by hand or by a PDF, or 0 where
 * a line is a paragraph. Such lines break in the middle of sentences, so what stands at their heads proves little.
 */
export function wrapWidth(scans: readonly LineScan[], from: number, to: number): number {
  let longest = 0;
  let open = 0;
  for (let i = from; i + 1 < to; i++) {
    const scan = scans[i];
    if (scan.flags & (Flag.blank | Flag.ends)) continue;
    const next = scans[i + 1];
    if (next.flags & Flag.blank || next.indent > scan.indent) continue;
    if (scan.end < 18 || scan.end > 110) continue;
    open++;
    if (scan.end > longest) longest = scan.end;
  }
  if (open < 3) return 0;
  let full = 0;
  let beyond = 0;
  for (let i = from; i < to; i++) {
    const scan = scans[i];
    if (scan.end > longest + 2) beyond++;
    else if (scan.end >= longest - slack(longest) && !(scan.flags & Flag.ends)) full++;
  }
  return full >= 3 && beyond <= (to - from) * 0.04 ? longest : 0;
}

function slack(width: number): number {
  // words of Latin text break where they end, Japanese only before punctuation and Latin words
  return width > 60 ? 14 : 3;
}

/** Whether a line in a text wrapped at `width` runs on into the next one. */
export function runsOn(scan: LineScan, width: number): boolean {
  return width > 0 && !(scan.flags & (Flag.ends | Flag.blank)) && scan.end >= width - slack(width);
}

/** A half-open range of lines. */
export interface LineRange {
  readonly from: number;
  readonly to: number;
}

const CONTENTS_LINES = 120;
const LEADER = /[…‥・･.．\s]{2,}\s*[0-9０-９]{1,3}$|[\s\u3000]{2,}[0-9０-９]{1,3}$/;

/** A heading without numbers' widths, spaces, leader dots and page number: what two mentions of it have in common. */
export function headingKey(scan: LineScan): string {
  let text = scan.text.slice(scan.start, scan.end);
  text = text.replace(LEADER, '');
  return text.normalize('NFKC').replace(/[\s・,、.]+/g, '');
}

/** Ends in leader dots and a page number: an entry of a table of contents wherever it stands. */
export function isLeader(scan: LineScan): boolean {
  const last = scan.text.charCodeAt(scan.end - 1);
  const digit = (last >= 0x30 && last <= 0x39) || (last >= 0xff10 && last <= 0xff19);
  return (
    digit &&
    scan.end - scan.start < 120 &&
    /(?:[…‥]{1,}|[・･.．]{3,}|(?:[.．・] ){3,})\s*[0-9０-９]{1,3}$/.test(scan.text.slice(0, scan.end))
  );
}

/**
 * The table of contents of the document in scans[from, to), or undefined. It begins at 目次 (or, without that word, with the
 * first of at least three short marked lines that all come again), and ends where the first of its entries comes again.
 */
export function findContents(scans: readonly LineScan[], from: number, to: number): LineRange | undefined {
  const limit = Math.min(to, from + CONTENTS_LINES);
  for (let i = from; i < limit; i++) {
    if (scans[i].flags & Flag.contents) return contentsFrom(scans, i, i + 1, to);
  }
  return repeatedHead(scans, from, to);
}

function contentsFrom(scans: readonly LineScan[], start: number, entries: number, to: number): LineRange {
  let first = entries;
  while (first < to && scans[first].flags & Flag.blank) first++;
  if (first >= to) return { from: start, to: first };
  const key = headingKey(scans[first]);
  let last = first;
  for (let i = first + 1; i < to; i++) {
    const scan = scans[i];
    if (scan.flags & Flag.blank) continue;
    if (scan.flags & Flag.ends || scan.end - scan.start > 80) break;
    if (headingKey(scan) === key) return { from: start, to: i };
    last = i;
  }
  // no entry comes again: entries go on to the first blank line, or while they carry page numbers
  for (let i = first; i <= last; i++) {
    if (scans[i].flags & Flag.blank && !(i + 1 <= last && isLeader(scans[i + 1]))) return { from: start, to: i };
  }
  return { from: start, to: isLeader(scans[last]) ? last + 1 : first };
}

function repeatedHead(scans: readonly LineScan[], from: number, to: number): LineRange | undefined {
  // the block: marked, short lines with no text between them
  let first = -1;
  let count = 0;
  let end = from;
  for (let i = from; i < Math.min(to, from + CONTENTS_LINES); i++) {
    const scan = scans[i];
    if (scan.flags & Flag.blank) continue;
    const entry =
      scan.kind !== Kind.none && !(scan.flags & Flag.ends) && scan.end - scan.start <= 60 && !(scan.flags & Flag.alone);
    if (!entry) {
      if (first >= 0 || i > from + 6) break;
      continue;
    }
    if (first < 0) first = i;
    count++;
    end = i + 1;
  }
  if (count < 3) return undefined;
  const key = headingKey(scans[first]);
  let again = -1;
  for (let i = first + 1; i < to; i++) {
    const scan = scans[i];
    if (scan.kind === scans[first].kind && scan.number === scans[first].number && headingKey(scan) === key) {
      again = i;
      break;
    }
  }
  if (again < 0) return undefined;
  const stop = Math.min(end, again);
  const keys = new Map<string, number>();
  for (let i = again; i < to; i++)
    if (scans[i].kind !== Kind.none && scans[i].end - scans[i].start <= 80) keys.set(headingKey(scans[i]), i);
  let entries = 0;
  let repeated = 0;
  for (let i = first; i < stop; i++) {
    if (scans[i].flags & Flag.blank) continue;
    entries++;
    if (keys.has(headingKey(scans[i]))) repeated++;
  }
  return entries >= 3 && repeated >= entries * 0.8 ? { from: first, to: stop } : undefined;
}
