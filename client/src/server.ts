/** The language server's life: started on first need, started again when it dies, stopped with the extension. */
import {
  type Disposable,
  EventEmitter,
  env,
  type LogOutputChannel,
  l10n,
  type Range,
  Uri,
  type WorkspaceEdit,
  window,
} from 'vscode';
import type {
  BaseLanguageClient,
  LanguageClientOptions,
  TextDocumentContentParams,
  TextDocumentContentResult,
} from 'vscode-languageclient';
import { LANGUAGE } from './names.ts';
import {
  ADD_TO_GLOSSARY,
  type AddAnswer,
  type AddParams,
  FIND_FILES,
  type NewTerm,
  READ_FILE,
  type ReadFileParams,
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
import { findTexts, readFile } from './workspace-files.ts';

/** Makes a client that has not been started yet: over stdio on Node, over a Web Worker in a browser. */
export type ClientFactory = (options: LanguageClientOptions) => Promise<BaseLanguageClient>;

/** `idle`: never needed so far. `down`: not running, and not started again by itself. */
export type ServerState = 'idle' | 'starting' | 'running' | 'down';

/** The edit that adds a term to a glossary, and where the term stands in it afterwards; or why there is none. */
export type Addition = { readonly edit: WorkspaceEdit; readonly uri: Uri; readonly range: Range } | { error: string };

/** The protocol's own request for the text of a card. */
const CARD = 'workspace/textDocumentContent';
/** As many restarts in three minutes as the client library takes for reasonable. */
const RESTARTS = 4;

export class Server implements Disposable {
  readonly #factory: ClientFactory;
  readonly #log: LogOutputChannel;
  readonly #documentation: string;
  readonly #stateChanged = new EventEmitter<ServerState>();
  readonly #summaryChanged = new EventEmitter<Uri>();
  readonly #termsChanged = new EventEmitter<Uri>();
  #client: BaseLanguageClient | undefined;
  #state: ServerState = 'idle';
  /** Starts and stops follow each other, so that two never run side by side. */
  #queue: Promise<void> = Promise.resolve();

  /** `documentation`: address of the folder docs/ of the extension, with a slash at its end. */
  constructor(factory: ClientFactory, log: LogOutputChannel, documentation: string) {
    this.#documentation = documentation;
    this.#factory = factory;
    this.#log = log;
  }

  readonly onDidChangeState = this.#stateChanged.event;
  /** The address of a text whose summary is a different one now. */
  readonly onDidChangeSummary = this.#summaryChanged.event;
  /** The address of a text whose terms were asked for and are different ones now. */
  readonly onDidChangeTerms = this.#termsChanged.event;

  get state(): ServerState {
    return this.#state;
  }

  /** Starts the server unless it was started before. Never rejects: failures are shown and logged. */
  start(): Promise<void> {
    if (this.#state !== 'idle') return this.#queue;
    this.#setState('starting');
    return this.#enqueue(() => this.#launch());
  }

  /** Stops the server, whatever state it is in, and starts a new one. Never rejects. */
  restart(): Promise<void> {
    this.#setState('starting');
    return this.#enqueue(async () => {
      await this.#retire();
      await this.#launch();
    });
  }

  /** Stops the server for good. Never rejects. */
  stop(): Promise<void> {
    return this.#enqueue(async () => {
      await this.#retire();
      this.#setState('down');
    });
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

  /** The text of a card, in Markdown; where the server has none, a sentence that says so. */
  async card(uri: Uri): Promise<string> {
    const params: TextDocumentContentParams = { uri: uri.toString() };
    const card = await this.#ask<TextDocumentContentResult>(CARD, params);
    return card?.text ?? l10n.t('There is no such entry or document, or the server is not running.');
  }

  /** Says that a file was changed, for what the server reads from disk. */
  fileChanged(uri: Uri): void {
    const changes = [{ uri: uri.toString(), type: 2 }];
    this.#client?.sendNotification('workspace/didChangeWatchedFiles', { changes }).then(undefined, (error: unknown) => {
      this.#log.debug(`${uri}: the server was not told of a change.`, error);
    });
  }

  /**
   * How `term` is added to the glossary of the folder that the text at `uri` is in. Nothing is changed yet.
   *
   * @param glossaryText the glossary as the editor has it, where it is open.
   */
  async addToGlossary(uri: Uri, term: NewTerm, glossaryText?: string): Promise<Addition | undefined> {
    const params: AddParams = { textDocument: { uri: uri.toString() }, term, glossaryText };
    const answer = await this.#ask<AddAnswer>(ADD_TO_GLOSSARY, params);
    const converter = this.#client?.protocol2CodeConverter;
    if (answer === undefined || converter === undefined) return undefined;
    if (answer.error !== undefined) return { error: answer.error };
    return {
      edit: await converter.asWorkspaceEdit(answer.edit),
      uri: converter.asUri(answer.uri),
      range: converter.asRange(answer.range),
    };
  }

  dispose(): void {
    this.#stateChanged.dispose();
    this.#summaryChanged.dispose();
    this.#termsChanged.dispose();
  }

  /** The server's answer to a request of our own; undefined where it is not running, fails or has none. */
  async #ask<T>(method: string, params: object): Promise<T | undefined> {
    await this.#queue;
    const client = this.#client;
    if (client === undefined || this.#state !== 'running') return undefined;
    try {
      return (await client.sendRequest<T | null>(method, params)) ?? undefined;
    } catch (error) {
      this.#log.debug(`No answer to ${method}.`, error);
      return undefined;
    }
  }

  #enqueue(step: () => Promise<void>): Promise<void> {
    this.#queue = this.#queue.then(step).catch((error) => {
      this.#log.error(error);
      this.#setState('down');
    });
    return this.#queue;
  }

  #setState(state: ServerState): void {
    if (state === this.#state) return;
    this.#state = state;
    this.#stateChanged.fire(state);
  }

  async #launch(): Promise<void> {
    // the client library fills most of the bundle and is evaluated only here: a plain text that is not ours costs nothing of it
    const { CloseAction, ErrorAction, RevealOutputChannelOn, State } = await import('vscode-languageclient');
    const isCurrent = () => this.#client === client;
    let startsAgain = false;

    const client = await this.#factory({
      documentSelector: [{ language: LANGUAGE }],
      // the pages about the problems are part of the extension
      initializationOptions: {
        locale: env.language,
        documentation: this.#documentation,
        readFile: true,
        findFiles: true,
        showReferences: true,
        addToGlossary: true,
      },
      // the library's own provider of cards is there only while the server runs; both answer alike (see cards.ts)
      middleware: { provideTextDocumentContent: (uri) => this.card(uri) },
      outputChannel: this.#log,
      // every failure that a user can do something about is said below, in the user's language
      revealOutputChannelOn: RevealOutputChannelOn.Never,
      initializationFailedHandler: () => false,
      errorHandler: {
        error: async (error, message, count) => {
          const result = await fallback.error(error, message, count);
          if (result.action === ErrorAction.Shutdown && isCurrent()) {
            this.#fail(l10n.t('The connection to the Communiqué server broke.'));
          }
          return { ...result, handled: true };
        },
        closed: async () => {
          const result = await fallback.closed();
          startsAgain = result.action === CloseAction.Restart;
          if (!startsAgain && isCurrent()) {
            this.#fail(l10n.t('The Communiqué server stopped several times and was not started again.'));
          }
          return { ...result, handled: true };
        },
      },
    });
    const fallback = client.createDefaultErrorHandler(RESTARTS);

    // the library shows some of its failures in English whatever it is told; they go to the log only
    const logError = client.error.bind(client);
    client.error = (message, data) => logError(message, data, false);

    client.onDidChangeState(({ newState }) => {
      if (!isCurrent()) return;
      if (newState === State.Running) {
        startsAgain = false;
        this.#setState('running');
      } else if (newState === State.Starting || startsAgain) this.#setState('starting');
      else this.#setState('down');
    });
    client.onNotification(SUMMARY_CHANGED, ({ uri }: SummaryChangedParams) => {
      this.#summaryChanged.fire(client.protocol2CodeConverter.asUri(uri));
    });
    client.onNotification(TERMS_CHANGED, ({ uri }: TermsChangedParams) => {
      this.#termsChanged.fire(client.protocol2CodeConverter.asUri(uri));
    });
    client.onRequest(READ_FILE, ({ uri }: ReadFileParams) => readFile(Uri.parse(uri, true)));
    client.onRequest(FIND_FILES, findTexts);

    this.#client = client;
    try {
      await client.start();
    } catch (error) {
      // a server that dies while it starts is started again by the client, beside this promise
      if (startsAgain) return;
      this.#log.error(error instanceof Error ? error : String(error));
      if (this.state !== 'down') this.#fail(l10n.t('The Communiqué server could not be started.'));
    }
  }

  /** A client whose start has failed cannot be started again, so each start makes a new one and this drops the old. */
  async #retire(): Promise<void> {
    const client = this.#client;
    this.#client = undefined;
    try {
      await client?.dispose();
    } catch (error) {
      this.#log.debug('The server did not stop in the ordinary way.', error);
    }
  }

  /** Says that the server is down, and offers what helps. */
  #fail(message: string): void {
    this.#setState('down');
    const restart = l10n.t('Restart Server');
    const showLog = l10n.t('Show Log');
    void window.showErrorMessage(message, restart, showLog).then((choice) => {
      if (choice === restart) void this.restart();
      if (choice === showLog) this.#log.show();
    });
  }
}
