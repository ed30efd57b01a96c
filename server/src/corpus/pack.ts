import type { Ask, AskDate, AskForm } from '../references/ask.ts';
import type { MarkerKind } from '../structure/model.ts';
import type { TextRange } from '../terms/analyser.ts';
import type { DefinedName, DocumentSummary, FileSummary, SectionSummary } from './summary.ts';
import type { DocumentHead } from './work.ts';

/**
 * A file as the index keeps it, in few bytes. The head is read when the file is taken; the body when something is asked about the file; the
 * uses of terms stand as numbers, which are walked over for all files at once.
 */
export interface PackedFile {
  readonly heads: readonly DocumentHead[];
  readonly uses: TermUses;
  /** The names of its symbols, for `NameIndex.set`. */
  readonly names: Uint8Array;
  /** What its sections are about, for `Sketches.set`. */
  readonly sketches: Uint16Array;
  /** JSON in UTF-8, for `unpackSummary`. */
  readonly body: Uint8Array;
}

/** Where a text uses the terms of the glossary. */
export interface TermUses {
  /** What is meant (`Meaning.id`), each once. */
  readonly ids: readonly string[];
  /** USE_FIELDS numbers for each use, in the order of the text: place in `ids`, line, column, further lines, end column, 1 where it is a declaration. */
  readonly places: Int32Array;
}

export const USE_FIELDS = 6;

// ---- bytes ----------------------------------------------------------------------------------------------------------

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** Lengths of uses, sketches, head, names and body in bytes, as 32 bits each, little end first; and as many to spare as keep what follows in its place. */
const PREFIX = 24;
/** Bytes of one run begin and end at a multiple of this, so that numbers can be read where they stand. */
export const ALIGNMENT = 4;

const IS_LITTLE = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1;

