import { isObject, parseJson, rewrite, stringify } from './json-line.ts';
import {
  type Annotation,
  type AnnotationChange,
  type AnnotationFields,
  LIMITS,
  SIDECAR_SUFFIX,
  type SidecarProblem,
} from './model.ts';
import { readAnnotation } from './read-annotation.ts';
import { inOrder, insertLine, type Line, splitBytes, splitText, withoutId } from './sidecar-lines.ts';
import { annotationJson, changedJson } from './write-annotation.ts';

/**
 * The content of a sidecar: one annotation per line. Values do not change; an edit makes a new one.
 *
 * A line that is not changed keeps its bytes, whatever they are, and a file that is not changed all of them: the byte order mark, the line
 * ends, the missing one at the end. In a file that is changed the lines of annotations are ordered by id, so that two people's changes
 * meet in a line of git only if they meet in a note; lines that cannot be read stay where they are.
 */
export class SidecarFile {
  /** In the order of the lines; of several lines with one id, the one modified last. */
  readonly annotations: readonly Annotation[];
  readonly problems: readonly SidecarProblem[];
  /** Internal: the lines; see sidecar-lines.ts. */
  readonly lines: readonly Line[];
  /** Internal: what stands before the first line. */
  readonly bom: string;
  /** Internal: the content that was read, where nothing was changed since. */
  readonly source: Uint8Array | string | undefined;
  readonly #lineOf = new Map<string, number>();

  constructor(lines: readonly Line[], bom: string, source?: Uint8Array | string, unreadable?: SidecarProblem) {
    this.lines = lines;
    this.bom = bom;
    this.source = source;
    const problems: SidecarProblem[] = unreadable === undefined ? [] : [unreadable];
    lines.forEach((line, i) => {
      if (line.problem !== undefined) problems.push({ ...line.problem, line: i });
      const { annotation } = line;
      // what both sides of a merge started from is older than either
      if (annotation === undefined || line.isBase) return;
      const known = this.#lineOf.get(annotation.id);
      if (known === undefined) {
        this.#lineOf.set(annotation.id, i);
        return;
      }
      problems.push({ code: 'duplicate-id', line: i, about: annotation.id });
      if (timeOf(annotation) >= timeOf(lines[known].annotation)) this.#lineOf.set(annotation.id, i);
    });
    this.annotations = lines.flatMap(({ annotation }, i) =>
      annotation !== undefined && this.#lineOf.get(annotation.id) === i ? [annotation] : [],
    );
    this.problems = problems;
  }

  /** Line of the annotation (0-based), by id. */
  lineOf(id: string): number | undefined {
    return this.#lineOf.get(id);
  }

  /** Whether nothing of it could be read, so that it must not be written. */
  get isUnreadable(): boolean {
    return this.problems.some(({ code }) => code === 'unreadable-file');
  }
}

/** Changes were to be made to a file of which nothing can be read (`unreadable-file`). */
export class UnreadableSidecarError extends Error {
  override readonly name = 'UnreadableSidecarError';
}

/**
 * What belongs into `.gitattributes` beside the texts. `merge=union`: a line is a note, so that where both sides changed neighbouring lines
 * both are right, and git needs no configuration for it; a note that both have changed is there twice then, which is reported, and the later
 * one counts. The default would leave conflict markers for two notes that were added side by side. `eol=lf`: the same bytes everywhere.
 */
export const GIT_ATTRIBUTES = `*${SIDECAR_SUFFIX} text eol=lf merge=union\n`;

/** Name or address of the sidecar of a text. */
export function sidecarName(text: string): string {
  return text + SIDECAR_SUFFIX;
}

/** Reads a sidecar. Every content gives a value; what cannot be read of it is kept and is a problem. */
export function readSidecar(content: Uint8Array | string): SidecarFile {
  const unreadable = (about: string): SidecarFile =>
    new SidecarFile([], '', content, { code: 'unreadable-file', line: 0, about });
  if (content.length > LIMITS.bytes) return unreadable(String(content.length));
  if (typeof content === 'string') {
    const bom = content.startsWith('\ufeff') ? '\ufeff' : '';
    return new SidecarFile(splitText(content.slice(bom.length)), bom, content);
  }
  if ((content[0] === 0xff && content[1] === 0xfe) || (content[0] === 0xfe && content[1] === 0xff)) {
    return unreadable('UTF-16');
  }
  const hasBom = content[0] === 0xef && content[1] === 0xbb && content[2] === 0xbf;
  return new SidecarFile(splitBytes(hasBom ? content.subarray(3) : content), hasBom ? '\ufeff' : '', content);
}

/**
 * Makes changes. An update or removal of an id that is not there is passed over, and so is an addition of one that is. A note is removed
 * with all lines that have its id; replies to it stay. `modified` is a field like others: give it with an update.
 * Throws `UnreadableSidecarError`.
 */
export function editSidecar(file: SidecarFile, changes: readonly AnnotationChange[]): SidecarFile {
  if (file.isUnreadable) throw new UnreadableSidecarError(file.problems[0].about);
  let lines = file.lines.slice();
  let isChanged = false;
  const lineOf = new Map(file.annotations.map(({ id }) => [id, file.lines[file.lineOf(id) ?? -1]]));
  for (const change of changes) {
    const id = change.kind === 'add' ? change.annotation.id : change.id;
    const line = lineOf.get(id);
    if (change.kind === 'add') {
      if (line !== undefined) continue;
      const added = annotationLine(stringify(annotationJson(change.annotation)));
      lines = insertLine(lines, added);
      lineOf.set(id, added);
    } else if (line === undefined) {
      continue;
    } else if (change.kind === 'remove') {
      lines = withoutId(lines, id);
      lineOf.delete(id);
    } else {
      const changed = changedLine(line, change.fields);
      if (changed.raw === line.raw) continue;
      lines[lines.indexOf(line)] = changed;
      lineOf.set(id, changed);
    }
    isChanged = true;
  }
  return isChanged ? new SidecarFile(inOrder(lines), file.bom) : file;
}

function changedLine(line: Line, fields: AnnotationFields): Line {
  const raw = line.raw as string;
  const value = parseJson(raw);
  if (value instanceof Error || !isObject(value)) return line;
  return { ...annotationLine(rewrite(raw, changedJson(value, fields))), end: line.end };
}

/** A line of our own making; ends as its neighbours do when it is put in. */
export function annotationLine(raw: string): Line {
  const value = parseJson(raw);
  return { raw, end: '', annotation: value instanceof Error ? undefined : readAnnotation(value) };
}

/** The bytes to write: those that were read, where nothing was changed. */
export function sidecarBytes(file: SidecarFile): Uint8Array {
  const encoder = new TextEncoder();
  if (file.source !== undefined) return typeof file.source === 'string' ? encoder.encode(file.source) : file.source;
  const parts: Uint8Array[] = [encoder.encode(file.bom)];
  let text = '';
  for (const { raw, end } of file.lines) {
    if (typeof raw === 'string') {
      text += raw + end;
      continue;
    }
    parts.push(encoder.encode(text), raw, encoder.encode(end));
    text = '';
  }
  parts.push(encoder.encode(text));
  const bytes = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

function timeOf(annotation: Annotation | undefined): number {
  const time = Date.parse(annotation?.modified ?? annotation?.created ?? '');
  return Number.isNaN(time) ? 0 : time;
}
