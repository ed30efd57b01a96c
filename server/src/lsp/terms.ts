import {
  type CodeAction,
  type CompletionList,
  type Connection,
  type Disposable,
  ErrorCodes,
  type InlayHint,
  type Location,
  MarkupKind,
  type Position,
  type PrepareRenameResult,
  type Range,
  ResponseError,
  type WorkspaceEdit,
} from 'vscode-languageserver';
import type { CatalogueDocument } from '../corpus/catalogue.ts';
import type { TermUse } from '../corpus/workspace/stored-texts.ts';
import type { WorkspaceGlossaries } from '../corpus/workspace/workspace-glossaries.ts';
import type { WorkspaceLibrary } from '../corpus/workspace/workspace-library.ts';
import { type CompletionData, completeTerm } from '../features/completion.ts';
import { firstUseHints } from '../features/inlay-hints.ts';
import { MARKDOWN, PLAIN } from '../features/markdown.ts';
import type { Messages } from '../features/messages.ts';
import { type RenameRefusal, renameable, renameTerm } from '../features/rename.ts';
import { TokenStore, tokenData } from '../features/semantic-tokens.ts';
import { entryCard, termHover, type Use } from '../features/term-card.ts';
import { listTerms, type TermItem } from '../features/term-list.ts';
import { definitionOf, highlightsOf, linkedRanges, referencesOf, type TextTerms } from '../features/term-places.ts';
import { findTermProblems, moved, type TermProblem } from '../features/term-problems.ts';
import { workspaceSymbols } from '../features/workspace-symbols.ts';
import type { Meaning, TermAnalyser, TermOccurrence } from '../terms/analyser.ts';
import { type Entry, nameOf } from '../terms/entry.ts';
import { GLOSSARY_FILES } from '../terms/glossary.ts';
import { insertTerm, type NewTerm } from '../terms/glossary-json.ts';
import { LineIndex } from '../text/lines.ts';
import type { OpenText } from './open-text.ts';
import type { Settings } from './settings.ts';

/** What the client can show and do beside the protocol (initializationOptions). */
export interface ClientExtras {
  /** Shows `communique:` addresses as read-only documents. */
  readonly cards: boolean;
  /** Has the command `communique.addToGlossary`, which asks the user. */
  readonly addToGlossary: boolean;
  readonly markdown: boolean;
  readonly createFiles: boolean;
}

/** What the handlers of terms share with the server. */
export interface TermContext {
  readonly glossaries: WorkspaceGlossaries;
  /** The documents that entries name, by id. */
  catalogue(): ReadonlyMap<string, CatalogueDocument>;
  texts(): Iterable<OpenText>;
  /** The texts of the workspace, open or not. */
  readonly workspace: WorkspaceLibrary;
  extras(): ClientExtras;
  messages(): Messages;
  settings(): Settings;
  /** Runs a handler on an open text; answers `neutral` where it fails. */
  answer<T>(name: string, uri: string, neutral: T, run: (text: OpenText) => T): T;
}

const CARDS = 'communique:/glossary/';
/** Symbols of the workspace that are worth looking through. */
const MAX_SYMBOLS = 200;

/** The answers about terms: a list of delegations to features/. */
export class TermService {
  readonly #context: TermContext;
  readonly #tokens = new TokenStore();
  /** Problems by the token of their document, which is another one when the document or the glossary changes. */
  readonly #problems = new WeakMap<object, { firstLine: number; problems: TermProblem[] }>();

  constructor(context: TermContext) {
    this.#context = context;
  }