/** A packed file as one run of bytes, for the way between threads and for the disk; their length is a multiple of ALIGNMENT. */
export function toBytes({ heads, uses, names, sketches, body }: PackedFile): Uint8Array {
  const head = encoder.encode(JSON.stringify([heads, uses.ids]));
  const { places } = uses;
  const lengths = [places.length * 4, sketches.byteLength, head.length, names.length, body.length];
  const size = lengths.reduce((sum, length) => sum + length, PREFIX);
  const bytes = new Uint8Array(Math.ceil(size / ALIGNMENT) * ALIGNMENT);
  const view = new DataView(bytes.buffer);
  lengths.forEach((length, k) => {
    view.setUint32(4 * k, length, true);
  });
  let at = PREFIX;
  for (const place of places) {
    view.setInt32(at, place, true);
    at += 4;
  }
  for (const feature of sketches) {
    view.setUint16(at, feature, true);
    at += 2;
  }
  for (const part of [head, names, body]) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

/**
 * Reads what `toBytes` gave. Names, body, and where they stand at a multiple of ALIGNMENT the numbers too, stay part of `bytes`: an archive has
 * tens of megabytes of them, and needs them once. Throws where the bytes are none of ours.
 */
export function fromBytes(bytes: Uint8Array): PackedFile {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const [numbers, sketched, headLength, nameLength, bodyLength] = [0, 4, 8, 12, 16].map((at) =>
    view.getUint32(at, true),
  );
  if (PREFIX + numbers + sketched + headLength + nameLength + bodyLength > bytes.length)
    throw new Error('no packed file');
  if (numbers % (4 * USE_FIELDS) !== 0 || sketched % 2 !== 0) throw new Error('no packed file');
  const inPlace = IS_LITTLE && bytes.byteOffset % ALIGNMENT === 0;
  let at = PREFIX;
  const places = inPlace
    ? new Int32Array(bytes.buffer, bytes.byteOffset + at, numbers / 4)
    : Int32Array.from({ length: numbers / 4 }, (_, k) => view.getInt32(PREFIX + 4 * k, true));
  at += numbers;
  const features = at;
  const sketches = inPlace
    ? new Uint16Array(bytes.buffer, bytes.byteOffset + at, sketched / 2)
    : Uint16Array.from({ length: sketched / 2 }, (_, k) => view.getUint16(features + 2 * k, true));
  at += sketched;
  const [heads, ids] = JSON.parse(decoder.decode(bytes.subarray(at, at + headLength))) as [DocumentHead[], string[]];
  at += headLength;
  const names = bytes.subarray(at, at + nameLength);
  at += nameLength;
  return { heads, uses: { ids, places }, names, sketches, body: bytes.subarray(at, at + bodyLength) };
}

// ---- summaries ------------------------------------------------------------------------------------------------------

/** Line and columns of a range; of more lines than one, line, column, line, column. */
type FlatRange = readonly [number, number, number] | readonly [number, number, number, number];

/**
 * A section without its children, which follow it one deeper. `heading` is HEADING_BEHIND where it is what stands behind the marker in the
 * name, null where there is none. `lines`: further lines.
 */
type FlatSection = readonly [
  depth: number,
  /** Place among what is shared. */
  kind: number,
  marker: string | number,
  number: number | null,
  heading: string | number | null,
  name: string,
  line: number,
  startColumn: number,
  endColumn: number,
  lines: number,
];
const HEADING_BEHIND = 0;

type FlatAsk = readonly [
  passage: number,
  start: number,
  /** From `start`, as are the next two. */
  end: number,
  coreStart: number,
  coreEnd: number,
  form: AskForm,
  /** What is undefined, false or empty is left out; of what is SHARED its place. */
  said: Readonly<Record<string, unknown>>,
];

type Placed = 'passage' | 'start' | 'end' | 'coreStart' | 'coreEnd' | 'form';
type SaidByAsk = Omit<Ask, Placed>;

interface FlatDocument {
  readonly title: string;
  readonly date: string | null;
  readonly titleRange: FlatRange;
  readonly firstLine: number;
  readonly lastLine: number;
  readonly sections: readonly FlatSection[];
  readonly asks: readonly FlatAsk[];
  /** Whole and core; of those that are the same one. */
  readonly ranges: readonly (readonly [FlatRange] | readonly [FlatRange, FlatRange])[];
}

/** What asks of a text have in common, each once; asks say its place. */
type Shared = readonly unknown[];

type FlatName = readonly [alias: string, long: string, english: string, range: FlatRange, document: number];

export function packSummary({ documents, definitions }: FileSummary): Uint8Array {
  const shared = new Map<string, number>();
  const values: unknown[] = [];
  const share = (value: unknown): number => {
    const key = typeof value === 'string' ? value : JSON.stringify(value);
    let place = shared.get(key);
    if (place === undefined) {
      place = values.push(value) - 1;
      shared.set(key, place);
    }
    return place;
  };
  const flat: [FlatDocument[], FlatName[], Shared] = [
    documents.map((document) => flatten(document, share)),
    definitions.map(({ alias, long, english, range, document }) => [alias, long, english, flatRange(range), document]),
    values,
  ];
  return encoder.encode(JSON.stringify(flat));
}

/** Reads what `packSummary` gave. Throws where the bytes are none of ours. */
export function unpackSummary(body: Uint8Array): FileSummary {
  const [documents, names, shared] = JSON.parse(decoder.decode(body)) as [FlatDocument[], FlatName[], Shared];
  return {
    documents: documents.map((document) => unflatten(document, shared)),
    definitions: names.map(
      ([alias, long, english, range, document]): DefinedName => ({
        alias,
        long,
        english,
        range: fullRange(range),
        document,
      }),
    ),
  };
}

function flatten(summary: DocumentSummary, share: (value: unknown) => number): FlatDocument {
  const sections: FlatSection[] = [];
  const walk = (level: readonly SectionSummary[], depth: number): void => {
    for (const section of level) {
      const { kind, number, heading, name, line, startColumn, endColumn, lastLine, children } = section;
      // a name begins with its marker nearly always, and is marker and heading mostly
      const marker = name.startsWith(section.marker) ? section.marker.length : section.marker;
      const isBehind = heading !== undefined && typeof marker === 'number' && name.slice(marker) === heading;
      const flat = isBehind ? HEADING_BEHIND : (heading ?? null);
      sections.push([
        depth,
        share(kind),
        marker,
        number ?? null,
        flat,
        name,
        line,
        startColumn,
        endColumn,
        lastLine - line,
      ]);
      walk(children, depth + 1);
    }
  };
  walk(summary.sections, 0);
  return {
    title: summary.title,
    date: summary.date ?? null,
    titleRange: flatRange(summary.titleRange),
    firstLine: summary.firstLine,
    lastLine: summary.lastLine,
    sections,
    asks: summary.asks.map((ask) => flattenAsk(ask, share)),
    ranges: summary.ranges.map(({ whole, core }) =>
      isSame(whole, core) ? ([flatRange(whole)] as const) : ([flatRange(whole), flatRange(core)] as const),
    ),
  };
}

function unflatten(flat: FlatDocument, shared: Shared): DocumentSummary {
  return {
    title: flat.title,
    date: flat.date ?? undefined,
    titleRange: fullRange(flat.titleRange),
    firstLine: flat.firstLine,
    lastLine: flat.lastLine,
    sections: unflattenSections(flat.sections, shared),
    asks: flat.asks.map((ask) => unflattenAsk(ask, shared)),
    ranges: flat.ranges.map(([whole, core = whole]) => ({ whole: fullRange(whole), core: fullRange(core) })),
  };
}

function unflattenSections(flat: readonly FlatSection[], shared: Shared): SectionSummary[] {
  const top: SectionSummary[] = [];
  const levels: SectionSummary[][] = [top];
  for (const [depth, kind, marker, number, heading, name, line, startColumn, endColumn, lines] of flat) {
    const children: SectionSummary[] = [];
    const markerLength = typeof marker === 'number' ? marker : 0;
    levels[depth].push({
      kind: shared[kind] as MarkerKind,
      marker: typeof marker === 'number' ? name.slice(0, marker) : marker,
      number: number ?? undefined,
      heading: heading === HEADING_BEHIND ? name.slice(markerLength) : ((heading as string | null) ?? undefined),
      name,
      line,
      startColumn,
      endColumn,
      lastLine: line + lines,
      children,
    });
    levels[depth + 1] = children;
  }
  return top;
}

function flattenAsk(
  { passage, start, end, coreStart, coreEnd, form, ...said }: Ask,
  share: (value: unknown) => number,
): FlatAsk {
  const flat: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(said)) {
    if (value === undefined || value === false || (Array.isArray(value) && value.length === 0)) continue;
    if (SHARED.has(key)) flat[key] = share(value);
    // of a date where it hangs is shown in its own text only
    else flat[key] = DATES.has(key) ? { value: (value as AskDate).value } : value;
  }
  return [passage, start, end - start, coreStart - start, coreEnd - start, form, flat];
}

