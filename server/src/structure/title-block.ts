import { type AbsoluteDate, findDates, isDateLine, readMonthDay } from '../dates/absolute.ts';
import { isJapanese } from './characters.ts';
import {
  content,
  dateOf,
  isChrome,
  isDate,
  isIssuer,
  isLabel,
  isNumber,
  isPerson,
  isStatus,
  issuersOf,
  isTitleOfDocument,
  type Label,
  labelOf,
} from './facts.ts';
import { isBracket, isBullet, Kind } from './kinds.ts';
import { Flag, type LineScan } from './scan.ts';

/** People and bodies named in a title block or in the lines below it, with the side they sit on. */
export interface Participants {
  /** 日本側, 米側, or undefined for a list without sides. */
  readonly side: string | undefined;
  readonly names: string;
}

/** The head of a document. Lines are relative to the first line of the document. */
export interface TitleBlock {
  /** The title as a reader would quote it, its lines joined; the first words of the text where it has none. */
  readonly title: string;
  /** Whether the text has a title of its own. */
  readonly titled: boolean;
  /** First and last line of the title; the same line where there is none. */
  readonly titleLine: number;
  readonly lastTitleLine: number;
  /** Line of the date in the block, or -1. */
  readonly dateLine: number;
  /** The date of the document, its day taken from the body where the block gives only the month. */
  readonly date: AbsoluteDate | undefined;
  readonly issuers: readonly string[];
  readonly place: string | undefined;
  readonly participants: readonly Participants[];
  readonly labels: readonly Label[];
  /** （仮訳） and its like. */
  readonly status: string | undefined;
  /** Last line of the block, and the first line behind it with which the body may begin. */
  readonly lastLine: number;
  readonly bodyLine: number;
}

/** Lines of a title block, blank ones included, beyond which no title block goes on. */
const BLOCK_LIMIT = 60;
/** Lines in which the day of a month-only document is looked for. */
const DAY_LIMIT = 40;
/** The year of a white paper or yearbook that has no other date: 平成23年版. */
function editionOf(title: string): AbsoluteDate | undefined {
  return findDates(title).find(({ end, month }) => month === undefined && /^度?版/.test(title.slice(end)));
}

/** Lines of text in which an undated document may name its own date; a date further down is another occasion's. */
const UNDATED_LIMIT = 3;

/** Longest line that is part of a title; and of one that names a treaty or a law whole, which has no short form. */
const LONGEST_TITLE = 110;
const LONGEST_LAW = 200;
const LAW_TITLE =
  /(?:との間の|に関する|に基づく|の一部を改正する)[^。、はが]*(?:条約|協定|議定書|取極|交換公文|法律案?)[^。、]{0,24}$/;

/** A line that can be part of a title: short, no sentence, no marker. */
export function isTitleLike(scan: LineScan): boolean {
  if (scan.flags & (Flag.blank | Flag.ends | Flag.endMark | Flag.contents | Flag.separator)) return false;
  const length = scan.end - scan.start;
  if (length > LONGEST_TITLE) return length <= LONGEST_LAW && LAW_TITLE.test(scan.text.slice(scan.start, scan.end));
  const last = scan.text.charCodeAt(scan.end - 1);
  if (last === 0x3001 || last === 0xff0c || last === 0x2c || last === 0x3b) return false;
  // English titles run longer than Japanese ones
  if (length <= 70 || !isJapanese(scan.text.charCodeAt(scan.start))) return true;
  return LAW_TITLE.test(scan.text.slice(scan.start, scan.end));
}

/** Whether a line is a marker that no title begins with. */
function opensSection(scan: LineScan): boolean {
  if (scan.kind === Kind.none) return false;
  if (isBullet(scan.kind) || isBracket(scan.kind) || scan.kind === Kind.note) return true;
  return (scan.flags & Flag.weak) === 0 || (scan.number === 1 && scan.kind !== Kind.glued);
}

