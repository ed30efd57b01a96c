import type { DocumentAsks } from '../references/analyser.ts';
import { StructureAnalyser } from '../structure/analyser.ts';
import { RECOGNITION_LENGTH, recognise } from '../structure/recognise.ts';
import type { TermAnalyser } from '../terms/analyser.ts';
import type { Glossary } from '../terms/glossary.ts';
import { isDeclaration, isExplained } from '../terms/occurrence.ts';
import { decode } from '../text/encoding.ts';
import { splitLines } from '../text/lines.ts';
import type { Library } from './library.ts';
import { packNames } from './name-pack.ts';
import { type PackedFile, type TermUses, USE_FIELDS } from './pack.ts';
import { packSummary } from './pack-summary.ts';
import { readText } from './read-text.ts';
import { type InLine, sketch } from './relatedness/sketch.ts';
import { type DefinedName, type DocumentSummary, type FileSummary, summarise } from './summary.ts';
import { symbolNames } from './symbol-names.ts';
import type { TextDate } from './text-references.ts';

/** Of a file that may be anything, so many bytes are decoded to see whether it is a text of the field: RECOGNITION_LENGTH in any encoding. */
const HEAD_BYTES = 8 * RECOGNITION_LENGTH;

/**
 * The text of a file, undefined where it is none of the field. `named`: its name says that it is one, and only binary content is none then.
 */
export function textOfFile(bytes: Uint8Array, named: boolean): string | undefined {
  if (!named && bytes.length > HEAD_BYTES) {
    // cut at a line, so that no character is cut
    const head = decode(bytes.subarray(0, bytes.lastIndexOf(0x0a, HEAD_BYTES) + 1 || HEAD_BYTES));
    if (head.encoding === 'binary' || !recognise(head.text).communique) return undefined;
  }
  const { text, encoding } = decode(bytes);
  if (encoding === 'binary') return undefined;
  return named || recognise(text).communique ? text : undefined;
}

/** Whether a name says that the file is a text of the field, whatever is in it. */
export function isNamedText(name: string): boolean {
  return /\.communique(?:\.txt)?$/i.test(name);
}

/**
 * Reads of a text only its documents and their sections: all that another text needs to find it, in some tenth of the time of `readForIndex`. It
 * refers to nothing, defines nothing and is about nothing then.
 */
export function skimForIndex(content: string, library: Library): PackedFile {
  const lines = splitLines(content);
  const placed = new StructureAnalyser(lines).documents();
  const documents = summarise(
    placed,
    (line) => (lines[line] ?? '').replace(/[\r\n]+$/, ''),
    () => NO_ASKS,
  );
  const uses = { ids: [], places: new Int32Array(0) };
  return pack({ documents, definitions: [] }, uses, new Uint16Array(0), library);
}

/** Reads a text for the index. `library` is asked for the catalogue alone: what is read is the same whatever files it holds. */
export function readForIndex(content: string, glossary: Glossary, library: Library): PackedFile {
  const { lines, terms, references } = readText('', content, glossary, library);
  const summary: FileSummary = { documents: references.summaries(), definitions: definedNames(terms) };
  const uses = termUses(terms);
  const sketches = sketchesOf(summary.documents, (line) => lines[line] ?? '', uses, references.dates());
  return pack(summary, uses, sketches, library);
}

function pack(summary: FileSummary, uses: TermUses, sketches: Uint16Array, library: Library): PackedFile {
  return {
    heads: summary.documents.map(({ title, date }) => ({ title, date, identity: library.identify(title, date) })),
    uses,
    names: packNames(symbolNames(summary)),
    sketches,
    summary: summary.documents.length === 0 ? EMPTY : packSummary(summary),
  };
}

const EMPTY = packSummary({ documents: [], definitions: [] });
const NO_ASKS: DocumentAsks = { token: {}, date: undefined, asks: [], dates: [], passages: [] };

/** What the sections of a text are about. `dates` in the order of the text. */
export function sketchesOf(
  documents: readonly DocumentSummary[],
  lineAt: (line: number) => string,
  { ids, places }: TermUses,
  dates: readonly TextDate[],
): Uint16Array {
  const terms: InLine[] = [];
  for (let at = 0; at < places.length; at += USE_FIELDS) terms.push({ line: places[at + 1], what: ids[places[at]] });
  const days: InLine[] = [];
  for (const { date, range, document } of dates) {
    // a year is the date of too much, and that of the document itself of all of it
    if (date.value === undefined || date.value.length < 7 || date.value === documents[document].date) continue;
    days.push({ line: range.start.line, what: date.value });
  }
  return sketch({ documents, lineAt, terms, dates: days });
}

/** Where a text uses the terms of its glossary; what only the text defines is used nowhere else. */
export function termUses(terms: TermAnalyser): TermUses {
  const ids = new Map<string, number>();
  const places: number[] = [];
  for (const occurrence of terms.occurrences()) {
    const [{ entry, id }] = occurrence.meanings;
    // 弾道ミサイル防衛（BMD） is one place: that of the alias
    if (entry === undefined || isExplained(occurrence)) continue;
    let place = ids.get(id);
    if (place === undefined) {
      place = ids.size;
      ids.set(id, place);
    }
    const { start, end } = occurrence.range;
    const declared = isDeclaration(occurrence) ? 1 : 0;
    places.push(place, start.line, start.character, end.line - start.line, end.character, declared);
  }
  return { ids: [...ids.keys()], places: Int32Array.from(places) };
}

/** The names that a text gives. */
export function definedNames(terms: TermAnalyser): DefinedName[] {
  return terms
    .definitions()
    .map(({ alias, long, english, aliasRange, document }) => ({ alias, long, english, range: aliasRange, document }));
}
