import { compare, parseJson } from './json-line.ts';
import { type Annotation, LIMITS, type SidecarProblem } from './model.ts';
import { readAnnotation } from './read-annotation.ts';

// The lines of a sidecar: how they are told apart, and where a new one goes.

export interface Line {
  /** Without its end; bytes where they are not UTF-8. */
  readonly raw: string | Uint8Array;
  /** `\n`, `\r\n`, or `''` for a last line without one. */
  readonly end: string;
  readonly annotation?: Annotation;
  readonly problem?: Omit<SidecarProblem, 'line'>;
  /** Between `|||||||` and `=======` of a merge: what both sides started from. */
  readonly isBase?: boolean;
}

const MARKER = /^(?:<{7}|\|{7}|={7}|>{7})(?: .*)?$/;
const LF = 10;
const CR = 13;

export function splitBytes(bytes: Uint8Array): Line[] {
  // a mark inside is a character like others; the one at the beginning is taken off before
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  try {
    return splitText(decoder.decode(bytes));
  } catch {
    // some line is not UTF-8: each for itself
  }
  const pieces: { raw: string | Uint8Array; end: string }[] = [];
  for (let start = 0; start < bytes.length; ) {
    const lf = bytes.indexOf(LF, start);
    const next = lf < 0 ? bytes.length : lf + 1;
    const hasCr = lf > start && bytes[lf - 1] === CR;
    const raw = bytes.slice(start, lf < 0 ? next : hasCr ? lf - 1 : lf);
    const end = lf < 0 ? '' : hasCr ? '\r\n' : '\n';
    try {
      pieces.push({ raw: decoder.decode(raw), end });
    } catch {
      pieces.push({ raw, end });
    }
    start = next;
  }
  return readLines(pieces);
}

export function splitText(text: string): Line[] {
  const pieces: { raw: string; end: string }[] = [];
  for (let start = 0; start < text.length; ) {
    const lf = text.indexOf('\n', start);
    const next = lf < 0 ? text.length : lf + 1;
    const hasCr = lf > start && text.charCodeAt(lf - 1) === CR;
    const end = lf < 0 ? '' : hasCr ? '\r\n' : '\n';
    pieces.push({ raw: text.slice(start, next - end.length), end });
    start = next;
  }
  return readLines(pieces);
}

function readLines(pieces: readonly { raw: string | Uint8Array; end: string }[]): Line[] {
  let inBase = false;
  return pieces.map(({ raw, end }): Line => {
    if (typeof raw !== 'string') return { raw, end, problem: { code: 'encoding', about: '' } };
    if (MARKER.test(raw)) {
      inBase = raw.startsWith('|');
      return { raw, end, problem: { code: 'conflict-marker', about: raw } };
    }
    const line = readLine(raw, end);
    return inBase ? { ...line, isBase: true } : line;
  });
}

function readLine(raw: string, end: string): Line {
  if (raw.trim() === '') return { raw, end };
  if (raw.length > LIMITS.line) return { raw, end, problem: { code: 'line-too-long', about: String(raw.length) } };
  const value = parseJson(raw);
  if (value instanceof Error) return { raw, end, problem: { code: 'not-json', about: value.message } };
  const annotation = readAnnotation(value);
  if (annotation === undefined) return { raw, end, problem: { code: 'not-annotation', about: '' } };
  return { raw, end, annotation };
}

/** Puts in a line: before the first note with a greater id, outside of an unfinished merge. */
export function insertLine(lines: readonly Line[], added: Line): Line[] {
  const id = added.annotation?.id ?? '';
  const isMerging = lines.some(({ problem }) => problem?.code === 'conflict-marker');
  let at = isMerging
    ? -1
    : lines.findIndex(({ annotation }) => annotation !== undefined && compare(annotation.id, id) > 0);
  if (at < 0) at = lines.length;
  const end = lines.find((line) => line.end !== '')?.end ?? '\n';
  const before = lines.slice(0, at);
  const last = before.at(-1);
  if (last?.end === '') before[at - 1] = { ...last, end };
  return [...before, { ...added, end }, ...lines.slice(at)];
}

/** Without the notes of an id. What both sides of a merge started from stays with its markers. */
export function withoutId(lines: readonly Line[], id: string): Line[] {
  return lines.filter(({ annotation, isBase }) => annotation?.id !== id || isBase === true);
}

/** Notes in the order of their ids, in the places that notes have; all other lines stay. Not while a merge is unfinished. */
export function inOrder(lines: readonly Line[]): Line[] {
  if (lines.some(({ problem }) => problem?.code === 'conflict-marker')) return lines.slice();
  const notes = lines.filter(({ annotation }) => annotation !== undefined);
  const idOf = ({ annotation }: Line): string => annotation?.id ?? '';
  if (notes.every((line, i) => i === 0 || compare(idOf(notes[i - 1]), idOf(line)) <= 0)) return lines.slice();
  notes.sort((a, b) => compare(idOf(a), idOf(b)));
  let next = 0;
  // line ends stay with the place, so that only the last can be without one
  return lines.map((line) => (line.annotation === undefined ? line : { ...notes[next++], end: line.end }));
}
