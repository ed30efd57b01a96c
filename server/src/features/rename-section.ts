import type { Range, TextEdit } from 'vscode-languageserver-types';
import type { Citation, Citations } from '../corpus/citations.ts';
import type { Copy } from '../corpus/library.ts';
import type { SectionSummary } from '../corpus/summary.ts';
import { trailAt } from '../references/parts.ts';
import { readNumeral } from '../text/numerals.ts';

/** Why the number of a section is not changed. */
export type SectionRenameRefusal = 'not-a-marker' | 'taken' | 'no-number';

/** A counted section whose marker the cursor is on. */
export interface SectionMarker {
  readonly copy: Copy;
  readonly section: SectionSummary;
  readonly siblings: readonly SectionSummary[];
  /** The number or sign in the marker, without brackets and dots. */
  readonly range: Range;
  readonly sign: string;
}

const SIGN = /[^\s.．。、,()（）〔〕]+/;

/** The marker at a position; undefined where there is none, or none that is counted. */
export function sectionMarkerAt(copies: readonly Copy[], line: number, character: number): SectionMarker | undefined {
  for (const copy of copies) {
    if (line < copy.summary.firstLine || line > copy.summary.lastLine) continue;
    const trail = trailAt(copy.summary.sections, line);
    const section = trail.at(-1);
    if (section === undefined || section.line !== line || section.number === undefined) return undefined;
    const match = SIGN.exec(section.marker);
    const end = section.startColumn + section.marker.length;
    if (match === null || character < section.startColumn || character > end) return undefined;
    const start = section.startColumn + match.index;
    return {
      copy,
      section,
      siblings: trail.length === 1 ? copy.summary.sections : trail[trail.length - 2].children,
      range: { start: { line, character: start }, end: { line, character: start + match[0].length } },
      sign: match[0],
    };
  }
  return undefined;
}

/**
 * Edits that give a section another number: in its marker, and in every reference of the same file that names it by its number (上記2(1)).
 * `textOf` gives the words of a range.
 */
export function renameSection(
  marker: SectionMarker,
  newSign: string,
  citations: Citations,
  textOf: (range: Range) => string,
): TextEdit[] | SectionRenameRefusal {
  const { copy, section, siblings, range, sign } = marker;
  const wanted = SIGN.exec(newSign.trim())?.[0] ?? '';
  const value = countOf(wanted);
  if (value === undefined || sameKind(wanted, sign) === false) return 'no-number';
  if (
    siblings.some(
      (other) =>
        other !== section && other.kind === section.kind && countOf(SIGN.exec(other.marker)?.[0] ?? '') === value,
    )
  ) {
    return 'taken';
  }
  const edits: TextEdit[] = [{ range, newText: wanted }];
  for (const citation of citations.of(copy.uri, copy.index)) {
    const edit = numberIn(citation, section, sign, wanted, textOf);
    if (edit !== undefined) edits.push(edit);
  }
  return edits;
}

/** The edit of the number by which a reference names the section, or a section below it. */
function numberIn(
  { target, range, resolution }: Citation,
  section: SectionSummary,
  sign: string,
  wanted: string,
  textOf: (range: Range) => string,
): TextEdit | undefined {
  if (target.here === undefined || target.section === undefined || resolution.ask.form !== 'internal') return undefined;
  if (!(target.section.line >= section.line && target.section.line <= section.lastLine)) return undefined;
  if (range.start.line !== range.end.line) return undefined;
  const words = textOf(range);
  const value = countOf(sign);
  // the numbers of the path from its end: the last one names the target, those before it what it stands in
  const signs = [
    ...words.matchAll(/[0-9０-９]+|[一二三四五六七八九十百]+|[A-Za-zａ-ｚ](?![a-z])|[ァ-ヶ](?![ァ-ヶ])/g),
  ].filter((match) => countOf(match[0]) !== undefined);
  const { steps } = target;
  const below = depthOf(target.section, section);
  if (below < 0 || below >= steps.length) return undefined;
  const match = signs[signs.length - 1 - below];
  if (match === undefined || countOf(match[0]) !== value) return undefined;
  const { line, character } = range.start;
  const at = character + match.index;
  return {
    range: { start: { line, character: at }, end: { line, character: at + match[0].length } },
    newText: like(wanted, match[0]),
  };
}

/** How far below a section another one is; -1 if it is not. */
function depthOf(target: SectionSummary, section: SectionSummary): number {
  if (target.line === section.line) return 0;
  for (const child of section.children) {
    const depth = depthOf(target, child);
    if (depth >= 0) return depth + 1;
  }
  return -1;
}

const KANA = 'イロハニホヘトチリヌルヲ';

function countOf(sign: string): number | string | undefined {
  const plain = sign.normalize('NFKC').replace(/^第|[条項章節部]$/g, '');
  if (/^[a-z]$/i.test(plain)) return plain.toLowerCase();
  if (plain.length === 1 && (KANA.includes(plain) || /^[ア-コ]$/.test(plain))) return plain;
  const numeral = readNumeral(plain, 0);
  return numeral !== undefined && numeral.end === plain.length ? numeral.value : undefined;
}

function sameKind(a: string, b: string): boolean {
  const kind = (sign: string): string => {
    const value = countOf(sign);
    return typeof value === 'number' ? 'number' : /^[a-z]$/.test(String(value)) ? 'letter' : 'kana';
  };
  return kind(a) === kind(b);
}

/** A number in the width that another one is written in. */
function like(sign: string, other: string): string {
  const plain = sign.normalize('NFKC').replace(/^第|[条項章節部]$/g, '');
  if (/[０-９ａ-ｚ]/.test(other))
    return plain.replace(/[0-9a-z]/g, (char) => String.fromCharCode(char.charCodeAt(0) + 0xfee0));
  return /[0-9]/.test(other) || !/[0-9]/.test(plain) ? plain : sign;
}
