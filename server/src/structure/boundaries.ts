import { Class, classOf } from './characters.ts';
import {
  content,
  isChrome,
  isDate,
  isIssuer,
  isLabel,
  isNumber,
  isPerson,
  isStatus,
  isTail,
  isTitleOfDocument,
  namesDocument,
} from './facts.ts';
import { Kind } from './kinds.ts';
import { Flag, type LineScan } from './scan.ts';
import { isTitleLike } from './title-block.ts';

/**
 * Where one document of a file ends and the next begins. Whether a line begins a document depends on a bounded window of lines
 * around it only: an edit can move a boundary within the window, never elsewhere.
 */

/** Lines looked at before and after a line to decide whether a document begins there. */
export const WINDOW_BEFORE = 4;
export const WINDOW_AFTER = 16;

const METADATA = /^\s*[［[]\s*文書名\s*[］\]]/;

/** Whether a document begins at `line`, other than the first of the file. */
export function beginsDocument(scans: readonly LineScan[], line: number): boolean {
  const scan = scans[line];
  if (scan.flags & (Flag.blank | Flag.ends | Flag.endMark | Flag.separator | Flag.pageNumber)) return false;
  if (scan.end - scan.start > 110 || line === 0) return false;
  if (scan.kind === Kind.attachment && scan.flags & Flag.alone) return false;
  // what stands right above: nothing, an end mark, a rule, or 別紙
  let above = line - 1;
  let ended = false;
  let attached = false;
  let blanks = 0;
  for (let steps = 0; steps < WINDOW_BEFORE - 1 && above >= 0; steps++, above--) {
    const { flags, kind } = scans[above];
    if (flags & Flag.blank) {
      blanks++;
      continue;
    }
    if (!(flags & (Flag.separator | Flag.pageNumber)) && isChrome(scans[above])) {
      // a title right below a page's navigation
      blanks++;
      continue;
    }
    if (flags & (Flag.endMark | Flag.separator)) ended = true;
    else if (kind === Kind.attachment && flags & Flag.alone) attached = true;
    break;
  }
  if ((blanks === 0 && !ended && !attached) || isChrome(scan) || isTail(scan)) return false;
  if (classOf(scan.text.charCodeAt(scan.start)) === Class.bracketOpen && METADATA.test(scan.text)) return true;
  const sort = attached ? Above.attachment : ended ? Above.end : blanks >= 2 ? Above.space : Above.blank;
  const sentence = above >= 0 && (scans[above].flags & Flag.ends) !== 0;
  return headOfDocument(scans, line, sort) || (sentence && beginsLetter(scans, line));
}

/** What stands above a line that may begin a document. */
const Above = { blank: 0, space: 1, end: 2, attachment: 3 } as const;

/** 内閣衆質一七四第五四八号, a date and who sends it: a letter below the end of another text, which may begin without a title. */
function beginsLetter(scans: readonly LineScan[], line: number): boolean {
  const [number, date, sender] = scans.slice(line, line + 3);
  return sender !== undefined && isNumber(number) && isDate(date) && isPerson(sender);
}

/** Whether the lines from `line` on read as the head of a document: a title with its date and ministries. */
function headOfDocument(scans: readonly LineScan[], line: number, above: number): boolean {
  const limit = Math.min(scans.length, line + WINDOW_AFTER);
  let title = '';
  let opening = '';
  let titles = 0;
  let dates = 0;
  let issuers = 0;
  let gap = false;
  let gapBeforeDate = false;
  for (let i = line; i < limit; i++) {
    const scan = scans[i];
    if (scan.flags & Flag.blank) {
      if (gap && dates > 0) break;
      gap = true;
      continue;
    }
    if (scan.flags & Flag.endMark) break;
    if (isDate(scan)) {
      dates++;
      if (gap && titles > 0) gapBeforeDate = true;
    } else if (isStatus(scan) || isNumber(scan) || (i > line && isChrome(scan))) {
      // says nothing either way
    } else if (isIssuer(scan) && (titles > 0 || dates > 0)) issuers++;
    else if (scan.kind !== Kind.none && !(scan.flags & Flag.weak && scan.number !== 1)) break;
    else if (scan.flags & Flag.ends || !isTitleLike(scan)) break;
    else if (titles > 0 && (isLabel(scan) || isPerson(scan))) break;
    else if (isPerson(scan) && dates > 0) {
      // the sender of a letter, below its date and above its title
    } else if (isLabel(scan) || isPerson(scan)) return false;
    else if (titles > 0 && dates > 0 && issuers > 0) break;
    else if (titles > 0 && gap && dates > 0) break;
    else {
      if (isIssuer(scan) && titles === 0) {
        // a ministry at the head of the block, above its title
        issuers++;
        gap = false;
        continue;
      }
      if (titles > 0 && dates > 0) {
        // below title and date: a place, a note
        gap = false;
        continue;
      }
      titles++;
      if (titles > 6) return false;
      title = content(scan);
      if (titles === 1) opening = title;
    }
    gap = false;
  }
  if (titles === 0) return false;
  if (dates > 0 && issuers > 0) return true;
  // what stands below 別紙 is a part of the document, unless it has a date or a sender of its own
  if (above === Above.attachment) return dates > 0 || issuers > 0;
  if (above === Above.end) return dates > 0 || issuers > 0 || namesDocument(title) || isTitleOfDocument(opening);
  // set apart by more than one blank line: a date is enough, or a title that says what it is
  if (
    above === Above.space &&
    ((dates > 0 && !gapBeforeDate) || (titles <= 5 && (isTitleOfDocument(title) || isTitleOfDocument(opening))))
  )
    return true;
  // a title and its date alone, set close together, if the title says that it is one
  return dates > 0 && !gapBeforeDate && titles <= 4 && namesDocument(title);
}
