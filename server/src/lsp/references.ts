import type {
  CallHierarchyIncomingCall,
  CallHierarchyItem,
  CallHierarchyOutgoingCall,
  CodeLens,
  CompletionList,
  InlayHint,
  Location,
  LocationLink,
  Position,
  Range,
  TextEdit,
} from 'vscode-languageserver';
import type { Citations } from '../corpus/citations.ts';
import type { Library } from '../corpus/library.ts';
import { listedSections } from '../corpus/listed-sections.ts';
import { readStatements } from '../corpus/statements/statements.ts';
import type { TextReference, TextReferences } from '../corpus/text-references.ts';
import type { WorkspaceLibrary } from '../corpus/workspace/workspace-library.ts';
import {
  type HierarchyData,
  hierarchyItem,
  incomingCitations,
  outgoingCitations,
  referredOf,
} from '../features/call-hierarchy.ts';
import { referenceLenses } from '../features/code-lens.ts';
import { type DateHintChoices, dateHints } from '../features/date-hints.ts';
import type { Style } from '../features/markdown.ts';
import { dateHover, documentCard, type Opening, referenceHover, relatedHover } from '../features/reference-card.ts';
import type { ReferenceWords } from '../features/reference-messages.ts';
import {
  cardUri,
  citationLocations,
  citationsOf,
  definitionLinks,
  headingAt,
  idOfCard,
  landings,
  type Referred,
  referenceAt,
  referredBy,
  sectionAround,
  sectionRange,
} from '../features/reference-places.ts';
import { findReferenceProblems, type ReferenceProblem } from '../features/reference-problems.ts';
import { placeOfLens, relatedLenses, SHOW_RELATED } from '../features/related-lens.ts';
import { type RelatedItem, relatedItems } from '../features/related-sections.ts';
import {
  renameSection,
  type SectionMarker,
  type SectionRenameRefusal,
  sectionMarkerAt,
} from '../features/rename-section.ts';
import { statementHover } from '../features/statement-hover.ts';
import { completePath, completeTitle } from '../features/title-completion.ts';
import { trailAt } from '../references/parts.ts';
import type { TermAnalyser } from '../terms/analyser.ts';
import type { OpenText } from './open-text.ts';

/** What the answers about references share with the server. */
export interface ReferenceContext {
  readonly workspace: WorkspaceLibrary;
  words(): ReferenceWords;
  style(): Style;
  /** Whether the client can show cards. */
  cards(): boolean;
  /** Lines [from, to) of a text of the workspace, open or on disk. */
  lines(uri: string, from: number, to: number): Promise<readonly string[]>;
  /** Whether the documents and sections of all files of the workspace are known. */
  areAllFound(): boolean;
  /** Whether all of them have been read. */
  areAllRead(): boolean;
}

/** Characters of a section's text that a hover shows. */
const OPENING = 160;
const OPENING_LINES = 6;
/** Time after which an answer that the client asks for again says what is known so far, in ms. */
const PATIENCE = 20;

/** The answers about dates and references: a list of delegations to features/. */
export class ReferenceService {
  readonly #context: ReferenceContext;

  constructor(context: ReferenceContext) {
    this.#context = context;
  }

