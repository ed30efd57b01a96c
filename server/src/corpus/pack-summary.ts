import type { Ask } from '../references/ask.ts';
import type { Part, PartStep } from '../references/parts.ts';
import type { Pointer } from '../references/pointers.ts';
import type { MarkerKind } from '../structure/model.ts';
import type { TextRange } from '../terms/analyser.ts';
import type { DefinedName, DocumentSummary, FileSummary, NamedPlace, SectionSummary } from './summary.ts';

/** The summary of a file in bytes. */
export interface PackedSummary {
  /**
   * Documents, sections and defined names: JSON in UTF-8, its first line all but the sections, and each further one a section. A search shows a
   * name or two of each of hundreds of files, and reads no more than their lines.
   */
  readonly outline: Uint8Array;
  /** What the documents ask for: JSON in UTF-8, read when it is needed. Without bytes where nothing is asked. */
  readonly asks: Uint8Array;
}

const encoder = new TextEncoder();
const decoder = new TextDecoder();

const NOTHING = new Uint8Array(0);
const NO_ASKS: Pick<DocumentSummary, 'asks' | 'ranges'> = { asks: [], ranges: [] };

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
  /** Place of a `Said` among what is shared. */
  said: number,
];

type Placed = 'passage' | 'start' | 'end' | 'coreStart' | 'coreEnd';
type Named = (typeof NAMED)[number];
const NAMED = ['name', 'noun', 'via'] as const;
/**
 * The rest of an ask, without what is undefined, false or empty. Places are counted from its start and its antecedent from itself, so that the
 * asks of a text that say the same share it; of what is NAMED the place among what is shared.
 */
type Said = Partial<Omit<Ask, Placed | Named | 'pointer' | 'part'>> & {
  readonly part?: FlatPart;
  readonly pointer?: Partial<Omit<Pointer, 'part'>> & { readonly part?: FlatPart | typeof SAME };
};
type FlatPart = Partial<Omit<Part, 'steps'>> & { readonly steps: readonly Partial<PartStep>[] };
/** Of a pointer: the part of the ask. */
const SAME = 0;

/**
 * Where an ask stands, whole and core. Of most the line and the column: they are on one line, and in it as long as in the passage. Of others
 * both, and of those that are the same one.
 */
type FlatPlace = readonly [line: number, column: number] | readonly [FlatRange] | readonly [FlatRange, FlatRange];

interface FlatDocument {
  readonly title: string;
  readonly date: string | null;
  readonly titleRange: FlatRange;
  readonly firstLine: number;
  readonly lastLine: number;
  /** How many sections it has, of those that follow. */
  readonly sections: number;
}

type FlatHead = readonly [documents: readonly FlatDocument[], definitions: readonly FlatName[], kinds: Shared];

interface FlatAsks {
  readonly asks: readonly FlatAsk[];
  readonly places: readonly FlatPlace[];
}

/** What the sections, or the asks, of a text have in common, each once; they say its place. */
type Shared = readonly unknown[];

type FlatName = readonly [alias: string, long: string, english: string, range: FlatRange, document: number];

/** Finds the place of what is shared, and gives it one. */
type Share = (value: unknown) => number;

/** `share` says in which place of `values`, which are JSON, something stands. */
function sharing(): { readonly values: readonly string[]; readonly share: Share } {
  // by the value itself first: most are rows of our tables
  const known = new Map<unknown, number>();
  const values: string[] = [];
  const share = (value: unknown): number => {
    let place = known.get(value);
    if (place !== undefined) return place;
    const json = JSON.stringify(value);
    place = known.get(json) ?? values.push(json) - 1;
    known.set(json, place);
    known.set(value, place);
    return place;
  };
  return { values, share };
}

const jsonList = (values: readonly string[], between = ','): string => `[${values.join(between)}]`;

export function packSummary({ documents, definitions }: FileSummary): PackedSummary {
  const kinds = sharing();
  const sections = documents.map((document) => flattenSections(document.sections, kinds.share));
  const flat: FlatHead[0] = documents.map(({ title, date, titleRange, firstLine, lastLine }, d) => ({
    title,
    date: date ?? null,
    titleRange: flatRange(titleRange),
    firstLine,
    lastLine,
    sections: sections[d].length,
  }));
  const names = definitions.map(
    ({ alias, long, english, range, document }): FlatName => [alias, long, english, flatRange(range), document],
  );
  const head = jsonList([JSON.stringify(flat), JSON.stringify(names), jsonList(kinds.values)]);
  const said = sharing();
  const asks = JSON.stringify(documents.map((document) => flattenAsks(document, said.share)));
  const isAsking = documents.some((document) => document.asks.length > 0);
  return {
    outline: encoder.encode(jsonList([head, ...sections.flat().map((row) => JSON.stringify(row))], ',\n')),
    asks: isAsking ? encoder.encode(jsonList([asks, jsonList(said.values)])) : NOTHING,
  };
}