/** Reads the head of the document in scans[from, to). Total: every document has a block, if only its first line. */
export function readTitleBlock(scans: readonly LineScan[], from: number, to: number): TitleBlock {
  const limit = Math.min(to, from + BLOCK_LIMIT);
  const anchor = findAnchor(scans, from, limit);
  const title: number[] = [];
  const issuers: string[] = [];
  const labels: Label[] = [];
  const participants: Participants[] = [];
  let status: string | undefined;
  let place: string | undefined;
  let dateLine = -1;
  let date: AbsoluteDate | undefined;
  let last = -1;
  let blanks = 0;
  let titleClosed = false;
  let i = from;
  for (; i < limit; i++) {
    const scan = scans[i];
    if (scan.flags & Flag.blank) {
      blanks++;
      continue;
    }
    const gap = blanks > 0;
    blanks = 0;
    if (scan.flags & Flag.contents) break;
    if (isChrome(scan)) continue;
    if (scan.end - scan.start > 110) break;
    if (isDate(scan)) {
      const found = dateOf(scan);
      if (found && (date === undefined || finer(found, date))) {
        date = found;
        dateLine = i;
      }
      last = i;
      if (title.length > 0) titleClosed = true;
      continue;
    }
    if (isNumber(scan)) {
      last = i;
      if (title.length > 0) titleClosed = true;
      continue;
    }
    if (isStatus(scan)) {
      status = content(scan);
      last = i;
      continue;
    }
    // the ministries stand below the title, or above it beside the date; a title may also be a body's name (…委員会)
    if (
      isIssuer(scan) &&
      (title.length > 0 || date !== undefined || i !== anchor.title) &&
      !(i < anchor.line && i >= anchor.title && anchor.dated && !allIssuers(scans, i, anchor.line))
    ) {
      // 閣議決定 says how the text came about, not who issues it
      issuers.push(...(issuersOf(scan) ?? []).filter((name) => !/(?:決定|了解)$/.test(name)));
      last = i;
      if (title.length > 0) titleClosed = true;
      continue;
    }
    // a chapter taken out of a book is titled by its own number
    if (title.length === 0 && scan.kind >= Kind.part && scan.kind <= Kind.division && !comesAgain(scans, i, to)) {
      title.push(i);
      last = i;
      titleClosed = true;
      continue;
    }
    // a remark on the text, set tight below its title or date
    if (scan.kind === Kind.note && !gap && last === i - 1 && title.length > 0) {
      last = i;
      continue;
    }
    if (opensSection(scan) && !(title.length === 0 && i < anchor.line && isTitleLike(scan))) break;
    if (scan.kind === Kind.attachment) break;
    if (isLabel(scan)) {
      const label = labelOf(scan);
      // 議題 above a numbered list is a heading where the text has others: the body decides
      if (label && isAgendaHead(scans, i, limit)) break;
      if (label) {
        i = takeLabel(scans, i, limit, label, labels, participants);
        last = i;
      }
      if (title.length > 0) titleClosed = true;
      continue;
    }
    if (isPerson(scan) && (title.length > 0 || date !== undefined || last >= 0 || /殿$/.test(content(scan)))) {
      participants.push({ side: undefined, names: content(scan) });
      last = i;
      if (title.length > 0) titleClosed = true;
      continue;
    }
    if (!titleClosed && isTitleLike(scan) && (title.length === 0 || !gap || i < anchor.line) && title.length < 8) {
      title.push(i);
      last = i;
      continue;
    }
    const here = placeOf(content(scan));
    if (here !== undefined && !(scan.flags & Flag.ends)) {
      place ??= here;
      last = i;
      continue;
    }
    // a line right below the date that is no sentence still belongs to the block: a place, a note on the occasion
    if (
      titleClosed &&
      !gap &&
      isTitleLike(scan) &&
      last === i - 1 &&
      i + 1 < to &&
      headerFollows(scans, i + 1, limit)
    ) {
      last = i;
      continue;
    }
    break;
  }
  // a covering letter may stand between the date and the title of what it covers
  if (title.length === 0 && date !== undefined) {
    const covered = titleBelow(scans, i, Math.min(to, from + BLOCK_LIMIT));
    if (covered >= 0) {
      title.push(covered);
      last = covered;
    }
  }
  let bodyLine = last + 1;
  if (title.length === 0 && last < 0) bodyLine = from;
  const first = title.length > 0 ? title[0] : firstText(scans, from, to);
  for (const label of labels) {
    if (/年月日|日時|日程|Date/.test(label.name) && date === undefined)
      date = isDateLine(label.value) ?? findDates(label.value)[0];
    if (/場所|会場|開催地|Place|Venue/.test(label.name)) place ??= label.value;
  }
  const named = labels.find((l) => l.name === '文書名');
  if (date === undefined && title.length > 0) {
    date = dateBelow(scans, bodyLine, limit) ?? dateOfSigning(scans, bodyLine, to);
  }
  const whole = title.length > 0 ? joinTitle(scans, title) : (named?.value ?? beginning(scans, first));
  date ??= editionOf(whole);
  if (date === undefined || date.day === undefined)
    date = dayFromBody(scans, bodyLine, Math.min(to, bodyLine + DAY_LIMIT), date) ?? date;
  return {
    title: whole,
    titled: title.length > 0 || named !== undefined,
    titleLine: first - from,
    lastTitleLine: (title.length > 0 ? title[title.length - 1] : first) - from,
    dateLine: dateLine < 0 ? -1 : dateLine - from,
    date,
    issuers,
    place,
    participants,
    labels,
    status,
    lastLine: Math.max(last, first) - from,
    bodyLine: bodyLine - from,
  };
}