  /** The hover over a date or a reference; undefined where none stands. */
  async hover(text: OpenText, { line, character }: Position): Promise<{ value: string; range: Range } | undefined> {
    const { words, style, workspace } = this.#context;
    const read = workspace.references(text);
    const reference = referenceAt(read.references(), line, character);
    const date = read.dates().find(({ range }) => holds(range, line, character));
    const shown = date === undefined ? undefined : dateHover(date, plain(text.textOf(date.range)), words(), style());
    if (reference === undefined && date !== undefined && shown !== undefined)
      return { value: shown, range: date.range };
    if (reference === undefined) return undefined;
    const library = workspace.library();
    const value = referenceHover(reference, library, words(), style(), await this.#opening(read, reference));
    return { value: shown === undefined ? value : style().join([value, shown]), range: reference.range };
  }

  /** What the catalogue knows on the matter of the section whose marker or heading is at a position. */
  related(text: OpenText, { line, character }: Position): { value: string; range: Range } | undefined {
    const { workspace, words, style } = this.#context;
    const library = workspace.library();
    const referred = headingAt(library, text.uri, line);
    const { section, copy } = referred ?? {};
    if (referred === undefined || section === undefined || copy === undefined) return undefined;
    const { start, end } = sectionRange(section);
    // of an item that is a sentence the marker only
    const last = section.heading === undefined ? section.startColumn + section.marker.length : end.character;
    if (character < start.character || character > last) return undefined;
    const range = { start, end: { line, character: last } };
    const value = relatedHover(
      listedSections(library, referred.work, trailAt(copy.summary.sections, line)),
      words(),
      style(),
    );
    return value === '' ? undefined : { value, range };
  }

  /** Who speaks, or what came of it, where the words at a position say so. */
  statement(
    text: OpenText,
    { line, character }: Position,
    terms: TermAnalyser,
  ): { value: string; range: Range } | undefined {
    const { workspace, words, style } = this.#context;
    const documents = text.documents();
    const d = documents.findIndex(({ tree, firstLine }) => line >= firstLine && line < firstLine + tree.lineCount);
    if (d < 0) return undefined;
    const { participants } = documents[d].tree.titleBlock;
    const statements = readStatements(terms, d, participants, workspace.statementLexicon, line);
    return statementHover(statements, line, character, words(), style());
  }

  /** Sections of other documents on the matter of the section at a position, best first. */
  relatedSections(text: OpenText, { line }: Position, terms: TermAnalyser): RelatedItem[] {
    const { workspace, words } = this.#context;
    const names = new Map<string, string>();
    const used = (from: number, to: number): string[] => {
      for (const { surface, meanings } of terms.occurrences(from, to)) {
        const [{ id, entry }] = meanings;
        // the shortest spelling there: BMD
        const known = names.get(id);
        if (entry !== undefined && (known === undefined || surface.length < known.length)) names.set(id, surface);
      }
      return [...names.keys()];
    };
    const found = workspace.related(text.uri, line, used, performance.now() + PATIENCE);
    return relatedItems(found, words(), (id) => names.get(id) ?? id);
  }

  relatedLenses(text: OpenText): CodeLens[] {
    return relatedLenses(text.uri, this.#context.workspace.library());
  }

  /** A lens of `relatedLenses` with its title. */
  resolveLens(text: OpenText, lens: CodeLens, terms: TermAnalyser): CodeLens {
    const place = placeOfLens(lens);
    if (place === undefined) return lens;
    const position = { line: place.line, character: 0 };
    const { length } = this.relatedSections(text, position, terms);
    const { areAllRead, words } = this.#context;
    const title = words().relatedness.lens(length, areAllRead());
    return { ...lens, command: { title, command: SHOW_RELATED, arguments: [text.uri, lens.range.start] } };
  }

  /** The words of the reference at a position; '' where none stands. */
  wordsAt(text: OpenText, { line, character }: Position): string {
    const reference = referenceAt(this.#context.workspace.references(text).references(), line, character);
    return reference === undefined ? '' : plain(text.textOf(reference.range));
  }

  definition(text: OpenText, { line, character }: Position): LocationLink[] {
    const read = this.#context.workspace.references(text);
    const reference = referenceAt(read.references(), line, character);
    return reference === undefined ? [] : definitionLinks(text.uri, read.summaries(), reference, this.#card);
  }

  /** Places that mean what the reference at a position means; undefined where none stands there. */
  references(text: OpenText, position: Position, declaration: boolean): Location[] | undefined {
    const referred = this.#cited(text, position);
    return referred && this.#places(referred, declaration);
  }

  /** Places that refer to the document or section whose title or heading stands at a position. */
  headingReferences(text: OpenText, { line }: Position, declaration: boolean): { title: boolean; places: Location[] } {
    const referred = headingAt(this.#context.workspace.library(), text.uri, line);
    if (referred === undefined) return { title: false, places: [] };
    return { title: referred.section === undefined, places: this.#places(referred, declaration) };
  }

  #places(referred: Referred, declaration: boolean): Location[] {
    const places = citationLocations(citationsOf(this.#citations(), referred));
    if (!declaration) return places;
    if (referred.section !== undefined && referred.copy !== undefined) {
      const { line, startColumn, endColumn } = referred.section;
      const range = { start: { line, character: startColumn }, end: { line, character: endColumn } };
      return [{ uri: referred.copy.uri, range }, ...places];
    }
    return [...referred.work.copies.map(({ uri, summary }) => ({ uri, range: summary.titleRange })), ...places];
  }

  hints(text: OpenText, { start, end }: Range, choices: DateHintChoices): InlayHint[] {
    if (!choices.relative && !choices.era) return [];
    return dateHints(this.#context.workspace.references(text).dates(), start.line, end.line, choices);
  }

  lenses(text: OpenText, clickable: boolean): CodeLens[] {
    const { workspace, words } = this.#context;
    const until = performance.now() + PATIENCE;
    return referenceLenses(text.uri, workspace.library(), this.#citations(), words(), clickable, until);
  }

  prepareHierarchy(text: OpenText, position: Position): CallHierarchyItem[] {
    const { workspace, words } = this.#context;
    const referred = this.#cited(text, position) ?? sectionAround(workspace.library(), text.uri, position.line);
    const item = referred && hierarchyItem(referred, words(), this.#card);
    return item === undefined ? [] : [item];
  }

  incoming(item: CallHierarchyItem): CallHierarchyIncomingCall[] {
    const { workspace, words } = this.#context;
    const referred = referredOf(workspace.library(), item.data as HierarchyData);
    return referred === undefined
      ? []
      : incomingCitations(referred, this.#citations(), workspace.library(), words(), this.#card);
  }

  outgoing(item: CallHierarchyItem): CallHierarchyOutgoingCall[] {
    const { workspace, words } = this.#context;
    const referred = referredOf(workspace.library(), item.data as HierarchyData);
    return referred === undefined ? [] : outgoingCitations(referred, this.#citations(), words(), this.#card);
  }

  /** Titles inside 「, section paths behind 上記; undefined elsewhere. */
  complete(text: OpenText, { line, character }: Position): CompletionList | undefined {
    const written = text.lineAt(line);
    const library = this.#context.workspace.library();
    const summary = library
      .copies(text.uri)
      .find((copy) => line >= copy.summary.firstLine && line <= copy.summary.lastLine)?.summary;
    if (summary !== undefined) {
      const paths = completePath(summary, line, written.slice(0, character));
      if (paths !== undefined) return paths;
    }
    return completeTitle(library, line, written, character, summary?.date);
  }

  problems(text: OpenText): ReferenceProblem[] {
    const read = this.#context.workspace.references(text);
    const problems = findReferenceProblems(read.references(), read.dates(), text.textOf);
    // what is not there may be in a file that was not looked at yet
    return this.#context.areAllFound() ? problems : problems.filter(({ code }) => code !== 'unresolved-reference');
  }

  marker(text: OpenText, { line, character }: Position): SectionMarker | undefined {
    return sectionMarkerAt(this.#context.workspace.library().copies(text.uri), line, character);
  }

  renameSection(text: OpenText, marker: SectionMarker, name: string): TextEdit[] | SectionRenameRefusal {
    return renameSection(marker, name, this.#citations(), text.textOf);
  }

  /** The text of a card; undefined where the address is none. */
  card(uri: string): string | undefined {
    const id = idOfCard(uri);
    if (id === undefined) return undefined;
    const { workspace, words } = this.#context;
    const library = workspace.library();
    const work = library.work(id);
    if (work === undefined) return `${words().noSuchCard}\n`;
    const citations = this.#citations().to(work, performance.now() + PATIENCE);
    return documentCard(work, library, citations, words(), this.#card);
  }

  readonly #card = (id: string): string | undefined => (this.#context.cards() ? cardUri(id) : undefined);

  #citations(): Citations {
    return this.#context.workspace.citations();
  }

  #cited(text: OpenText, { line, character }: Position): Referred | undefined {
    const { workspace } = this.#context;
    const read = workspace.references(text);
    const library: Library = workspace.library();
    const reference = referenceAt(read.references(), line, character);
    return reference && referredBy(read, library, reference);
  }

  async #opening(read: TextReferences, { resolution }: TextReference): Promise<Opening | undefined> {
    const [target] = resolution.targets;
    if (target === undefined) return undefined;
    const [landing] = landings(read.uri, read.summaries(), target);
    if (landing === undefined) return undefined;
    const from = landing.section === undefined ? landing.range.end.line + 1 : landing.range.start.line;
    const lines = await this.#context.lines(landing.uri, from, Math.min(from + OPENING_LINES, landing.whole.end.line));
    const words = lines
      .map((line) => line.trim())
      .filter((line) => line !== '')
      .join(' ');
    return { landing, text: words.length > OPENING ? `${words.slice(0, OPENING)}…` : words };
  }
}

function holds({ start, end }: Range, line: number, character: number): boolean {
  if (line < start.line || line > end.line) return false;
  return (line > start.line || character >= start.character) && (line < end.line || character < end.character);
}

function plain(words: string): string {
  return words.replace(/\s*\n\s*/g, '');
}