/** Reads what `packSummary` gave; the asks when they are asked for. Throws, then too, where the bytes are none of ours. */
export function unpackSummary(packed: PackedSummary): FileSummary {
  const [[documents, names, kinds], ...rows] = JSON.parse(decoder.decode(packed.outline)) as [
    FlatHead,
    ...FlatSection[],
  ];
  let before = 0;
  let asks: Pick<DocumentSummary, 'asks' | 'ranges'>[] | undefined;
  const asksOf = (d: number): Pick<DocumentSummary, 'asks' | 'ranges'> => {
    asks ??= unpackAsks(packed.asks);
    return asks[d] ?? NO_ASKS;
  };
  return {
    documents: documents.map((document, d) => {
      before += document.sections;
      return {
        get asks() {
          return asksOf(d).asks;
        },
        get ranges() {
          return asksOf(d).ranges;
        },
        ...headOf(document),
        firstLine: document.firstLine,
        lastLine: document.lastLine,
        sections: unflattenSections(rows.slice(before - document.sections, before), kinds),
      };
    }),
    definitions: names.map(unflattenName),
  };
}

/** What has a place in `symbolNames` of the file; undefined where there is nothing. */
export function unpackNamed({ outline }: PackedSummary, ordinal: number): NamedPlace | undefined {
  if (!(ordinal >= 0)) return undefined;
  const end = outline.indexOf(NEWLINE);
  const head = end < 0 ? `${decoder.decode(outline)}` : `${decoder.decode(outline.subarray(0, end - 1))}]`;
  const [[documents, names, kinds]] = JSON.parse(head) as [FlatHead];
  let left = ordinal;
  let row = 0;
  for (const document of documents) {
    if (left === 0) return { document: headOf(document), path: [], definition: undefined };
    left--;
    if (left < document.sections) {
      const path = pathTo(outline, end, row, row + left).map((flat) => sectionOf(flat, kinds, []));
      return { document: headOf(document), path, definition: undefined };
    }
    left -= document.sections;
    row += document.sections;
  }
  if (left >= names.length) return undefined;
  const definition = unflattenName(names[left]);
  const document = documents[definition.document];
  return { document: document && headOf(document), path: [], definition };
}

const NEWLINE = 0x0a;

/** A section and those that it stands in, outermost first: of lines of `outline`, the first at `end`, sections `from` to `row`. */
function pathTo(outline: Uint8Array, end: number, from: number, row: number): FlatSection[] {
  const starts: number[] = [];
  for (let at = end; starts.length <= row + 1 && at >= 0; at = outline.indexOf(NEWLINE, at + 1)) starts.push(at + 1);
  // the last row ends with the whole
  if (starts.length <= row + 1) starts.push(outline.length + 1);
  const path: FlatSection[] = [];
  for (let k = row, depth = Number.POSITIVE_INFINITY; k >= from && depth > 0; k--) {
    // `[depth,`
    if (depthAt(outline, starts[k] + 1) >= depth) continue;
    // without the comma, or the bracket of the whole, and the end of the line
    const flat = JSON.parse(decoder.decode(outline.subarray(starts[k], starts[k + 1] - 2))) as FlatSection;
    [depth] = flat;
    path.unshift(flat);
  }
  return path;
}

function depthAt(outline: Uint8Array, at: number): number {
  let depth = 0;
  for (let k = at; outline[k] >= 0x30 && outline[k] <= 0x39; k++) depth = 10 * depth + outline[k] - 0x30;
  return depth;
}

function headOf({ title, date, titleRange }: FlatDocument): Pick<DocumentSummary, 'title' | 'date' | 'titleRange'> {
  return { title, date: date ?? undefined, titleRange: fullRange(titleRange) };
}

function unflattenName([alias, long, english, range, document]: FlatName): DefinedName {
  return { alias, long, english, range: fullRange(range), document };
}

function unpackAsks(bytes: Uint8Array): Pick<DocumentSummary, 'asks' | 'ranges'>[] {
  if (bytes.length === 0) return [];
  const [documents, shared] = JSON.parse(decoder.decode(bytes)) as [FlatAsks[], Shared];
  return documents.map(({ asks: flat, places }) => {
    const asks = flat.map((ask, k) => unflattenAsk(ask, k, shared));
    return { asks, ranges: places.map((place, k) => unflattenPlace(asks[k], place)) };
  });
}

function flattenSections(top: readonly SectionSummary[], share: Share): FlatSection[] {
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
  walk(top, 0);
  return sections;
}

function flattenAsks({ asks, ranges }: DocumentSummary, share: Share): FlatAsks {
  return {
    asks: asks.map((ask, k) => flattenAsk(ask, k, share)),
    places: ranges.map((range, k) => flattenPlace(asks[k], range)),
  };
}

function unflattenSections(flat: readonly FlatSection[], shared: Shared): SectionSummary[] {
  const top: SectionSummary[] = [];
  const levels: SectionSummary[][] = [top];
  for (const row of flat) {
    const [depth] = row;
    const children: SectionSummary[] = [];
    levels[depth].push(sectionOf(row, shared, children));
    levels[depth + 1] = children;
  }
  return top;
}