function finer(a: AbsoluteDate, b: AbsoluteDate): boolean {
  return a.iso.length > b.iso.length;
}

/**
 * The first date or ministry line of the head, before any sentence or section, and the first line that could be a title:
 * everything short between them is title, whatever blank lines stand between.
 */
function findAnchor(
  scans: readonly LineScan[],
  from: number,
  limit: number,
): { line: number; title: number; dated: boolean } {
  let title = -1;
  for (let i = from; i < Math.min(limit, from + 30); i++) {
    const scan = scans[i];
    if (scan.flags & Flag.blank) continue;
    if (isChrome(scan)) continue;
    if (scan.flags & (Flag.ends | Flag.contents) || scan.end - scan.start > 110) break;
    if (isDate(scan)) {
      if (title >= 0) return { line: i, title, dated: true };
      continue;
    }
    if (title >= 0 && isIssuer(scan) && !dateSoon(scans, i + 1, limit)) return { line: i, title, dated: false };
    if (opensSection(scan) && title >= 0) break;
    if (title < 0 && isTitleLike(scan) && !isStatus(scan) && !isLabel(scan) && !isNumber(scan)) {
      // a ministry above the title names the sender, unless it is all the title there is
      if (isIssuer(scan) && titleFollows(scans, i + 1, limit)) continue;
      title = i;
    }
  }
  return { line: -1, title, dated: false };
}

/** Whether a date line stands within the next short lines (the lines between are then title, not ministries). */
function dateSoon(scans: readonly LineScan[], from: number, limit: number): boolean {
  for (let i = from, seen = 0; i < limit && seen < 4; i++) {
    const scan = scans[i];
    if (scan.flags & Flag.blank) continue;
    seen++;
    if (isDate(scan)) return true;
    if (scan.flags & Flag.ends || !isTitleLike(scan) || opensSection(scan)) return false;
  }
  return false;
}

function titleFollows(scans: readonly LineScan[], from: number, limit: number): boolean {
  for (let i = from; i < limit; i++) {
    const scan = scans[i];
    if (scan.flags & Flag.blank || isDate(scan) || isIssuer(scan) || isChrome(scan) || isStatus(scan)) continue;
    return isTitleLike(scan) && scan.kind === Kind.none && !isPerson(scan) && !isLabel(scan);
  }
  return false;
}

/** All text lines from `at` up to the anchor are ministries: they are senders, not a title. */
function allIssuers(scans: readonly LineScan[], at: number, anchor: number): boolean {
  for (let i = at; i < anchor; i++) if (!(scans[i].flags & Flag.blank) && !isIssuer(scans[i])) return false;
  return true;
}

function headerFollows(scans: readonly LineScan[], from: number, limit: number): boolean {
  if (from >= limit) return false;
  const scan = scans[from];
  return (
    (scan.flags & Flag.blank) !== 0 ||
    isIssuer(scan) ||
    isDate(scan) ||
    isLabel(scan) ||
    isPerson(scan) ||
    isStatus(scan)
  );
}

