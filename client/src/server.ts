/** The language server, as the rest of the extension sees it: its state, what it is asked and what it says by itself. */
import { type Disposable, EventEmitter, l10n, type Range, Uri, type WorkspaceEdit } from 'vscode';
import type {
  BaseLanguageClient,
  LanguageClientOptions,
  ProgressToken,
  TextDocumentContentParams,
  TextDocumentContentResult,
} from 'vscode-languageclient';
import { type Channels, clientOptions } from './client-options.ts';
import { tellOfDeath } from './crash-messages.ts';
import {
  ADD_TO_GLOSSARY,
  type AddAnswer,
  type AddParams,
  CLEAR_CACHE,
  DOCUMENTS,
  type DocumentItem,
  FIND_FILES,
  HISTORY,
  type History,
  INDEX,
  INDEX_STATUS,
  INDEX_STATUS_CHANGED,
  type IndexStatus,
  NEIGHBOURS,
  type Neighbours,
  type NewTerm,
  type PlaceParams,
  type Position,
  READ_FILE,
  RELATED,
  type ReadFileParams,
  type RelatedItem,
  SECTIONS,
  type Sections,
  type SectionsParams,
  SUMMARY,
  SUMMARY_CHANGED,
  type Summary,
  type SummaryChangedParams,
  type SummaryParams,
  TERMS,
  TERMS_CHANGED,
  type TermItem,
  type Terms,
  type TermsChangedParams,
  type TermsParams,
} from './protocol.ts';
import { type Death, type LinkHooks, ServerLife, type ServerLink, type ServerState } from './server-life.ts';
import type { CacheStorage } from './storage.ts';
import { findTexts, readFile } from './workspace-files.ts';

export type { ServerState };

/** Makes a client that has not been started yet: over stdio on Node, over a Web Worker in a browser. */
export type ClientFactory = (options: LanguageClientOptions) => Promise<ServerLink<BaseLanguageClient>>;

/** The edit that adds a term to a glossary, and where the term stands in it afterwards; or why there is none. */
export type Addition = { readonly edit: WorkspaceEdit; readonly uri: Uri; readonly range: Range } | { error: string };

/** Work of the server that it shows to the user: it has begun, or ended. */
export interface ServerWork {
  readonly kind: 'begin' | 'end';
  readonly token: ProgressToken;
  readonly cancellable: boolean;
}

/** The protocol's own request for the text of a card. */
const CARD = 'workspace/textDocumentContent';

export interface ServerParts {
  readonly factory: ClientFactory;
  readonly channels: Channels;
  /** Address of the folder docs/ of the extension, with a slash at its end. */
  readonly documentation: string;
  readonly storage: CacheStorage;
}

export class Server implements Disposable {
  readonly #parts: ServerParts;
  readonly #life: ServerLife<BaseLanguageClient>;
  readonly #stateChanged = new EventEmitter<ServerState>();
  readonly #summaryChanged = new EventEmitter<Uri>();
  readonly #termsChanged = new EventEmitter<Uri>();
  readonly #indexStatusChanged = new EventEmitter<IndexStatus>();
  readonly #worked = new EventEmitter<ServerWork>();

  constructor(parts: ServerParts) {
    this.#parts = parts;
    const { log } = parts.channels;
    const listener = {
      stateChanged: (state: ServerState) => this.#stateChanged.fire(state),
      died: (death: Death) => tellOfDeath(death, log, () => void this.restart()),
    };
    this.#life = new ServerLife((hooks) => this.#link(hooks), listener, log);
  }

  readonly onDidChangeState = this.#stateChanged.event;
  /** The address of a text whose summary is a different one now. */
  readonly onDidChangeSummary = this.#summaryChanged.event;
  /** The address of a text whose terms were asked for and are different ones now. */
  readonly onDidChangeTerms = this.#termsChanged.event;
  readonly onDidChangeIndexStatus = this.#indexStatusChanged.event;
  /** Work that the server shows has begun or ended. */
  readonly onDidWork = this.#worked.event;

  get state(): ServerState {
    return this.#life.state;
  }

  /** Starts the server unless it was started before. Never rejects: failures are shown and logged. */
  start(): Promise<void> {
    return this.#life.start();
  }

  /** Stops the server, whatever state it is in, and starts a new one. Never rejects. */
  restart(): Promise<void> {
    return this.#life.restart();
  }

  /** Stops the server for good. Never rejects. */
  stop(): Promise<void> {
    return this.#life.stop();
  }

  /** What stands in the text at `uri`; undefined where the server is not there to say or does not know the text. */
  summary(uri: Uri): Promise<Summary | undefined> {
    return this.#ask<Summary>(SUMMARY, { textDocument: { uri: uri.toString() } } satisfies SummaryParams);
  }