function sectionOf(row: FlatSection, kinds: Shared, children: readonly SectionSummary[]): SectionSummary {
  const [, kind, marker, number, heading, name, line, startColumn, endColumn, lines] = row;
  const markerLength = typeof marker === 'number' ? marker : 0;
  return {
    kind: kinds[kind] as MarkerKind,
    marker: typeof marker === 'number' ? name.slice(0, marker) : marker,
    number: number ?? undefined,
    heading: heading === HEADING_BEHIND ? name.slice(markerLength) : ((heading as string | null) ?? undefined),
    name,
    line,
    startColumn,
    endColumn,
    lastLine: line + lines,
    children,
  };
}

function flattenAsk(ask: Ask, place: number, share: Share): FlatAsk {
  const { passage, start, end, coreStart, coreEnd, part, pointer, antecedent, date, spoken } = ask;
  const said = filled(ask, APART);
  for (const key of NAMED) if (said[key] !== undefined) said[key] = share(said[key]);
  if (part !== undefined) said.part = flattenPart(part, start);
  if (pointer !== undefined) {
    const of = pointer.part === part && part !== undefined ? SAME : pointer.part && flattenPart(pointer.part, start);
    said.pointer = { ...filled(pointer, APART), part: of, start: pointer.start - start, end: pointer.end - start };
  }
  if (antecedent !== undefined) said.antecedent = place - antecedent;
  // of a date where it hangs is shown in its own text only
  if (date !== undefined) said.date = { value: date.value };
  if (spoken !== undefined) said.spoken = { value: spoken.value };
  return [passage, start, end - start, coreStart - start, coreEnd - start, share(said)];
}

/** What is written in another form than the rest of an ask or pointer. */
const APART: ReadonlySet<string> = new Set([
  ...['passage', 'start', 'end', 'coreStart', 'coreEnd'],
  ...['part', 'pointer', 'antecedent', 'date', 'spoken'],
]);

function flattenPart({ start, end, steps, relative }: Part, from: number): FlatPart {
  return { start: start - from, end: end - from, steps: steps.map((step) => filled(step, NOWHERE)), relative };
}

const NOWHERE: ReadonlySet<string> = new Set();

/** What a record says, without some of its keys and what is undefined, false or empty. */
function filled(record: object, apart: ReadonlySet<string>): Record<string, unknown> {
  const said: Record<string, unknown> = {};
  for (const key in record) {
    const value = (record as Record<string, unknown>)[key];
    if (value === undefined || value === false || value === '') continue;
    if (apart.has(key) || (Array.isArray(value) && value.length === 0)) continue;
    said[key] = value;
  }
  return said;
}

function unflattenAsk(flat: FlatAsk, place: number, shared: Shared): Ask {
  const [passage, start, end, coreStart, coreEnd, at] = flat;
  const { part, pointer, antecedent, ...said } = shared[at] as Said;
  const ownPart = part && unflattenPart(part, start);
  const ask: Record<string, unknown> = {
    passage,
    start,
    end: start + end,
    coreStart: start + coreStart,
    coreEnd: start + coreEnd,
    countries: NONE,
    ...said,
    part: ownPart,
    pointer: pointer && {
      unit: '',
      ...pointer,
      part: pointer.part === SAME ? ownPart : pointer.part && unflattenPart(pointer.part, start),
      start: start + (pointer.start ?? 0),
      end: start + (pointer.end ?? 0),
    },
    antecedent: antecedent === undefined ? undefined : place - antecedent,
  };
  for (const key of NAMED) if (key in said) ask[key] = shared[(said as Record<string, unknown>)[key] as number];
  // what is left out is undefined or false, and is asked for as such
  return ask as unknown as Ask;
}

function unflattenPart({ start = 0, end = 0, steps, ...rest }: FlatPart, from: number): Part {
  return { ...rest, start: from + start, end: from + end, steps: steps.map((step) => ({ ...NO_STEP, ...step })) };
}

const NONE: readonly string[] = [];
const NO_STEP: PartStep = { unit: '', number: undefined, sign: '', heading: '' };

type Ranges = DocumentSummary['ranges'][number];

function flattenPlace(ask: Ask, { whole, core }: Ranges): FlatPlace {
  const { line, character } = whole.start;
  if (isSameRanges({ whole, core }, ranges(ask, line, character))) return [line, character];
  return isSame(whole, core) ? [flatRange(whole)] : [flatRange(whole), flatRange(core)];
}

function unflattenPlace(ask: Ask, place: FlatPlace): Ranges {
  const [first, second] = place;
  if (typeof first === 'number') return ranges(ask, first, second as number);
  return { whole: fullRange(first), core: fullRange((second as FlatRange | undefined) ?? first) };
}

/** Where an ask stands that begins at a column and is on one line. */
function ranges({ start, end, coreStart, coreEnd }: Ask, line: number, column: number): Ranges {
  const at = (from: number, to: number): TextRange => ({
    start: { line, character: column + from - start },
    end: { line, character: column + to - start },
  });
  return { whole: at(start, end), core: at(coreStart, coreEnd) };
}

const isSameRanges = (a: Ranges, b: Ranges): boolean => isSame(a.whole, b.whole) && isSame(a.core, b.core);

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
