import { isJapanese } from './characters.ts';
import { isIssuer } from './facts.ts';
import { Flag, type LineScan } from './scan.ts';

/** Damage that copying and extraction leave in a text. It is recognised and reported, so that it is not read as structure. */
export type TextProblemCode =
  | 'text-letter-spaced'
  | 'text-spaces-for-line-breaks'
  | 'text-one-character-per-line'
  | 'text-encoding'
  | 'text-control-characters';

export const TEXT_PROBLEM_CODES: readonly TextProblemCode[] = [
  'text-letter-spaced',
  'text-spaces-for-line-breaks',
  'text-one-character-per-line',
  'text-encoding',
  'text-control-characters',
];

/** Lines relative to the first line given; columns in UTF-16 units, half open. */
export interface TextProblem {
  readonly code: TextProblemCode;
  readonly line: number;
  readonly start: number;
  readonly end: number;
  /** How many places: characters, or lines for one character a line. */
  readonly count: number;
}

/** Lines below which a text is too short to say that it has one character a line. */
const VERTICAL_FROM = 8;
const VERTICAL_SHARE = 0.6;

/** Whether the lines are a vertical text broken after every character: over 60% of them hold one. */
export function isOneCharacterPerLine(scans: readonly LineScan[], from: number, to: number): boolean {
  let lines = 0;
  let single = 0;
  for (let i = from; i < to; i++) {
    const scan = scans[i];
    if (scan.flags & Flag.blank) continue;
    lines++;
    if (scan.end - scan.start === 1) single++;
  }
  return lines >= VERTICAL_FROM && single > lines * VERTICAL_SHARE;
}

// What no plain text holds: C0 controls but tab, line ends and form feed, and what a decoder leaves of bytes it cannot read.
const ODD = /[\u0000-\u0008\u000b\u000e-\u001f\ufffd]/;

/** Text problems of the document in scans[from, to); lines are relative to `from`. Linear. */
export function findTextProblems(scans: readonly LineScan[], from: number, to: number): TextProblem[] {
  const problems: TextProblem[] = [];
  if (isOneCharacterPerLine(scans, from, to)) {
    let first = from;
    while (scans[first].flags & Flag.blank) first++;
    problems.push({
      code: 'text-one-character-per-line',
      line: first - from,
      start: scans[first].start,
      end: scans[first].end,
      count: to - from,
    });
    return problems;
  }
  const broken: TextProblem[] = [];
  for (let i = from; i < to; i++) {
    const scan = scans[i];
    if (scan.flags & Flag.blank) continue;
    oddCharacters(scan, i - from, problems);
    const spaced = letterSpaced(scan, i - from);
    if (spaced) {
      // 外 務 省 in a title block is how ministries sign, not damage
      if (!isIssuer(scan)) problems.push(spaced);
      continue;
    }
    const gaps = spacesForBreaks(scan, i - from);
    if (gaps) broken.push(gaps);
  }
  // one space may be meant; several lines with them are a layout that was lost
  const places = broken.reduce((n, p) => n + p.count, 0);
  if (places >= 2) problems.push(...broken);
  return problems;
}

function oddCharacters(scan: LineScan, line: number, into: TextProblem[]): void {
  if (!ODD.test(scan.text)) return;
  let replaced = 0;
  let controls = 0;
  let firstReplaced = -1;
  let firstControl = -1;
  for (let i = scan.start; i < scan.end; i++) {
    const c = scan.text.charCodeAt(i);
    if (c === 0xfffd) {
      if (replaced++ === 0) firstReplaced = i;
    } else if (c < 0x20 && c !== 9 && c !== 12) {
      if (controls++ === 0) firstControl = i;
    }
  }
  if (replaced > 0)
    into.push({ code: 'text-encoding', line, start: firstReplaced, end: firstReplaced + 1, count: replaced });
  if (controls > 0)
    into.push({ code: 'text-control-characters', line, start: firstControl, end: firstControl + 1, count: controls });
}

/** 閣 議 決 定 : at least three single characters with one space between each. */
function letterSpaced(scan: LineScan, line: number): TextProblem | undefined {
  const { text, start, end } = scan;
  if (end - start < 5 || end - start > 200) return undefined;
  let run = 0;
  let runStart = -1;
  for (let i = start; i < end; i += 2) {
    const single = isJapanese(text.charCodeAt(i)) && (i + 1 >= end || text[i + 1] === ' ' || text[i + 1] === '\u3000');
    if (!single) {
      // the pattern must hold from the beginning of the line, with room for one slip as in 日米 共 同ビ ジ ョ ン
      break;
    }
    if (run === 0) runStart = i;
    run++;
  }
  if (run >= 3 && start + run * 2 - 1 >= end)
    return { code: 'text-letter-spaced', line, start: runStart, end, count: run };
  let gaps = 0;
  let letters = 0;
  for (let i = start; i < end; i++) {
    if (isJapanese(text.charCodeAt(i))) letters++;
    else if (text[i] === ' ' && isJapanese(text.charCodeAt(i - 1)) && isJapanese(text.charCodeAt(i + 1))) gaps++;
  }
  return letters >= 6 && gaps >= letters * 0.45
    ? { code: 'text-letter-spaced', line, start, end, count: gaps }
    : undefined;
}

/** 方針を定め るとの : half-width spaces between Japanese characters inside a running sentence. */
function spacesForBreaks(scan: LineScan, line: number): TextProblem | undefined {
  const { text, body, start, end } = scan;
  const from = scan.kind === 0 ? start : body;
  if (end - from < 16 || !(scan.flags & Flag.ends)) return undefined;
  let count = 0;
  let first = -1;
  let last = -1;
  for (let i = text.indexOf(' ', from + 1); i >= 0 && i < end; i = text.indexOf(' ', i + 1)) {
    if (!isJapanese(text.charCodeAt(i - 1)) || !isJapanese(text.charCodeAt(i + 1))) continue;
    count++;
    if (first < 0) first = i;
    last = i;
  }
  return count > 0 ? { code: 'text-spaces-for-line-breaks', line, start: first, end: last + 1, count } : undefined;
}