  /** The terms of the text at `uri` in the order of their first use; undefined as with {@link summary}. */
  async terms(uri: Uri): Promise<readonly TermItem[] | undefined> {
    const params: TermsParams = { textDocument: { uri: uri.toString() } };
    return (await this.#ask<Terms>(TERMS, params))?.terms;
  }

  /** Sections of other documents on the matter of the section at a place, best first; undefined as with {@link summary}. */
  related(uri: Uri, position: Position): Promise<readonly RelatedItem[] | undefined> {
    return this.#ask<readonly RelatedItem[]>(RELATED, placeOf(uri, position));
  }

  neighbours(uri: Uri, position: Position): Promise<Neighbours | undefined> {
    return this.#ask<Neighbours>(NEIGHBOURS, placeOf(uri, position));
  }

  /** Undefined also where neither a term nor a reference stands at the place. */
  history(uri: Uri, position: Position): Promise<History | undefined> {
    return this.#ask<History>(HISTORY, placeOf(uri, position));
  }

  documents(): Promise<readonly DocumentItem[] | undefined> {
    return this.#ask<readonly DocumentItem[]>(DOCUMENTS, {});
  }

  sections(document: SectionsParams): Promise<Sections | undefined> {
    return this.#ask<Sections>(SECTIONS, document);
  }

  /** The text of a card, in Markdown; where the server has none, a sentence that says so. */
  async card(uri: Uri): Promise<string> {
    const params: TextDocumentContentParams = { uri: uri.toString() };
    const card = await this.#ask<TextDocumentContentResult>(CARD, params);
    return card?.text ?? l10n.t('There is no such entry or document, or the server is not running.');
  }

  /** How far the server is with reading the workspace; undefined where it is not there to say. */
  indexStatus(): Promise<IndexStatus | undefined> {
    return this.#ask<IndexStatus>(INDEX_STATUS, {});
  }

  /** Has the server read the workspace, or go on with it; false where it does not. Does not wait for the end. */
  index(): Promise<boolean> {
    return this.#order(INDEX);
  }

  /** Ends work of the server that it shows; it ends in its own time. */
  cancelWork(token: ProgressToken): Promise<void> {
    return this.#tell('window/workDoneProgress/cancel', { token });
  }

  /** Forgets what is kept of the workspace, in memory and on the disk, and has it read again. Never rejects. */
  async clearCache(): Promise<void> {
    const { storage } = this.#parts;
    if (this.state === 'idle') return storage.clear();
    if (await this.#order(CLEAR_CACHE)) {
      // what is left of the time before the cache was switched off is not the server's to remove
      if ((await storage.directory()) === undefined) await storage.clear();
      return;
    }
    await this.#life.restart(() => storage.clear());
  }

  /** Says that a file was changed, for what the server reads from disk. */
  fileChanged(uri: Uri): void {
    void this.#tell('workspace/didChangeWatchedFiles', { changes: [{ uri: uri.toString(), type: 2 }] });
  }

  /**
   * How `term` is added to the glossary of the folder that the text at `uri` is in. Nothing is changed yet.
   *
   * @param glossaryText the glossary as the editor has it, where it is open.
   */
  async addToGlossary(uri: Uri, term: NewTerm, glossaryText?: string): Promise<Addition | undefined> {
    const params: AddParams = { textDocument: { uri: uri.toString() }, term, glossaryText };
    const answer = await this.#ask<AddAnswer>(ADD_TO_GLOSSARY, params);
    const converter = (await this.#life.client())?.protocol2CodeConverter;
    if (answer === undefined || converter === undefined) return undefined;
    if (answer.error !== undefined) return { error: answer.error };
    return {
      edit: await converter.asWorkspaceEdit(answer.edit),
      uri: converter.asUri(answer.uri),
      range: converter.asRange(answer.range),
    };
  }

  dispose(): void {
    this.#life.dispose();
    this.#stateChanged.dispose();
    this.#summaryChanged.dispose();
    this.#termsChanged.dispose();
    this.#indexStatusChanged.dispose();
    this.#worked.dispose();
  }

  /** The server's answer to a request of our own; undefined where it is not running, fails or has none. */
  async #ask<T>(method: string, params: object): Promise<T | undefined> {
    const client = await this.#life.client();
    if (client === undefined) return undefined;
    try {
      return (await client.sendRequest<T | null>(method, params)) ?? undefined;
    } catch (error) {
      this.#parts.channels.log.debug(`No answer to ${method}.`, error);
      return undefined;
    }
  }

  /** Whether the server has done as it was told. */
  async #order(method: string): Promise<boolean> {
    const client = await this.#life.client();
    if (client === undefined) return false;
    try {
      await client.sendRequest(method, {});
      return true;
    } catch (error) {
      this.#parts.channels.log.warn(`${method} was not done.`, error);
      return false;
    }
  }

  async #tell(method: string, params: object): Promise<void> {
    try {
      await (await this.#life.client())?.sendNotification(method, params);
    } catch (error) {
      this.#parts.channels.log.debug(`The server did not hear of ${method}.`, error);
    }
  }

  async #link(hooks: LinkHooks): Promise<ServerLink<BaseLanguageClient>> {
    const { factory, channels, documentation, storage } = this.#parts;
    const options = await clientOptions(channels, {
      ...hooks,
      documentation,
      storage: await storage.directory(),
      card: (uri) => this.card(uri),
      progress: (token, value) => {
        if (value.kind === 'report') return;
        const cancellable = value.kind === 'begin' && value.cancellable === true;
        this.#worked.fire({ kind: value.kind, token, cancellable });
      },
    });
    const link = await factory(options);
    this.#listen(link.client);
    return link;
  }

  /** What the server says and asks by itself. */
  #listen(client: BaseLanguageClient): void {
    const converter = client.protocol2CodeConverter;
    client.onNotification(SUMMARY_CHANGED, ({ uri }: SummaryChangedParams) => {
      this.#summaryChanged.fire(converter.asUri(uri));
    });
    client.onNotification(TERMS_CHANGED, ({ uri }: TermsChangedParams) => {
      this.#termsChanged.fire(converter.asUri(uri));
    });
    client.onNotification(INDEX_STATUS_CHANGED, (status: IndexStatus) => this.#indexStatusChanged.fire(status));
    client.onRequest(READ_FILE, ({ uri }: ReadFileParams) => readFile(Uri.parse(uri, true)));
    client.onRequest(FIND_FILES, findTexts);
  }
}

function placeOf(uri: Uri, { line, character }: Position): PlaceParams {
  return { textDocument: { uri: uri.toString() }, position: { line, character } };
}
