import type { Position, Range, SelectionRange } from 'vscode-languageserver-types';
import type { PlacedDocument, StructureAnalyser } from '../structure/analyser.ts';
import { Flag } from '../structure/scan.ts';
import type { SectionNode } from '../structure/section.ts';

/** `textDocument/selectionRange`: phrase → sentence → paragraph → section … → document. */
export function selectionRange(
  analyser: StructureAnalyser,
  documents: readonly PlacedDocument[],
  position: Position,
): SelectionRange {
  const ranges: Range[] = [];
  const line = Math.min(position.line, analyser.lineCount - 1);
  const scan = analyser.scan(line);
  if (scan !== undefined && !(scan.flags & Flag.blank)) {
    const at = Math.max(scan.start, Math.min(position.character, scan.end));
    const from = scan.kind === 0 ? scan.start : Math.min(scan.body, scan.end);
    if (at >= from) {
      ranges.push(onLine(line, ...phraseAt(scan.text, from, scan.end, at)));
      ranges.push(onLine(line, ...sentenceAt(scan.text, from, scan.end, at)));
    }
    ranges.push(onLine(line, scan.start, scan.end));
    ranges.push(paragraphAt(analyser, line));
  }
  const end = (l: number): number => analyser.scan(l).end;
  for (const { tree, firstLine } of documents) {
    if (line < firstLine || line >= firstLine + tree.lineCount) continue;
    const around: Range[] = [];
    const block = tree.titleBlock;
    if (line - firstLine <= block.lastLine)
      around.push(lines(firstLine + block.titleLine, firstLine + block.lastLine, end));
    const descend = (list: readonly SectionNode[]): void => {
      for (const section of list) {
        if (line - firstLine < section.line || line - firstLine > section.lastLine) continue;
        around.unshift(lines(firstLine + section.line, firstLine + section.lastLine, end));
        descend(section.children);
      }
    };
    descend(tree.sections);
    ranges.push(...around, lines(firstLine, firstLine + tree.lastLine, end));
  }
  const last = analyser.lineCount - 1;
  ranges.push({
    start: { line: 0, character: 0 },
    end: { line: Math.max(0, last), character: last >= 0 ? analyser.scan(last).text.length : 0 },
  });
  return chain(ranges, position);
}

/** Ranges from the inside out, each inside the next; equal ones once. */
function chain(ranges: readonly Range[], position: Position): SelectionRange {
  let result: SelectionRange | undefined;
  for (let i = ranges.length - 1; i >= 0; i--) {
    const range = ranges[i];
    if (!holds(range, position)) continue;
    if (result !== undefined && !(inside(range, result.range) && !same(range, result.range))) continue;
    result = result === undefined ? { range } : { range, parent: result };
  }
  return result ?? { range: { start: position, end: position } };
}

const before = (a: Position, b: Position): boolean =>
  a.line < b.line || (a.line === b.line && a.character <= b.character);
const inside = (inner: Range, outer: Range): boolean =>
  before(outer.start, inner.start) && before(inner.end, outer.end);
const holds = (range: Range, p: Position): boolean => before(range.start, p) && before(p, range.end);
const same = (a: Range, b: Range): boolean => inside(a, b) && inside(b, a);

function onLine(line: number, start: number, end: number): Range {
  return { start: { line, character: start }, end: { line, character: end } };
}

function lines(from: number, to: number, end: (line: number) => number): Range {
  return { start: { line: from, character: 0 }, end: { line: to, character: end(to) } };
}

const STOPS = '。．！？';
const PHRASE_STOPS = `${STOPS}、，；：「」『』（）()【】・ 　`;

function phraseAt(text: string, from: number, end: number, at: number): [number, number] {
  return around(text, from, end, at, PHRASE_STOPS, false);
}

/** The sentence with its full stop. */
function sentenceAt(text: string, from: number, end: number, at: number): [number, number] {
  return around(text, from, end, at, STOPS, true);
}

function around(
  text: string,
  from: number,
  end: number,
  at: number,
  stops: string,
  closing: boolean,
): [number, number] {
  let start = Math.min(at, end);
  while (start > from && !stops.includes(text[start - 1])) start--;
  let stop = Math.min(at, end);
  while (stop < end && !stops.includes(text[stop])) stop++;
  if (closing && stop < end) stop++;
  return [start, stop];
}

/** The paragraph: the line with the lines that a hard break parted from it. */
function paragraphAt(analyser: StructureAnalyser, line: number): Range {
  const open = (l: number): boolean => {
    const { flags } = analyser.scan(l);
    return (flags & (Flag.blank | Flag.ends)) === 0;
  };
  const continues = (l: number): boolean => {
    const scan = analyser.scan(l);
    return scan.kind === 0 && !(scan.flags & Flag.blank) && scan.indent === 0;
  };
  let first = line;
  // a paragraph of more lines than this is none that a reader sees as one
  for (let n = 0; first > 0 && n < 200 && continues(first) && open(first - 1); n++) first--;
  let last = line;
  for (let n = 0; last + 1 < analyser.lineCount && n < 200 && open(last) && continues(last + 1); n++) last++;
  return {
    start: { line: first, character: analyser.scan(first).start },
    end: { line: last, character: analyser.scan(last).end },
  };
}
