import type { Ask } from '../references/ask.ts';
import type { Part, PartStep } from '../references/parts.ts';
import type { Pointer } from '../references/pointers.ts';
import type { MarkerKind } from '../structure/model.ts';
import type { TextRange } from '../terms/analyser.ts';
import type { DefinedName, DocumentSummary, FileSummary, SectionSummary } from './summary.ts';

/** The summary of a file in bytes. */
export interface PackedSummary {
  /** Documents, sections and defined names: JSON in UTF-8, for a search shows those of hundreds of files at once. */
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

interface FlatOutline {
  readonly title: string;
  readonly date: string | null;
  readonly titleRange: FlatRange;
  readonly firstLine: number;
  readonly lastLine: number;
  readonly sections: readonly FlatSection[];
}

interface FlatAsks {
  readonly asks: readonly FlatAsk[];
  readonly places: readonly FlatPlace[];
}

/** What the sections, or the asks, of a text have in common, each once; they say its place. */
type Shared = readonly unknown[];

type FlatName = readonly [alias: string, long: string, english: string, range: FlatRange, document: number];

/** Finds the place of what is shared, and gives it one. */
type Share = (value: unknown) => number;

/** `share` says in which place of `values` something stands. */
function sharing(): { readonly values: readonly unknown[]; readonly share: Share } {
  const places = new Map<string, number>();
  const values: unknown[] = [];
  const share = (value: unknown): number => {
    const key = typeof value === 'string' ? value : JSON.stringify(value);
    let place = places.get(key);
    if (place === undefined) {
      place = values.push(value) - 1;
      places.set(key, place);
    }
    return place;
  };
  return { values, share };
}

export function packSummary({ documents, definitions }: FileSummary): PackedSummary {
  const kinds = sharing();
  const outline: [FlatOutline[], FlatName[], Shared] = [
    documents.map((document) => flatten(document, kinds.share)),
    definitions.map(({ alias, long, english, range, document }) => [alias, long, english, flatRange(range), document]),
    kinds.values,
  ];
  const said = sharing();
  const asks: [FlatAsks[], Shared] = [documents.map((document) => flattenAsks(document, said.share)), said.values];
  const isAsking = documents.some((document) => document.asks.length > 0);
  return {
    outline: encoder.encode(JSON.stringify(outline)),
    asks: isAsking ? encoder.encode(JSON.stringify(asks)) : NOTHING,
  };
}

/** Reads what `packSummary` gave; the asks when they are asked for. Throws, then too, where the bytes are none of ours. */
export function unpackSummary(packed: PackedSummary): FileSummary {
  const [documents, names, kinds] = JSON.parse(decoder.decode(packed.outline)) as [FlatOutline[], FlatName[], Shared];
  let asks: Pick<DocumentSummary, 'asks' | 'ranges'>[] | undefined;
  const asksOf = (d: number): Pick<DocumentSummary, 'asks' | 'ranges'> => {
    asks ??= unpackAsks(packed.asks);
    return asks[d] ?? NO_ASKS;
  };
  return {
    documents: documents.map(({ title, date, titleRange, firstLine, lastLine, sections }, d) => ({
      get asks() {
        return asksOf(d).asks;
      },
      get ranges() {
        return asksOf(d).ranges;
      },
      title,
      date: date ?? undefined,
      titleRange: fullRange(titleRange),
      firstLine,
      lastLine,
      sections: unflattenSections(sections, kinds),
    })),
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

function unpackAsks(bytes: Uint8Array): Pick<DocumentSummary, 'asks' | 'ranges'>[] {
  if (bytes.length === 0) return [];
  const [documents, shared] = JSON.parse(decoder.decode(bytes)) as [FlatAsks[], Shared];
  return documents.map(({ asks: flat, places }) => {
    const asks = flat.map((ask, k) => unflattenAsk(ask, k, shared));
    return { asks, ranges: places.map((place, k) => unflattenPlace(asks[k], place)) };
  });
}

function flatten(summary: DocumentSummary, share: Share): FlatOutline {
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
  };
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

function flattenAsk(ask: Ask, place: number, share: Share): FlatAsk {
  const { passage, start, end, coreStart, coreEnd, part, pointer, antecedent, date, spoken, ...rest } = ask;
  const said = filled({ ...rest });
  for (const key of NAMED) if (said[key] !== undefined) said[key] = share(said[key]);
  if (part !== undefined) said.part = flattenPart(part, start);
  if (pointer !== undefined) {
    const isSamePart = JSON.stringify(pointer.part) === JSON.stringify(part);
    const own = pointer.part === undefined || part === undefined || !isSamePart;
    const partOf = own ? pointer.part && flattenPart(pointer.part, start) : SAME;
    said.pointer = { ...filled({ ...pointer, part: partOf }), start: pointer.start - start, end: pointer.end - start };
  }
  if (antecedent !== undefined) said.antecedent = place - antecedent;
  // of a date where it hangs is shown in its own text only
  if (date !== undefined) said.date = { value: date.value };
  if (spoken !== undefined) said.spoken = { value: spoken.value };
  return [passage, start, end - start, coreStart - start, coreEnd - start, share(said)];
}

function flattenPart({ start, end, steps, ...rest }: Part, from: number): object {
  return { ...rest, start: start - from, end: end - from, steps: steps.map((step) => filled({ ...step })) };
}

/** Without what is undefined, false or empty. */
function filled(record: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const isEmpty = (value: unknown): boolean =>
    value === undefined || value === false || value === '' || (Array.isArray(value) && value.length === 0);
  return Object.fromEntries(Object.entries(record).filter(([, value]) => !isEmpty(value)));
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