function unflattenAsk([passage, start, end, coreStart, coreEnd, form, said]: FlatAsk, shared: Shared): Ask {
  const ask: Record<string, unknown> = {
    passage,
    start,
    end: start + end,
    coreStart: start + coreStart,
    coreEnd: start + coreEnd,
    form,
    countries: NONE,
    ...said,
  };
  for (const key of SHARED) {
    const place = ask[key];
    if (typeof place === 'number') ask[key] = shared[place];
  }
  // what is left out is undefined or false, and is asked for as such
  return ask as unknown as Ask;
}

const NONE: readonly string[] = [];

const SHARED: ReadonlySet<string> = new Set(['name', 'noun', 'via'] satisfies (keyof SaidByAsk)[]);
const DATES: ReadonlySet<string> = new Set(['date', 'spoken'] satisfies (keyof SaidByAsk)[]);

function flatRange({ start, end }: TextRange): FlatRange {
  return start.line === end.line
    ? [start.line, start.character, end.character]
    : [start.line, start.character, end.line, end.character];
}

function fullRange(flat: FlatRange): TextRange {
  const [line, character] = flat;
  const [endLine, endCharacter] = flat.length === 3 ? [line, flat[2]] : [flat[2], flat[3]];
  return { start: { line, character }, end: { line: endLine, character: endCharacter } };
}

function isSame(a: TextRange, b: TextRange): boolean {
  return (
    a.start.line === b.start.line &&
    a.start.character === b.start.character &&
    a.end.line === b.end.line &&
    a.end.character === b.end.character
  );
}