/** The first line from `at` on, between blank lines, that says itself what document it is the title of; or -1. */
function titleBelow(scans: readonly LineScan[], at: number, limit: number): number {
  for (let i = at; i < limit; i++) {
    const scan = scans[i];
    if (scan.flags & Flag.blank) continue;
    if (opensSection(scan)) return -1;
    const above = i > 0 && (scans[i - 1].flags & Flag.blank) !== 0;
    const below = i + 1 < limit && (scans[i + 1].flags & Flag.blank) !== 0;
    if (above && below && isTitleLike(scan) && isTitleOfDocument(content(scan))) return i;
  }
  return -1;
}

/** Whether another marker of the same kind stands further down. */
function comesAgain(scans: readonly LineScan[], at: number, to: number): boolean {
  for (let i = at + 1; i < to; i++) if (scans[i].kind === scans[at].kind) return true;
  return false;
}

function firstText(scans: readonly LineScan[], from: number, to: number): number {
  for (let i = from; i < to; i++) if (!(scans[i].flags & Flag.blank)) return i;
  return from;
}

/** 議題 or 議事 alone on its line, right above the first number of a list. */
export function isAgendaHead(scans: readonly LineScan[], line: number, to: number): boolean {
  const scan = scans[line];
  if (scan.end - scan.start > 6 || !/^議\s*[題事]$/.test(content(scan))) return false;
  const next = line + 1 < to ? scans[line + 1] : undefined;
  return next !== undefined && next.kind !== Kind.none && next.number === 1;
}

/** Takes a label line and the value that may stand on the next lines; returns the last line taken. */
function takeLabel(
  scans: readonly LineScan[],
  at: number,
  limit: number,
  label: Label,
  labels: Label[],
  participants: Participants[],
): number {
  let value = label.value;
  let i = at;
  if (
    value === '' &&
    i + 1 < limit &&
    scans[i + 1].flags === 0 &&
    scans[i + 1].kind === Kind.none &&
    !isLabel(scans[i + 1])
  ) {
    i++;
    value = content(scans[i]);
  }
  labels.push({ name: label.name, value });
  addParticipants({ name: label.name, value }, participants);
  return i;
}

const INNER_SIDE = /^[（(]([^（）()]{1,10}側)[）)]\s*(.*)$/;

/** Adds the people of a 参加者/出席者/…側 label. */
export function addParticipants(label: Label, to: Participants[]): void {
  if (!/参加者|出席者|同席者|側|代表$|Participants|Attendees/.test(label.name)) return;
  const inner = INNER_SIDE.exec(label.value);
  const side = inner ? inner[1] : (/^(.+?側)/.exec(label.name)?.[1] ?? undefined);
  to.push({ side, names: inner ? inner[2] : label.value });
}

const PLACE = /^(?:於|場所|会場)\s*[：:・]?\s*(\S.{0,40})$/;
const PLACE_BRACKET = /^[（(]\s*於\s*[：:・]?\s*([^）)]{1,40})[）)]$/;
const PLACE_ENGLISH =
  /^(?:[A-Z][A-Za-z.]+(?: [A-Z][A-Za-z.]+)*, )?(?:Washington,? D\.?C\.?|Tokyo|New York|Canberra|London|Paris|New Delhi|Manila|Honolulu|Brussels|Geneva|Seoul|Beijing|Singapore|[A-Z][a-z]+, [A-Z][A-Za-z]+)$/;

function placeOf(line: string): string | undefined {
  return (PLACE_BRACKET.exec(line) ?? PLACE.exec(line))?.[1] ?? (PLACE_ENGLISH.test(line) ? line : undefined);
}

const HELD_AT =
  /(?:^|[、，\s\u3000）)])([^、，。\s\u3000（）()]{2,24})(?:（[^）]{1,20}）)?(?:において|にて)[^。]{0,24}(?:会合|会談|協議|対話|委員会|会議)[^。]{0,16}(?:開催|行わ|行い|実施)/;

/** Where a meeting was held, as the first sentence of a body says it: …、米国国務省において標記会合が開催された… */
export function placeInSentence(line: string): string | undefined {
  return HELD_AT.exec(line)?.[1];
}

