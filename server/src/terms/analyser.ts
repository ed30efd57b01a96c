import type { PlacedDocument } from '../structure/analyser.ts';
import type { DocumentTree } from '../structure/fold.ts';
import { Flag, type LineScan } from '../structure/scan.ts';
import type { DefinitionForm } from './definition-model.ts';
import type { Entry } from './entry.ts';
import { type Glossary, keyOf } from './glossary.ts';
import { isHan, isHiragana, isKatakana, Matcher } from './matcher.ts';
import { aliasStands } from './modified.ts';
import { type Candidate, type LinkedDefinition, NAME_WEIGHT, type PassageFacts, readPassage } from './passage.ts';

/** Lines and UTF-16 columns in the text, both from 0; the end is exclusive. */
export interface TextRange {
  readonly start: { readonly line: number; readonly character: number };
  readonly end: { readonly line: number; readonly character: number };
}

/** A name that the text gives to something, in force from its place to the end of its document. */
export interface TextDefinition {
  readonly form: DefinitionForm;
  /** Folded. */
  readonly alias: string;
  /** What the alias stands for, folded; '' where that is a sentence. */
  readonly long: string;
  readonly english: string;
  /** The same thing in the glossary. */
  readonly entry: Entry | undefined;
  /** Which document of the text, from 0. */
  readonly document: number;
  readonly aliasRange: TextRange;
  readonly longRange: TextRange | undefined;
}

/** One thing that a word can mean where it stands. */
export interface Meaning {
  /** Equal for all spellings of one thing; things that only a text defines are of that document. */
  readonly id: string;
  readonly definition: TextDefinition | undefined;
  readonly entry: Entry | undefined;
}

export interface TermOccurrence {
  readonly range: TextRange;
  /** The word as it stands, folded. */
  readonly surface: string;
  /** Best first; never empty. */
  readonly meanings: readonly Meaning[];
  readonly document: number;
}

/** One document of a text, and what its passages say together. */
export interface TermDocument {
  /** The same object as long as neither the lines of the document nor the glossary change. */
  readonly token: object;
  /** The entries it speaks of. */
  readonly entries: ReadonlyMap<Entry, number>;
  /** In order, as are the occurrences. */
  readonly definitions: () => TextDefinition[];
  readonly occurrences: () => TermOccurrence[];
}

/** A passage with its terms. Offsets are in its folded text. */
export interface PassageReading {
  /** The same object as long as the lines of the passage and the glossary do not change. */
  readonly token: object;
  readonly text: string;
  readonly line: number;
  readonly lineCount: number;
  /** The terms in it; `definition` counts the definitions of the document, -1 for terms of the glossary. */
  readonly taken: readonly Place[];
  readonly definitions: readonly LinkedDefinition[];
  /** Number of the first of them in the document. */
  readonly firstDefinition: number;
  readonly range: (start: number, end: number) => TextRange;
}

/** Lines of a passage at most; a text without sentences and blank lines is cut there. */
const MAX_LINES = 200;

/** A run of lines that are one sentence or paragraph broken by hard line breaks; mostly one line. */
interface Passage {
  first: number;
  readonly count: number;
  facts: PassageFacts | undefined;
  resolved: { readonly key: string; readonly places: readonly Place[] } | undefined;
}

/** An occurrence relative to its passage. */
export interface Place {
  readonly start: number;
  readonly end: number;
  readonly meanings: readonly { readonly definition: number; readonly entry: Entry | undefined }[];
}

/** A spelling that the document itself gives: an alias or a long form, and its definitions in order. */
interface OwnSpelling {
  readonly text: string;
  readonly alias: boolean;
  readonly definitions: number[];
}

/** What the passages of one document say together. */
interface DocumentTerms {
  /** Passages [from, to). */
  readonly from: number;
  readonly to: number;
  /** With their passages, counted from `from`. */
  readonly definitions: readonly { readonly definition: LinkedDefinition; readonly passage: number }[];
  /** Entries of which the document speaks, and how much. */
  readonly licensed: ReadonlyMap<Entry, number>;
  /** Equal where a passage of unchanged lines means the same. */
  readonly signature: number;
  /** Finds the aliases and long forms; undefined where there is none. */
  readonly matcher: Matcher | undefined;
  /** What the matcher finds, by its index. */
  readonly spelled: readonly OwnSpelling[];
  /** The definitions with their places, as far as they were asked for. */
  readonly given: TextDefinition[];
}

