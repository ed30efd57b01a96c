import { isObject, isSame, type Json, type JsonObject, list, parseJson, rewrite } from './json-line.ts';
import { kindOfBody } from './read-annotation.ts';
import { annotationLine, SidecarFile, UnreadableSidecarError } from './sidecar.ts';
import { inOrder, insertLine, type Line } from './sidecar-lines.ts';

/** A field that both sides changed, each in its way; or a note that one side changed and the other removed. */
export interface MergeConflict {
  readonly id: string;
  /** Name of the field in the JSON of the line; `''` where one side removed the note. */
  readonly field: string;
}

export interface Merged {
  readonly file: SidecarFile;
  readonly conflicts: readonly MergeConflict[];
}

/**
 * Merges two changed sidecars, note by note and field by field. Nothing of either side is lost: where both changed a field of a note, each
 * in its way, both lines are kept (and are a problem of the file, `duplicate-id`, until somebody removes one); where one side changed a note
 * that the other removed, the changed one stays. What cannot be read is kept with the lines around it. Throws `UnreadableSidecarError`.
 */
export function mergeSidecars(base: SidecarFile, ours: SidecarFile, theirs: SidecarFile): Merged {
  for (const file of [base, ours, theirs]) {
    if (file.isUnreadable) throw new UnreadableSidecarError(file.problems[0].about);
  }
  if (isUnchanged(base, ours)) return { file: theirs, conflicts: [] };
  if (isUnchanged(base, theirs)) return { file: ours, conflicts: [] };

  const conflicts: MergeConflict[] = [];
  const [old, our, their] = [byName(base), byName(ours), byName(theirs)];
  const resultOf = (name: string): Line[] =>
    mergeLines(old.get(name) ?? [], our.get(name) ?? [], their.get(name) ?? [], conflicts);

  // the layout is theirs: their lines are on the disk already
  let lines: Line[] = [];
  const done = new Set<string>();
  for (const line of theirs.lines) {
    const name = nameOf(line);
    if (name === undefined) lines.push(line);
    else if (!done.has(name)) {
      done.add(name);
      const end = line.end === '' ? '\n' : line.end;
      lines.push(...resultOf(name).map((merged, i, all) => ({ ...merged, end: i < all.length - 1 ? end : line.end })));
    }
  }
  for (const [name] of our) {
    if (!done.has(name)) for (const line of resultOf(name)) lines = insertLine(lines, line);
  }
  return { file: new SidecarFile(inOrder(ended(lines)), theirs.bom), conflicts };
}

function isUnchanged(base: SidecarFile, file: SidecarFile): boolean {
  const { length } = base.lines;
  return file.lines.length === length && base.lines.every(({ raw }, i) => isSameRaw(raw, file.lines[i].raw));
}

/** Every line but the last has an end: the last one may not be the last any more. */
function ended(lines: readonly Line[]): Line[] {
  const end = lines.find((line) => line.end !== '')?.end ?? '\n';
  return lines.map((line, i) => (line.end === '' && i < lines.length - 1 ? { ...line, end } : line));
}

/** By what lines of several files are known to be the same: notes by their id, what cannot be read by itself; nothing for empty lines. */
function nameOf({ annotation, raw, problem, isBase }: Line): string | undefined {
  if (annotation !== undefined && !isBase) return `id ${annotation.id}`;
  // the markers and the base of an unfinished merge belong to the place where they stand
  if (problem === undefined || problem.code === 'conflict-marker') return undefined;
  return `raw ${typeof raw === 'string' ? raw : Array.from(raw).join(' ')}`;
}

function byName(file: SidecarFile): Map<string, Line[]> {
  const lines = new Map<string, Line[]>();
  for (const line of file.lines) {
    const name = nameOf(line);
    if (name === undefined) continue;
    const known = lines.get(name);
    if (known === undefined) lines.set(name, [line]);
    else known.push(line);
  }
  return lines;
}

/** The lines of one note (one, unless it was there twice before). */
function mergeLines(
  base: readonly Line[],
  ours: readonly Line[],
  theirs: readonly Line[],
  conflicts: MergeConflict[],
): Line[] {
  if (areSame(ours, base) || areSame(ours, theirs)) return [...theirs];
  if (areSame(theirs, base)) return [...ours];
  const id = (ours[0] ?? theirs[0]).annotation?.id ?? '';
  if (ours.length === 0 || theirs.length === 0) {
    conflicts.push({ id, field: '' });
    return ours.length === 0 ? [...theirs] : [...ours];
  }
  if (base.length <= 1 && ours.length === 1 && theirs.length === 1) {
    const merged = mergeNotes(base[0], ours[0], theirs[0]);
    if (typeof merged !== 'string') return [merged];
    conflicts.push({ id, field: merged });
  } else conflicts.push({ id, field: 'id' });
  return [...theirs, ...ours.filter((line) => !theirs.some((other) => isSameRaw(line.raw, other.raw)))];
}

/** One note of both, or the name of the first field that both changed. */
function mergeNotes(base: Line | undefined, ours: Line, theirs: Line): Line | string {
  const [old, our, their] = [jsonOf(base), jsonOf(ours), jsonOf(theirs)];
  if (our === undefined || their === undefined) return 'id';
  const merged: Record<string, Json | undefined> = { ...their };
  for (const key of Object.keys({ ...old, ...our })) {
    const [was, mine, other] = [old?.[key], our[key], their[key]];
    if (isSame(mine, was) || isSame(mine, other)) continue;
    if (isSame(other, was)) merged[key] = mine;
    else if (key === 'modified') merged[key] = later(mine, other);
    else if (key.startsWith('communique:resolved') && mine !== undefined && other !== undefined) continue;
    else if (key === 'body') {
      const body = mergeBodies(list(was), list(mine), list(other));
      if (body === undefined) return key;
      merged[key] = body.length === 0 ? undefined : body;
    } else return key;
  }
  return { ...annotationLine(rewrite(theirs.raw as string, merged)), end: theirs.end };
}

/** Texts, tags and links that either side put in, without those that either took out; undefined where both changed the text. */
function mergeBodies(base: readonly Json[], ours: readonly Json[], theirs: readonly Json[]): Json[] | undefined {
  const has = (items: readonly Json[], item: Json): boolean => items.some((other) => isSame(other, item));
  const added = (items: readonly Json[]): Json[] => items.filter((item) => !has(base, item));
  const isText = (item: Json): boolean => kindOfBody(item) === 'text' || kindOfBody(item) === 'other';
  const fresh = added(ours).filter((item) => !has(theirs, item));
  if (fresh.some(isText) && added(theirs).some(isText)) return undefined;
  return [...theirs.filter((item) => has(ours, item) || !has(base, item)), ...fresh];
}

function later(a: Json | undefined, b: Json | undefined): Json | undefined {
  return Date.parse(String(a)) > Date.parse(String(b)) ? a : b;
}

function jsonOf(line: Line | undefined): JsonObject | undefined {
  if (typeof line?.raw !== 'string') return undefined;
  const value = parseJson(line.raw);
  return isObject(value) ? value : undefined;
}

function areSame(a: readonly Line[], b: readonly Line[]): boolean {
  return a.length === b.length && a.every(({ raw }, i) => isSameRaw(raw, b[i].raw));
}

function isSameRaw(a: string | Uint8Array, b: string | Uint8Array): boolean {
  if (typeof a === 'string' || typeof b === 'string') return a === b;
  return a.length === b.length && a.every((byte, i) => byte === b[i]);
}