  /** Registers the handlers; `shown` hears of the texts whose terms the client shows. */
  listen(connection: Connection, shown: (uri: string) => void): Disposable[] {
    const { answer } = this.#context;
    const at = <T>(
      name: string,
      uri: string,
      position: Position,
      neutral: T,
      run: (o: TermOccurrence, text: OpenText, terms: TermAnalyser) => T,
    ): T =>
      answer(name, uri, neutral, (text) => {
        const terms = this.terms(text);
        const occurrence = terms.at(position.line, position.character);
        return occurrence === undefined ? neutral : run(occurrence, text, terms);
      });
    return [
      connection.onDocumentHighlight((params) =>
        at('highlight', params.textDocument.uri, params.position, [], (occurrence, _, terms) =>
          highlightsOf(occurrence, terms),
        ),
      ),
      connection.languages.onLinkedEditingRange((params) =>
        at<{ ranges: TermOccurrence['range'][] } | null>(
          'linked editing',
          params.textDocument.uri,
          params.position,
          null,
          (occurrence, text, terms) => {
            const ranges = linkedRanges(occurrence, terms, text.textOf);
            return ranges.length === 0 ? null : { ranges, wordPattern: '[^\\s、。，．（）()「」『』]+' };
          },
        ),
      ),
      connection.languages.semanticTokens.on((params) =>
        answer('tokens', params.textDocument.uri, { data: [] }, (text) =>
          this.#tokens.full(text.uri, this.#tokenData(text)),
        ),
      ),
      connection.languages.semanticTokens.onDelta((params) =>
        answer('tokens', params.textDocument.uri, { data: [] }, (text) =>
          this.#tokens.delta(text.uri, params.previousResultId, this.#tokenData(text)),
        ),
      ),
      connection.languages.semanticTokens.onRange((params) =>
        answer('tokens', params.textDocument.uri, { data: [] }, (text) => ({
          data: this.#tokenData(text, params.range.start.line, params.range.end.line + 1),
        })),
      ),
      connection.onCompletionResolve((item) => {
        const data = item.data as CompletionData | undefined;
        if (data === undefined) return item;
        return answer('completion', data.uri, item, (text) => {
          const [entry] = this.terms(text).glossary.lookup(data.entry);
          return entry === undefined ? item : { ...item, documentation: this.#markup(this.#card(entry)) };
        });
      }),
      connection.onWorkspaceSymbol((params) => {
        try {
          return workspaceSymbols(this.#context.workspace.named(params.query, MAX_SYMBOLS));
        } catch (error) {
          connection.console.error(`workspace symbols: ${String(error)}`);
          return [];
        }
      }),
      connection.onRequest(
        'communique/terms',
        (params: { textDocument?: { uri?: string } }): { terms: TermItem[] } | null =>
          answer<{ terms: TermItem[] } | null>('terms', params?.textDocument?.uri ?? '', null, (text) => {
            shown(text.uri);
            const location = (meaning: Meaning) => this.#entryLocation(text.uri, meaning);
            return { terms: listTerms(this.terms(text), text.uri, this.problems(text), location) };
          }),
      ),
      connection.onRequest('communique/addToGlossary', async (params: AddParams): Promise<AddAnswer> => {
        try {
          return await this.addToGlossary(params?.textDocument?.uri ?? '', params?.term ?? {}, params?.glossaryText);
        } catch (error) {
          connection.console.error(`add to glossary: ${String(error)}`);
          return { error: this.#context.messages().glossaryUnreadable };
        }
      }),
    ];
  }

  /** The hover over a term; undefined where none stands. */
  hover(text: OpenText, position: Position): { value: string; range: TermOccurrence['range'] } | undefined {
    const occurrence = this.#at(text, position);
    if (occurrence === undefined) return undefined;
    const { card } = this.#context.messages();
    const style = this.#context.extras().markdown ? MARKDOWN : PLAIN;
    const value = termHover(occurrence, card, style, this.#context.catalogue(), (meaning) =>
      this.#usesElsewhere(text, meaning),
    );
    return { value, range: occurrence.range };
  }

  definition(text: OpenText, position: Position): Location[] {
    const occurrence = this.#at(text, position);
    if (occurrence === undefined) return [];
    return definitionOf(text.uri, occurrence, (meaning) => this.#entryLocation(text.uri, meaning));
  }

  /** The term at a position as it is written there; '' where none stands. */
  wordsAt(text: OpenText, position: Position): string {
    return this.#at(text, position)?.surface ?? '';
  }

  /** Places that mean what the term at a position means; undefined where none stands. */
  references(text: OpenText, position: Position, declaration: boolean): Location[] | undefined {
    const occurrence = this.#at(text, position);
    return (
      occurrence && referencesOf(text.uri, occurrence, this.#allTerms(), this.#storedUses(occurrence), declaration)
    );
  }

  prepareRename(text: OpenText, position: Position): PrepareRenameResult | ResponseError {
    const occurrence = this.#at(text, position);
    const found = renameable(occurrence);
    if (typeof found === 'string' || occurrence === undefined) return this.#refused(found as RenameRefusal, '');
    return { range: occurrence.range, placeholder: text.textOf(occurrence.range) };
  }

  rename(text: OpenText, position: Position, name: string): WorkspaceEdit | ResponseError {
    const terms = this.terms(text);
    const edits = renameTerm(text.lines(), terms, terms.at(position.line, position.character), name);
    return typeof edits === 'string' ? this.#refused(edits, name) : { changes: { [text.uri]: edits } };
  }

  complete(text: OpenText, { line, character }: Position): CompletionList {
    return completeTerm(text.uri, line, text.lineAt(line).slice(0, character), this.terms(text));
  }

  hints(text: OpenText, { start, end }: Range): InlayHint[] {
    if (!this.#context.settings().firstUseHints) return [];
    return firstUseHints(this.terms(text), start.line, end.line, text.lineAt);
  }

  #at(text: OpenText, { line, character }: Position): TermOccurrence | undefined {
    return this.terms(text).at(line, character);
  }

  /** The terms of a text by the glossary that is in force for it. */
  terms(text: OpenText): TermAnalyser {
    return text.terms(this.#context.glossaries.for(text.uri));
  }

  /** The problems of a text. A document that does not change keeps what was found in it. */
  problems(text: OpenText): TermProblem[] {
    const terms = this.terms(text);
    const { scans } = text.structure();
    return text.documents().flatMap(({ tree, firstLine }, d) => {
      const { token } = terms.document(d);
      let known = this.#problems.get(token);
      if (known === undefined) {
        const bodyLine = firstLine + tree.titleBlock.bodyLine;
        known = { firstLine, problems: findTermProblems(terms, d, scans, bodyLine, text.textOf) };
        this.#problems.set(token, known);
      }
      const shift = firstLine - known.firstLine;
      return shift === 0 ? known.problems : known.problems.map((problem) => moved(problem, shift));
    });
  }

  forget(uri: string): void {
    this.#tokens.forget(uri);
  }

  /** How the quick fix adds a word to the glossary of a text: by asking the user where the client can, else by the edit. */
  async addAction(uri: string, term: NewTerm): Promise<Pick<CodeAction, 'command' | 'edit'> | undefined> {
    const extras = this.#context.extras();
    if (this.#context.glossaries.folderOf(uri) === undefined) return undefined;
    if (extras.addToGlossary) {
      const title = this.#context.messages().termFixes.addToGlossary(term.acronym ?? '');
      return { command: { title, command: 'communique.addToGlossary', arguments: [uri, term] } };
    }
    if (!extras.createFiles) return undefined;
    const { edit } = await this.addToGlossary(uri, term, undefined);
    return edit && { edit };
  }

  /**
   * The edit that adds a term to the glossary of a text's folder; the file is made where there is none. `current` is the text of the
   * glossary in the editor, if it is open there: edits are made against that.
   */
  async addToGlossary(uri: string, term: NewTerm, current: string | undefined): Promise<AddAnswer> {
    const messages = this.#context.messages();
    const folder = this.#context.glossaries.folderOf(uri);
    if (folder === undefined) return { error: messages.noFolder };
    const glossary = folder + GLOSSARY_FILES[0];
    const text = current ?? (await this.#context.glossaries.textOf(glossary));
    const insertions = text === undefined ? undefined : insertTerm(text, term);
    if (text === undefined || insertions === undefined) return { error: messages.glossaryUnreadable };
    const lines = new LineIndex(text);
    const edits = insertions.map(({ offset, length, content }) => ({
      range: { start: lines.positionAt(offset), end: lines.positionAt(offset + length) },
      newText: content,
    }));
    const create = { kind: 'create' as const, uri: glossary, options: { ignoreIfExists: true } };
    let outcome = text;
    for (const { offset, length, content } of [...insertions].reverse()) {
      outcome = outcome.slice(0, offset) + content + outcome.slice(offset + length);
    }
    const name = term.ja?.trim() || term.en?.trim() || term.acronym?.trim() || '';
    const place = Math.max(0, outcome.lastIndexOf(JSON.stringify(name)));
    const after = new LineIndex(outcome);
    return {
      edit: { documentChanges: [create, { textDocument: { uri: glossary, version: null }, edits }] },
      uri: glossary,
      range: { start: after.positionAt(place), end: after.positionAt(place + JSON.stringify(name).length) },
    };
  }

  *#allTerms(): Generator<TextTerms> {
    for (const text of this.#context.texts()) yield { uri: text.uri, terms: this.terms(text) };
  }

  #storedUses({ meanings: [{ id }] }: TermOccurrence): Iterable<TermUse> {
    // the texts that are open are asked themselves
    this.#context.workspace.library();
    return this.#context.workspace.stored.uses(id);
  }

  /** Other texts that use what is meant, those that do so most first; what only one text defines is used nowhere else. */
  #usesElsewhere(text: OpenText, meaning: Meaning): Use[] {
    if (meaning.entry === undefined) return [];
    const uses: Use[] = [];
    for (const other of this.#context.texts()) {
      if (other === text) continue;
      const count = this.terms(other).occurrencesOf(meaning.id).length;
      if (count > 0) uses.push({ name: fileName(other.uri), count });
    }
    this.#context.workspace.library();
    for (const [uri, count] of this.#context.workspace.stored.counts(meaning.id)) {
      uses.push({ name: fileName(uri), count });
    }
    return uses.sort((a, b) => b.count - a.count || (a.name < b.name ? -1 : 1));
  }

  #markup(value: string): { kind: MarkupKind; value: string } {
    return { kind: this.#context.extras().markdown ? MarkupKind.Markdown : MarkupKind.PlainText, value };
  }

  #card(entry: Entry): string {
    const style = this.#context.extras().markdown ? MARKDOWN : PLAIN;
    return entryCard(entry, this.#context.messages().card, style, this.#context.catalogue());
  }

  /** The document behind an address that `#entryLocation` gave. */
  card(uri: string): string | undefined {
    if (!uri.startsWith(CARDS)) return undefined;
    let name: string;
    try {
      name = decodeURIComponent(uri.slice(CARDS.length).replace(/\.md$/, ''));
    } catch {
      return undefined;
    }
    const entry = this.#context.glossaries.builtIn(name);
    return entry && entryCard(entry, this.#context.messages().card, MARKDOWN, this.#context.catalogue());
  }

  /** Where an entry of the glossary can be read: its line in the workspace's file, else its card. */
  #entryLocation(uri: string, { entry }: Meaning): Location | undefined {
    if (entry === undefined) return undefined;
    if (entry.origin === 'workspace') {
      const file = this.#context.glossaries.fileOf(uri, entry);
      const { line, start, endLine, end } = entry.place;
      if (file === undefined) return undefined;
      return { uri: file, range: { start: { line, character: start }, end: { line: endLine, character: end } } };
    }
    if (!this.#context.extras().cards) return undefined;
    const top = { line: 0, character: 0 };
    return { uri: `${CARDS}${encodeURIComponent(nameOf(entry))}.md`, range: { start: top, end: top } };
  }

  #tokenData(text: OpenText, from?: number, to?: number): number[] {
    return tokenData(this.terms(text).occurrences(from, to), (line) => text.lineAt(line).length);
  }

  #refused(reason: RenameRefusal, name: string): ResponseError {
    return new ResponseError(ErrorCodes.InvalidRequest, this.#context.messages().renameRefused(reason, name));
  }
}

function fileName(uri: string): string {
  const name = uri.slice(uri.lastIndexOf('/') + 1);
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}

/** Answer of `communique/addToGlossary`: the edit and where the new term stands after it, or why there is none. */
interface AddAnswer {
  readonly edit?: WorkspaceEdit;
  readonly uri?: string;
  readonly range?: { readonly start: Position; readonly end: Position };
  readonly error?: string;
}

interface AddParams {
  readonly textDocument?: { readonly uri?: string };
  readonly term?: NewTerm;
  readonly glossaryText?: string;
}