/**
 * The terms of one text, kept while it is edited: an edit costs its passage and one walk over what the passages of its document
 * say together. Nothing is read before something is asked.
 */
export class TermAnalyser {
  #glossary: Glossary;
  #scans: readonly LineScan[] = [];
  #placed: readonly PlacedDocument[] = [];
  #passages: Passage[] | undefined;
  #documents: DocumentTerms[] | undefined;
  /** Signatures of documents as numbers. */
  #signatures = new Map<string, number>();
  /** Documents as they were last folded, whose matchers can be used again. */
  #before: readonly DocumentTerms[] = [];
  /** What was folded for a tree, with its first and last passage: a document keeps its tree as long as its lines. */
  #kept = new WeakMap<DocumentTree, { first: Passage; last: Passage; terms: DocumentTerms }>();

  constructor(glossary: Glossary) {
    this.#glossary = glossary;
  }

  /** Takes another glossary; everything is read anew. */
  setGlossary(glossary: Glossary): void {
    if (glossary === this.#glossary) return;
    this.#glossary = glossary;
    this.#passages = undefined;
    this.#documents = undefined;
    this.#before = [];
    this.#kept = new WeakMap();
  }

  get glossary(): Glossary {
    return this.#glossary;
  }

  /** Takes one splice of lines; `scans` are those after it. */
  splice(scans: readonly LineScan[], start: number, removed: number, inserted: number): void {
    this.#documents = undefined;
    const old = this.#passages;
    if (old === undefined || old.length === 0) {
      this.#passages = undefined;
      return;
    }
    const shift = inserted - removed;
    let from = passageAt(old, Math.max(0, start - 1));
    if (from < 0) from = 0;
    const fresh: Passage[] = [];
    let to = from;
    let line = old[from].first;
    while (line < scans.length) {
      if (line >= start + inserted + 1) {
        while (to < old.length && old[to].first + shift < line) to++;
        if (to < old.length && old[to].first + shift === line && old[to].first >= start + removed) break;
      }
      const passage = passageFrom(scans, line);
      fresh.push(passage);
      line += passage.count;
    }
    if (line >= scans.length) to = old.length;
    if (shift !== 0) for (let i = to; i < old.length; i++) old[i].first += shift;
    this.#passages = fresh.length < 1000 ? old : undefined;
    if (this.#passages === undefined) this.#passages = old.slice(0, from).concat(fresh, old.slice(to));
    else old.splice(from, to - from, ...fresh);
  }

  /** Must be called before anything is asked after an edit, with what the structure says of the present text. */
  update(scans: readonly LineScan[], placed: readonly PlacedDocument[]): void {
    if (this.#placed !== placed) this.#documents = undefined;
    this.#scans = scans;
    this.#placed = placed;
  }

  /** Definitions of the text, in order. */
  definitions(): TextDefinition[] {
    return this.#fold().flatMap((document, d) => document.definitions.map((_, k) => this.#definition(d, k)));
  }

  /** The term at a position; the end of a word counts to it. */
  at(line: number, character: number): TermOccurrence | undefined {
    const documents = this.#fold();
    const index = passageAt(this.#passages ?? [], line);
    const d = documents.findIndex(({ from, to }) => index >= from && index < to);
    if (index < 0 || d < 0) return undefined;
    let touching: TermOccurrence | undefined;
    for (const occurrence of this.#occurrences(d, index)) {
      const { start, end } = occurrence.range;
      if (isBefore(line, character, start) || isBefore(end.line, end.character, { line, character })) continue;
      if (line === end.line && character === end.character) touching = occurrence;
      else return occurrence;
    }
    return touching;
  }

  /** The terms of the lines [from, to), or of the whole text, in order; they do not overlap. */
  occurrences(from = 0, to = Number.MAX_SAFE_INTEGER): TermOccurrence[] {
    const all: TermOccurrence[] = [];
    const documents = this.#fold();
    const passages = this.#passages ?? [];
    for (let d = 0; d < documents.length; d++) {
      for (let p = documents[d].from; p < documents[d].to; p++) {
        const { first, count } = passages[p];
        if (first >= to || first + count <= from) continue;
        for (const occurrence of this.#occurrences(d, p)) all.push(occurrence);
      }
    }
    return all;
  }

  /** The places of the whole text that mean one thing, in order; `id` as in `Meaning`. */
  occurrencesOf(id: string): TermOccurrence[] {
    const found: TermOccurrence[] = [];
    const documents = this.#fold();
    for (let d = 0; d < documents.length; d++) {
      for (let p = documents[d].from; p < documents[d].to; p++) {
        for (const place of this.#resolve(d, p)) {
          if (this.#idOf(d, place.meanings[0]) === id) found.push(this.#occurrence(d, p, place));
        }
      }
    }
    return found;
  }

  /** The document that a line is in, with what is known of it as a whole; undefined outside of all. */
  documentAt(line: number): TermDocument | undefined {
    const index = passageAt(this.#passages ?? [], line);
    const d = this.#fold().findIndex(({ from, to }) => index >= from && index < to);
    return d < 0 ? undefined : this.document(d);
  }

  /** A document of the text, by its place among them. */
  document(d: number): TermDocument {
    const document = this.#fold()[d];
    return {
      token: document.licensed,
      entries: document.licensed,
      definitions: () => document.definitions.map((_, k) => this.#definition(d, k)),
      occurrences: () => {
        const all: TermOccurrence[] = [];
        for (let p = document.from; p < document.to; p++) {
          for (const occurrence of this.#occurrences(d, p)) all.push(occurrence);
        }
        return all;
      },
    };
  }

  /** The passages of a document with what was found in them, for those who look for something else there. */
  *texts(d: number): Generator<PassageReading> {
    const document = this.#fold()[d];
    const passages = this.#passages ?? [];
    let k = 0;
    for (let p = document.from; p < document.to; p++) {
      const passage = passages[p];
      const facts = this.#facts(passage);
      const first = k;
      while (k < document.definitions.length && document.definitions[k].passage === p - document.from) k++;
      yield {
        token: facts,
        text: facts.text.text,
        line: passage.first,
        lineCount: passage.count,
        taken: this.#resolve(d, p),
        definitions: document.definitions.slice(first, k).map(({ definition }) => definition),
        firstDefinition: first,
        range: (start, end) => rangeIn(passage, start, end),
      };
    }
  }

  #facts(passage: Passage): PassageFacts {
    if (passage.facts === undefined) {
      const lines: string[] = [];
      for (let i = passage.first; i < passage.first + passage.count; i++) lines.push(content(this.#scans[i]));
      passage.facts = readPassage(lines, this.#glossary);
    }
    return passage.facts;
  }

  #fold(): readonly DocumentTerms[] {
    if (this.#documents !== undefined) return this.#documents;
    if (this.#passages === undefined) {
      this.#passages = [];
      for (let line = 0; line < this.#scans.length; ) {
        const passage = passageFrom(this.#scans, line);
        this.#passages.push(passage);
        line += passage.count;
      }
    }
    const passages = this.#passages;
    const documents: DocumentTerms[] = [];
    let p = 0;
    for (const { tree, firstLine } of this.#placed) {
      while (p < passages.length && passages[p].first < firstLine) p++;
      const from = p;
      while (p < passages.length && passages[p].first < firstLine + tree.lineCount) p++;
      documents.push(this.#documentTerms(tree, from, p));
    }
    this.#documents = documents;
    this.#before = documents;
    return documents;
  }

  #documentTerms(tree: DocumentTree, from: number, to: number): DocumentTerms {
    const passages = this.#passages ?? [];
    const kept = this.#kept.get(tree);
    if (
      kept !== undefined &&
      kept.terms.to - kept.terms.from === to - from &&
      kept.first === passages[from] &&
      kept.last === passages[to - 1]
    ) {
      return { ...kept.terms, from, to, given: [] };
    }
    const terms = this.#foldDocument(from, to);
    if (to > from) this.#kept.set(tree, { first: passages[from], last: passages[to - 1], terms });
    return terms;
  }

  #foldDocument(from: number, to: number): DocumentTerms {
    const passages = this.#passages ?? [];
    const definitions: { definition: LinkedDefinition; passage: number }[] = [];
    const licensed = new Map<Entry, number>();
    const license = (entry: Entry, weight: number): void => {
      licensed.set(entry, (licensed.get(entry) ?? 0) + weight);
    };
    for (let p = from; p < to; p++) {
      const facts = this.#facts(passages[p]);
      for (const [entry, weight] of facts.licensed) license(entry, weight);
      for (const definition of facts.definitions) {
        definitions.push({ definition, passage: p - from });
        if (definition.entry !== undefined) license(definition.entry, NAME_WEIGHT);
      }
    }
    let text = '';
    for (const { definition } of definitions) text += `${definition.alias}\t${definition.long}\t${definition.form}\n`;
    for (const [entry, weight] of licensed) {
      if (this.#glossary.isShared(entry)) text += `${entry.ja}${weight}\t`;
      else if (entry.weak.size > 0) text += `${entry.ja}\t`;
    }
    let signature = this.#signatures.get(text);
    if (signature === undefined) {
      if (this.#signatures.size > 5000) this.#signatures.clear();
      signature = ++lastSignature;
      this.#signatures.set(text, signature);
    }
    const same = this.#before.find((other) => other.signature === signature);
    if (same !== undefined) return { ...same, from, to, definitions, licensed, given: [] };
    // one spelling for all definitions that give it: a name that is given a thousand times is looked for once
    const spellings = new Map<string, OwnSpelling>();
    const spell = (text: string, alias: boolean, k: number): void => {
      const known = spellings.get(`${alias} ${text}`);
      if (known === undefined) spellings.set(`${alias} ${text}`, { text, alias, definitions: [k] });
      else known.definitions.push(k);
    };
    definitions.forEach(({ definition }, k) => {
      spell(definition.alias, true, k);
      if (definition.long !== '') spell(definition.long, false, k);
    });
    const spelled = [...spellings.values()];
    const matcher = spelled.length > 0 ? new Matcher(spelled) : undefined;
    return { from, to, definitions, licensed, signature, matcher, spelled, given: [] };
  }

  /** The places of a passage. Kept as long as neither its lines nor what its document defines change. */
  #resolve(d: number, p: number): readonly Place[] {
    const document = this.#fold()[d];
    const passage = (this.#passages ?? [])[p];
    const active = countBefore(document.definitions, p - document.from);
    const key = `${document.signature}:${active}`;
    if (passage.resolved?.key === key) return passage.resolved.places;
    const facts = this.#facts(passage);
    const options: Place[] = [];
    for (const candidate of facts.candidates) {
      const entries = this.#entriesOf(candidate, document.licensed, facts.licensed);
      if (entries.length > 0) {
        options.push({
          start: candidate.start,
          end: candidate.end,
          meanings: entries.map((entry) => ({ definition: -1, entry })),
        });
      }
    }
    if (document.matcher !== undefined) this.#addOwn(document, p - document.from, facts.text.text, options);
    const places = choose(options);
    passage.resolved = { key, places };
    return places;
  }

  /** Entries that a candidate can mean in this document, best first. */
  #entriesOf(
    candidate: Candidate,
    licensed: ReadonlyMap<Entry, number>,
    near: ReadonlyMap<Entry, number>,
  ): readonly Entry[] {
    const { spellings, quoted } = candidate;
    const entries: Entry[] = [];
    for (const { weak, byQuotation, entry } of spellings) {
      // an ordinary word is the term where the document names the term, or speaks of it; a variant that is one, where the sentence does
      const named = (licensed.get(entry) ?? 0) >= NAME_WEIGHT || near.has(entry);
      const counts = !weak || named || (byQuotation && (quoted || licensed.has(entry)));
      if (counts && !entries.includes(entry)) entries.push(entry);
    }
    if (entries.length < 2) return entries;
    const ranked = this.#glossary.ranked(keyOf(spellings[0].text), entries);
    // what the passage speaks of comes first, then what the document speaks of most
    const weight = (entry: Entry): number => 1_000_000 * (near.get(entry) ?? 0) + (licensed.get(entry) ?? 0);
    return [...ranked].sort((a, b) => weight(b) - weight(a));
  }

  /** Adds the places where names that the document itself gives stand, from their definitions on; `p` counts from its first passage. */
  #addOwn(document: DocumentTerms, p: number, text: string, options: Place[]): void {
    for (const { start, end, spellings } of document.matcher?.find(text) ?? []) {
      let best = -1;
      for (const index of spellings) {
        const spelling = document.spelled[index];
        if (spelling.alias && !aliasStands(text, start, end)) continue;
        // the Dialogue, and not every dialogue
        if (/^[A-Z]/.test(spelling.text) && !/[A-Z]/.test(text[start])) continue;
        best = Math.max(best, lastInForce(document.definitions, spelling, p, start));
      }
      if (best < 0) continue;
      const { entry } = document.definitions[best].definition;
      options.push({ start, end, meanings: [{ definition: best, entry }] });
    }
  }

  #occurrences(d: number, p: number): TermOccurrence[] {
    return this.#resolve(d, p).map((place) => this.#occurrence(d, p, place));
  }

  #occurrence(d: number, p: number, { start, end, meanings }: Place): TermOccurrence {
    const passage = (this.#passages ?? [])[p];
    return {
      range: rangeIn(passage, start, end),
      surface: this.#facts(passage).text.text.slice(start, end),
      document: d,
      meanings: meanings.map((meaning) => ({
        id: this.#idOf(d, meaning),
        definition: meaning.definition < 0 ? undefined : this.#definition(d, meaning.definition),
        entry: meaning.entry,
      })),
    };
  }

  #idOf(d: number, { definition: k, entry }: Place['meanings'][number]): string {
    if (entry !== undefined) return entryId(entry);
    const { long, alias } = this.#fold()[d].definitions[k].definition;
    return `${d}:${keyOf(long || alias)}`;
  }

  #definition(d: number, k: number): TextDefinition {
    const { definitions, given, from } = this.#fold()[d];
    const known = given[k];
    if (known !== undefined) return known;
    const { definition, passage: p } = definitions[k];
    const passage = (this.#passages ?? [])[from + p];
    const made: TextDefinition = {
      form: definition.form,
      alias: definition.alias,
      long: definition.long,
      english: definition.english,
      entry: definition.entry,
      document: d,
      aliasRange: rangeIn(passage, definition.aliasStart, definition.aliasEnd),
      longRange: definition.long === '' ? undefined : rangeIn(passage, definition.longStart, definition.longEnd),
    };
    given[k] = made;
    return made;
  }
}

let lastSignature = 0;

/** The id of what an entry means, the same in every text. */
export function entryId(entry: Entry): string {
  return `=${entry.ja || entry.en || entry.acronym}`;
}

/** Of overlapping places the one that begins first, of one start the longest; an own name of the text before the glossary's. */
function choose(options: Place[]): Place[] {
  options.sort((a, b) => a.start - b.start || b.end - a.end || own(b) - own(a));
  const chosen: Place[] = [];
  let end = 0;
  for (const place of options) {
    if (place.start < end) continue;
    chosen.push(place);
    end = place.end;
  }
  return chosen;
}

function own(place: Place): number {
  return place.meanings[0].definition >= 0 ? 1 : 0;
}

/** The last definition of a spelling that stands before a place, or at it; -1 if there is none. */
function lastInForce(
  definitions: DocumentTerms['definitions'],
  spelling: OwnSpelling,
  p: number,
  start: number,
): number {
  const list = spelling.definitions;
  let low = -1;
  let high = list.length;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    const { definition, passage } = definitions[list[middle]];
    const from = spelling.alias ? definition.aliasStart : Math.min(definition.longStart, definition.aliasStart);
    if (passage < p || (passage === p && from <= start)) low = middle;
    else high = middle;
  }
  return low < 0 ? -1 : list[low];
}

/** Number of definitions that stand in passages above `p`. */
function countBefore(definitions: DocumentTerms['definitions'], p: number): number {
  let low = 0;
  let high = definitions.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (definitions[middle].passage < p) low = middle + 1;
    else high = middle;
  }
  return low;
}

function rangeIn(passage: Passage, start: number, end: number): TextRange {
  const range = passage.facts?.text.range(start, end) ?? { line: 0, column: 0, endLine: 0, endColumn: 0 };
  return {
    start: { line: passage.first + range.line, character: range.column },
    end: { line: passage.first + range.endLine, character: range.endColumn },
  };
}

function isBefore(line: number, character: number, position: { line: number; character: number }): boolean {
  return line < position.line || (line === position.line && character < position.character);
}

/** Index of the passage that holds a line, -1 if there is none. */
function passageAt(passages: readonly Passage[], line: number): number {
  let low = -1;
  let high = passages.length;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (passages[middle].first <= line) low = middle;
    else high = middle;
  }
  return low;
}

function passageFrom(scans: readonly LineScan[], first: number): Passage {
  let last = first;
  // width of the column that the lines were broken to, once two lines have shown it
  let column = 0;
  while (last + 1 < scans.length && last + 1 - first < MAX_LINES) {
    const above = scans[last];
    const below = scans[last + 1];
    if (!mayJoin(above, below)) break;
    const width = columns(above);
    const next = columns(below);
    const even = width >= NARROW && Math.abs(width - next) <= 2 && (next < FULL || column > 0);
    if (even) column = width;
    else if (!(column > 0 && Math.abs(width - column) <= 2) && !runsOver(above, below)) break;
    last++;
  }
  return { first, count: last - first + 1, facts: undefined, resolved: undefined };
}

/** Half-width columns from which a line may have been broken because it was full. */
const FULL = 36;

/** The narrowest column that a text is broken to. */
const NARROW = 24;

/** Whether nothing forbids that a sentence runs on from one line to the next: an end, a marker, an indentation. */
function mayJoin(above: LineScan, below: LineScan): boolean {
  if (((above.flags | below.flags) & Flag.blank) !== 0 || (above.flags & Flag.ends) !== 0) return false;
  if (below.kind !== 0 && (below.flags & (Flag.weak | Flag.reference)) === 0) return false;
  if (below.indent > above.indent + 4 || isYearAlone(below) || isDatedEntry(below)) return false;
  return !(below.indent > 0 && above.kind === 0 && below.indent !== above.indent);
}

/** The longest line that may be the heading of a year: 【２０１３（平成２５）年】. */
const YEAR_HEADING = 20;

/** Whether a line is a year and nothing else, as chronologies have it above what happened in it. */
function isYearAlone({ text, start, end }: LineScan): boolean {
  if (end - start > YEAR_HEADING || !text.includes('年', start)) return false;
  return YEAR_ALONE.test(text.slice(start, end));
}

const YEAR_ALONE =
  /^[【<＜〔[■□●○◆◇・]? ?(?:(?:明治|大正|昭和|平成|令和) ?)?[0-9０-９元]{1,4} ?年? ?(?:[(（](?:明治|大正|昭和|平成|令和|同)? ?[0-9０-９元]{1,4} ?年?[)）])? ?年?[】>＞〕\]]?$/;

/** Whether a line begins with a date and a space, as the entries of a chronology do: 10月3日　「2＋2」（東京）. */
function isDatedEntry({ text, start }: LineScan): boolean {
  return isNumber(text.charCodeAt(start)) && DATED_ENTRY.test(text.slice(start, start + 14));
}

const DATED_ENTRY = /^(?:[0-9０-９]{2,4}年)?[0-9０-９]{1,2}月(?:[0-9０-９]{1,2}日)?(?:[(（].[)）])?[：:\t\u3000]/;

/** Whether the upper line stops where a sentence does not. */
function runsOver(above: LineScan, below: LineScan): boolean {
  const { text, start, end } = above;
  const last = text.charCodeAt(end - 1);
  if ((end - start) * (isHan(last) || isHiragana(last) || last > 0x2fff ? 2 : 1) >= FULL) return true;
  // a date or an article broken in its middle: 本年7月1⏎日, 第⏎5条
  const next = below.text.slice(below.start, below.start + 2);
  if (isNumber(last) && /^(?:[年月日条項号回時分度]|[0-9０-９]+[年月日条項号])/.test(next)) return true;
  if (text[end - 1] === '第' && isNumber(next.charCodeAt(0))) return true;
  // a short line that stops inside a sentence or a bracket
  if (isHiragana(last) || last === 0x3001 || last === 0xff0c || hasOpenBracket(text, end)) return true;
  // a word broken in its middle, or a sentence that has begun
  return (isKatakana(last) && isKatakana(below.text.charCodeAt(below.start))) || /[、，]/.test(text.slice(start, end));
}

function isNumber(code: number): boolean {
  return (code >= 0x30 && code <= 0x39) || (code >= 0xff10 && code <= 0xff19);
}

/** Half-width columns of a line, its indentation left out; 0 for a line that is too long for a narrow column. */
function columns({ text, start, end }: LineScan): number {
  if (end - start > 100) return 0;
  let width = 0;
  for (let i = start; i < end; i++) width += text.charCodeAt(i) > 0xff ? 2 : 1;
  return width;
}

function hasOpenBracket(text: string, end: number): boolean {
  const from = Math.max(0, end - 80);
  let depth = 0;
  for (let i = end - 1; i >= from; i--) {
    const char = text[i];
    if (char === '）' || char === ')' || char === '」') depth++;
    else if ((char === '（' || char === '(' || char === '「') && --depth < 0) return true;
  }
  return false;
}

/** A line without its terminator and the white space before it. */
function content(scan: LineScan): string {
  return scan.end === scan.text.length ? scan.text : scan.text.slice(0, scan.end);
}