function joinTitle(scans: readonly LineScan[], lines: readonly number[]): string {
  let title = '';
  for (const i of lines) {
    const part = content(scans[i]).replace(/\s*[\t ]{2,}\s*/g, ' ');
    // letter-spaced titles (共 同 発 表) are read as words
    const text = /^\S([ \u3000]+\S){2,}$/.test(part) ? part.replace(/[\s\u3000]+/g, '') : part;
    if (title === '') title = text;
    else {
      const before = title.charCodeAt(title.length - 1);
      const latin = before < 0x250 && text.charCodeAt(0) < 0x250;
      const joined =
        /[：:「『（(・〜～―-]$/.test(title) || /^[）」』）)をにのはがとで、]/.test(text) || openQuote(title);
      title += latin ? ` ${text}` : joined ? text : `　${text}`;
    }
  }
  return title;
}

function openQuote(text: string): boolean {
  return text.lastIndexOf('「') > text.lastIndexOf('」');
}

/** The first words of a text without a title. */
function beginning(scans: readonly LineScan[], line: number): string {
  const scan = scans[line];
  const text = scan === undefined ? '' : scan.text.slice(scan.start, Math.min(scan.end, scan.start + 40));
  return scan !== undefined && scan.end - scan.start > 40 ? `${text}…` : text;
}

/**
 * The day of a document whose title block gives the month only, or nothing: a full date of that month, or its month and day
 * (６月２１日（火）), in the first lines of the body. A date of another month is another occasion's.
 */
function dayFromBody(
  scans: readonly LineScan[],
  from: number,
  to: number,
  known: AbsoluteDate | undefined,
): AbsoluteDate | undefined {
  let lines = 0;
  for (let i = from; i < to; i++) {
    const scan = scans[i];
    if (scan.flags & Flag.blank) continue;
    const text = scan.text.slice(scan.start, Math.min(scan.end, scan.start + 200));
    for (const found of findDates(text)) {
      if (found.day === undefined) continue;
      if (
        known === undefined ||
        (found.year === known.year && (known.month === undefined || found.month === known.month))
      )
        return found;
    }
    if (known?.month === undefined) {
      if (known === undefined && ++lines >= UNDATED_LIMIT) return undefined;
      continue;
    }
    for (let at = text.indexOf('月'); at >= 0; at = text.indexOf('月', at + 1)) {
      const head = numberBefore(text, at);
      if (head < 0) continue;
      const day = readMonthDay(text, head);
      if (day && day.month === known.month && !/[年\d０-９]/.test(text[head - 1] ?? '')) {
        const iso = `${String(known.year).padStart(4, '0')}-${String(day.month).padStart(2, '0')}-${String(day.day).padStart(2, '0')}`;
        return { ...known, iso, day: day.day, start: day.start, end: day.end };
      }
    }
  }
  return undefined;
}

/** Lines with text below the title in which a line that is a date dates the document: it may stand behind a first heading. */
const BELOW = 3;

function dateBelow(scans: readonly LineScan[], from: number, to: number): AbsoluteDate | undefined {
  let lines = 0;
  for (let i = from; i < to && lines < BELOW; i++) {
    const scan = scans[i];
    if (scan.flags & Flag.blank) continue;
    if (isDate(scan)) return dateOf(scan);
    lines++;
  }
  return undefined;
}

/** Lines at the end of an agreement in which its date is looked for. */
const SIGNING_LINES = 40;

/** The date of a text that has it at its end: a line of its own, or where an agreement says when it was made, 二千十八年…に…で、…本書二通を作成した。 DONE at Tokyo, … */
function dateOfSigning(scans: readonly LineScan[], from: number, to: number): AbsoluteDate | undefined {
  for (let i = to - 1; i >= Math.max(from, to - SIGNING_LINES); i--) {
    const scan = scans[i];
    if (scan.flags & Flag.blank || scan.end - scan.start > 300) continue;
    if (isDate(scan)) return dateOf(scan);
    const text = content(scan);
    if (
      !/作成した|(?:下名|証拠として|本書|この(?:協定|条約|議定書|共同声明|共同宣言)).*署名した|[にて].{1,12}で$|DONE|Done at|Signed at/.test(
        text,
      )
    )
      continue;
    const found = findDates(text).find((d) => d.day !== undefined);
    if (found) return found;
  }
  return undefined;
}

/** Offset of the number that ends right before `at`, or -1. */
function numberBefore(text: string, at: number): number {
  let i = at;
  while (i > 0 && /[0-9０-９一二三四五六七八九十 ]/.test(text[i - 1])) i--;
  while (i < at && text[i] === ' ') i++;
  return i < at ? i : -1;
}
