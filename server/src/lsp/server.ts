import {
  type ClientCapabilities,
  CodeActionKind,
  type Connection,
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
  type Disposable,
  DocumentDiagnosticReportKind,
  type InitializeParams,
  type InitializeResult,
  TextDocumentSyncKind,
  TextDocuments,
} from 'vscode-languageserver';
import type { Depot } from '../corpus/aside.ts';
import type { CatalogueProblem } from '../corpus/catalogue.ts';
import type { Knowledge } from '../corpus/knowledge.ts';
import type { FileTree } from '../corpus/workspace/files.ts';
import type { IndexReader } from '../corpus/workspace/index-pool.ts';
import { type IndexCache, type IndexParts, WATCHED, Workspace } from '../corpus/workspace/workspace.ts';
import { annotationMessagesFor } from '../features/annotation-messages.ts';
import { quickFixes } from '../features/code-actions.ts';
import {
  diagnostic,
  type Reporting,
  referenceDiagnostics,
  termDiagnostics,
  textDiagnostics,
} from '../features/diagnostics.ts';
import { foldingRanges } from '../features/folding.ts';
import { MARKDOWN, PLAIN } from '../features/markdown.ts';
import { type Messages, messagesFor } from '../features/messages.ts';
import { referenceFixes } from '../features/reference-fixes.ts';
import type { SectionDetail } from '../features/section-voices.ts';
import { selectionRange } from '../features/selection.ts';
import { LEGEND } from '../features/semantic-tokens.ts';
import { documentSymbols, flatSymbols } from '../features/symbols.ts';
import { termFixes } from '../features/term-fixes.ts';
import type { GlossaryProblem } from '../terms/entry.ts';
import type { NewTerm } from '../terms/glossary-json.ts';
import { ANNOTATION_COMMANDS, AnnotationActions } from './annotation-actions.ts';
import { listenForArchive } from './archive-requests.ts';
import { clientFiles } from './client-files.ts';
import { IndexProgress } from './index-progress.ts';
import { LinkedNotes } from './linked-notes.ts';
import { type Notice, OpenText } from './open-text.ts';
import { listenAtPlaces } from './places.ts';
import { ReferenceService } from './references.ts';
import { DEFAULT_SETTINGS, readSettings, type Settings } from './settings.ts';
import { type ClientExtras, TermService } from './terms.ts';
import { TextAnnotations } from './text-annotations.ts';
import { warmUp } from './warm-up.ts';
import { PreparedResult } from './writer.ts';

/** What a transport can do. */
export interface Transport {
  /** Whether answers may be bytes that are JSON already (see PreparedResult); else they are objects. */
  readonly bytes: boolean;
  readonly knowledge: Knowledge;
  /** The disk, where there is one; what is not on it is asked of the client. */
  readonly disk?: FileTree;
  /** What reads the files of the workspace; `script`: address of what its threads run, where the client has said it. */
  reader(script: () => string | undefined): IndexReader;
  /** The path of a file that the reader reads itself. */
  pathOf?(uri: string): string | undefined;
  /** Bytes in use, where that can be said. */
  heapUsed?(): number;
  /** A place for the index in a directory; undefined where there can be none. */
  cache?(directory: string, failed: (error: unknown) => void): IndexCache | undefined;
  /** A place for what need not be held in memory, in a directory where there is one. */
  depot?(directory: () => string | undefined, failed: (error: unknown) => void): Depot;
  /** Writes a card where a client that cannot show `communique:` addresses can read it; gives its address. */
  writeCard?(name: string, text: string): Promise<string>;
}

/** Answer of `communique/summary`. */
export interface Summary {
  documents: { title: string; isoDate: string | null; sections: number }[];
  notice: Notice | null;
}

const VERSION = '0.1.0';
/** Quiet time after an edit before problems are pushed and the client is told that the summary may have changed, in ms. */
const SETTLE = 300;

/** Time after which the folders are read without the client's settings, in ms. */
const LATE = 2000;

/** Connects the features to a client: a list of delegations, each wrapped so that a failure costs one answer. */
export function startServer(connection: Connection, transport: Transport): void {
  const texts = new TextDocuments(OpenText);
  let client: ClientCapabilities = {};
  let settings: Settings = DEFAULT_SETTINGS;
  let messages: Messages = messagesFor(undefined);
  let documentation: string | undefined;
  let pushes = true;
  let folders: string[] = [];
  const glossaryProblems = new Map<string, readonly GlossaryProblem[]>();
  const reportedGlossaries = new Set<string>();
  const told = new Set<string>();
  const settling = new Map<string, ReturnType<typeof setTimeout>>();
  const lastSummary = new Map<string, string>();
  /** Texts whose terms the client has asked for: it is told when they change. */
  const termsShown = new Set<string>();
  let extras: ClientExtras = { cards: false, addToGlossary: false, markdown: false, createFiles: false };
  let readsFiles = false;
  let showsReferences = false;
  let annotationWords = annotationMessagesFor(undefined);
  /** The client has threads of its own for notes. */
  let showsAnnotations = false;
  /** Cards that the client has shown, which change with the workspace. */
  const cardsShown = new Set<string>();
  const catalogueProblems = new Map<string, readonly CatalogueProblem[]>();

  const remote = clientFiles(connection, () => readsFiles);
  const isDisk = (uri: string): boolean => transport.disk !== undefined && uri.startsWith('file:');
  const tree: FileTree = {
    read: (uri, limit) => (isDisk(uri) && transport.disk ? transport.disk : remote).read(uri, limit),
    list: (folder, selection) => (isDisk(folder) && transport.disk ? transport.disk : remote).list(folder, selection),
    sidecars: async (folder) => (isDisk(folder) ? await transport.disk?.sidecars?.(folder) : undefined) ?? [],
  };
  let cache: IndexCache | undefined;
  let storage: string | undefined;
  let indexerScript: string | undefined;
  const parts: IndexParts = {
    reader: transport.reader(() => indexerScript),
    pathOf: (uri) => transport.pathOf?.(uri),
    get cache() {
      return cache;
    },
    depot: transport.depot?.(
      () => storage,
      (error) => failed('storage')(error),
    ),
    maxBytes: () => settings.maxIndexBytes,
  };
  const workspace = new Workspace(transport.knowledge, tree, parts, () => texts.all(), {
    glossaryRead(uri, problems) {
      glossaryProblems.set(uri, problems);
      reportGlossary(uri);
      refresh();
    },
    catalogueRead(uri, problems) {
      catalogueProblems.set(uri, problems);
      reportCatalogue(uri);
    },
    changed: refresh,
    progress: () => progress.report(),
    done(outcome) {
      progress.end();
      const { indexed, files } = workspace.status;
      if (outcome === 'full') connection.window.showWarningMessage(messages.indexFull(indexed, files));
      connection.console.info(`index: ${indexed} of ${files} files read (${outcome})`);
    },
    failed: (what, error) => connection.console.warn(`${what}: ${String(error)}`),
  });
  const progress = new IndexProgress({
    connection,
    messages: () => messages,
    shows: () => client.window?.workDoneProgress === true,
    status: () => workspace.status,
    cancelled: () => workspace.stop(),
  });
  const termService = new TermService({
    glossaries: workspace.glossaries,
    catalogue: () => workspace.documents(),
    texts: () => texts.all(),
    workspace: workspace.library,
    extras: () => extras,
    messages: () => messages,
    settings: () => settings,
    answer,
  });
  const annotations = new TextAnnotations(tree);
  const linkedNotes = new LinkedNotes(tree, () => folders);
  const annotationActions = new AnnotationActions({
    connection,
    files: tree,
    notes: annotations,
    text: (uri) => texts.get(uri),
    words: () => annotationWords,
    author: () => settings.author,
    able: () => ({
      edits: !showsAnnotations && client.workspace?.applyEdit === true,
      creates: extras.createFiles,
      shows: client.window?.showDocument?.support === true,
    }),
  });
  const referenceService = new ReferenceService({
    workspace: workspace.library,
    words: () => messages.reference,
    style: () => (extras.markdown ? MARKDOWN : PLAIN),
    cards: () => extras.cards,
    lines: (uri, from, to) => workspace.lines(uri, from, to),
    areAllFound: () => workspace.status.found,
    areAllRead: () => workspace.status.complete,
  });

  /** Runs a handler on an open text; logs what it throws and answers `neutral` then, so that nothing is ever rejected. */
  function answer<T>(name: string, uri: string, neutral: T, run: (text: OpenText) => T): T {
    try {
      const text = texts.get(uri);
      return text === undefined ? neutral : run(text);
    } catch (error) {
      connection.console.error(
        `${name} ${uri}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
      );
      return neutral;
    }
  }

  /** The same for a handler that waits for something. */
  async function answerLater<T>(
    name: string,
    uri: string,
    neutral: T,
    run: (text: OpenText) => Promise<T>,
  ): Promise<T> {
    try {
      const text = texts.get(uri);
      return text === undefined ? neutral : await run(text);
    } catch (error) {
      connection.console.error(
        `${name} ${uri}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
      );
      return neutral;
    }
  }

  connection.onInitialize((params: InitializeParams): InitializeResult => {
    client = params.capabilities;
    const options = (params.initializationOptions ?? {}) as Record<string, unknown>;
    messages = messagesFor(typeof options.locale === 'string' ? options.locale : params.locale);
    documentation = typeof options.documentation === 'string' ? options.documentation : undefined;
    pushes = client.textDocument?.diagnostic === undefined;
    extras = {
      cards: showsCards() || transport.writeCard !== undefined,
      addToGlossary: options.addToGlossary === true,
      markdown: client.textDocument?.hover?.contentFormat?.[0] === 'markdown',
      createFiles:
        client.workspace?.workspaceEdit?.documentChanges === true &&
        client.workspace.workspaceEdit.resourceOperations?.includes('create') === true,
    };
    readsFiles = options.readFile === true;
    showsReferences = options.showReferences === true;
    showsAnnotations = options.annotations === true;
    annotationWords = annotationMessagesFor(typeof options.locale === 'string' ? options.locale : params.locale);
    if (typeof options.indexer === 'string') indexerScript = options.indexer;
    if (typeof options.storage === 'string') {
      storage = options.storage;
      cache = transport.cache?.(storage, failed('cache'));
    }
    folders = params.workspaceFolders?.map(({ uri }) => uri) ?? (params.rootUri ? [params.rootUri] : []);
    return {
      serverInfo: { name: 'communique-language-server', version: VERSION },
      capabilities: {
        positionEncoding: 'utf-16',
        textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: true },
        documentSymbolProvider: { label: 'Communiqué' },
        foldingRangeProvider: true,
        selectionRangeProvider: true,
        codeActionProvider: {
          codeActionKinds: [CodeActionKind.QuickFix, ...(showsAnnotations ? [] : [CodeActionKind.Refactor])],
        },
        ...(showsAnnotations ? {} : { executeCommandProvider: { commands: Object.values(ANNOTATION_COMMANDS) } }),
        hoverProvider: true,
        definitionProvider: true,
        declarationProvider: true,
        callHierarchyProvider: true,
        codeLensProvider: { resolveProvider: true },
        documentLinkProvider: {},
        referencesProvider: true,
        documentHighlightProvider: true,
        linkedEditingRangeProvider: true,
        renameProvider: client.textDocument?.rename?.prepareSupport ? { prepareProvider: true } : true,
        completionProvider: { resolveProvider: true, triggerCharacters: ['「', '『', '“', '（', '(', '記'] },
        inlayHintProvider: true,
        workspaceSymbolProvider: true,
        semanticTokensProvider: { legend: LEGEND, full: { delta: true }, range: true },
        workspace: {
          workspaceFolders: { supported: true, changeNotifications: true },
          ...(showsCards() ? { textDocumentContent: { schemes: ['communique'] } } : {}),
        },
        ...(pushes
          ? {}
          : {
              diagnosticProvider: {
                identifier: 'communique',
                interFileDependencies: true,
                workspaceDiagnostics: false,
              },
            }),
      },
    };
  });

  connection.onInitialized(() => {
    if (client.workspace?.didChangeConfiguration?.dynamicRegistration) {
      connection.client
        .register(DidChangeConfigurationNotification.type, { section: 'communique' })
        .then(undefined, (error: unknown) => connection.console.warn(`configuration: ${String(error)}`));
    }
    // which files are looked at is a matter of settings
    const late = new Promise<void>((resolve) => setTimeout(resolve, LATE));
    workspace.hold(Promise.race([pullSettings(), late]));
    void openFolders();
    // not while files are read, which is the same work
    warmUp(
      () => texts.all().length > 0,
      () => !workspace.complete,
      outlineDetails,
    );
  });

  /** Reads the folders of the workspace, and what changes in them. */
  async function openFolders(): Promise<void> {
    try {
      const reading = Promise.all(folders.map((uri) => workspace.addFolder(uri)));
      if (client.workspace?.didChangeWatchedFiles?.dynamicRegistration) {
        await connection.client.register(DidChangeWatchedFilesNotification.type, {
          watchers: WATCHED.map((globPattern) => ({ globPattern })),
        });
      }
      if (client.workspace?.workspaceFolders) {
        connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
          for (const { uri } of removed) workspace.removeFolder(uri);
          Promise.all(added.map(({ uri }) => workspace.addFolder(uri))).catch(failed('folders'));
        });
      }
      await reading;
    } catch (error) {
      failed('folders')(error);
    }
  }

  connection.onDidChangeWatchedFiles(({ changes }) => {
    const texts = changes.filter(({ uri }) => {
      const annotated = TextAnnotations.textOf(uri);
      if (annotated !== undefined) readAnnotations(annotated);
      // a directory that came or went may hold notes
      if (annotated !== undefined || !/\.[a-z]+$/i.test(uri)) linkedNotes.changed();
      return annotated === undefined;
    });
    workspace.filesChanged(texts);
  });

  /** Reads the notes of an open text, for a client that does not show them itself. */
  function readAnnotations(uri: string): void {
    if (showsAnnotations || texts.get(uri) === undefined) return;
    annotations
      .read(uri)
      .then((any) => {
        if (any && client.workspace?.inlayHint?.refreshSupport) send(connection.languages.inlayHint.refresh());
      })
      .catch(failed('annotations'));
  }

  // for a client that does not watch files, a text that is opened or saved is the occasion to look again
  function lookAgain(): void {
    workspace.lookAgain(client.workspace?.didChangeWatchedFiles?.dynamicRegistration !== true);
  }

  function failed(what: string): (error: unknown) => void {
    return (error) => connection.console.warn(`${what}: ${String(error)}`);
  }

  function reportGlossary(uri: string): void {
    const problems = glossaryProblems.get(uri) ?? [];
    const list = problems.flatMap((problem) => {
      const { line, start, endLine, end } = problem.place;
      const range = { start: { line, character: start }, end: { line: endLine, character: end } };
      return diagnostic(reporting(), 'glossary-invalid', range, messages.glossaryProblem(problem)) ?? [];
    });
    if (list.length > 0 || reportedGlossaries.has(uri)) send(connection.sendDiagnostics({ uri, diagnostics: list }));
    if (list.length > 0) reportedGlossaries.add(uri);
    else reportedGlossaries.delete(uri);
  }

  function reportCatalogue(uri: string): void {
    const list = (catalogueProblems.get(uri) ?? []).flatMap(({ code, line, start, end, about }) => {
      const range = { start: { line, character: start }, end: { line, character: end } };
      return (
        diagnostic(reporting(), 'catalogue-invalid', range, messages.reference.catalogueProblem(code, about)) ?? []
      );
    });
    send(connection.sendDiagnostics({ uri, diagnostics: list }));
  }

  /** Asks the client to ask again for all that settings and glossaries change. */
  function refresh(): void {
    if (pushes) for (const text of texts.all()) settle(text.uri);
    else if (client.workspace?.diagnostics?.refreshSupport) send(connection.languages.diagnostics.refresh());
    if (client.workspace?.semanticTokens?.refreshSupport) send(connection.languages.semanticTokens.refresh());
    if (client.workspace?.inlayHint?.refreshSupport) send(connection.languages.inlayHint.refresh());
    if (client.workspace?.codeLens?.refreshSupport) send(connection.sendRequest('workspace/codeLens/refresh'));
    for (const uri of cardsShown) send(connection.workspace.textDocumentContent.refresh(uri));
    for (const uri of termsShown) send(connection.sendNotification('communique/termsChanged', { uri }));
  }

  async function pullSettings(): Promise<void> {
    if (!client.workspace?.configuration) return;
    try {
      apply(readSettings(await connection.workspace.getConfiguration('communique')));
    } catch (error) {
      connection.console.warn(`configuration: ${String(error)}`);
    }
  }

  function apply(next: Settings): void {
    settings = next;
    workspace.setChoice(next.files);
    told.clear();
    for (const uri of glossaryProblems.keys()) reportGlossary(uri);
    for (const uri of catalogueProblems.keys()) reportCatalogue(uri);
    refresh();
  }

  connection.onDidChangeConfiguration((change) => {
    if (client.workspace?.configuration) void pullSettings();
    else apply(readSettings((change.settings as { communique?: unknown } | null)?.communique));
  });

  // ---- features ---------------------------------------------------------------------------------------------

  /** What the outline of a text says of each section beside its name. */
  function outlineDetails(text: OpenText): SectionDetail | undefined {
    if (!settings.voices) return undefined;
    text.voices.begin();
    return text.voices.detail(text.lineAt, workspace.library.statementLexicon, messages.reference);
  }

  connection.onDocumentSymbol((params) =>
    answer<never>('outline', params.textDocument.uri, [] as never, (text) => {
      const documents = text.documents();
      const count = text.sectionCount();
      const detail = outlineDetails(text);
      const value = () => documentSymbols(documents, text.endColumn, settings.maxSections, detail);
      if (count > settings.maxSections) {
        tellTooMany(text.uri, count);
        return hierarchical() ? (value() as never) : (flatSymbols(text.uri, value()) as never);
      }
      if (!hierarchical()) return flatSymbols(text.uri, value()) as never;
      if (!transport.bytes) return value() as never;
      return new PreparedResult(text.outline.chunks(documents, text.endColumn, detail), value) as never;
    }),
  );

  connection.onFoldingRanges((params) =>
    answer('folding', params.textDocument.uri, [], (text) =>
      foldingRanges(text.documents(), client.textDocument?.foldingRange?.rangeLimit ?? Number.MAX_SAFE_INTEGER),
    ),
  );

  connection.onSelectionRanges((params) =>
    answer('selection', params.textDocument.uri, [], (text) => {
      const documents = text.documents();
      return params.positions.map((position) => selectionRange(text.structure(), documents, position));
    }),
  );

  connection.onCodeAction(async (params) => {
    const { uri } = params.textDocument;
    const fixes = answer('code actions', uri, [], (text) =>
      quickFixes(uri, params.context.diagnostics, (line) => text.structure().scan(line)?.text ?? '', messages.fixes),
    );
    const problems = answer('code actions', uri, [], (text) => termService.problems(text));
    const references = answer('code actions', uri, [], (text) =>
      referenceFixes(uri, params.context.diagnostics, referenceService.problems(text), messages.reference),
    );
    try {
      const add = (term: NewTerm) => termService.addAction(uri, term);
      return [
        ...fixes,
        ...references,
        ...(await termFixes(uri, params.context.diagnostics, problems, messages.termFixes, add)),
        ...(params.context.only?.every((kind) => !/^(?:refactor)?$/.test(kind)) === true
          ? []
          : answer('code actions', uri, [], (text) => annotationActions.actions(text, params.range))),
      ];
    } catch (error) {
      failed('code actions')(error);
      return fixes;
    }
  });

  connection.onExecuteCommand(async ({ command, arguments: args }) => {
    try {
      if (await annotationActions.execute(command, args ?? [])) refresh();
    } catch (error) {
      failed(command)(error);
    }
    return null;
  });

  connection.languages.diagnostics.on((params) => ({
    kind: DocumentDiagnosticReportKind.Full,
    items: answer('diagnostics', params.textDocument.uri, [], problemsOf),
  }));

  connection.onRequest(
    'communique/summary',
    (params: { textDocument?: { uri?: string } }): Summary =>
      answer<Summary>('summary', params?.textDocument?.uri ?? '', { documents: [], notice: null }, summaryOf),
  );

  const listeners = [
    connection.onRequest('communique/status', () => ({ ...workspace.status, heapUsed: transport.heapUsed?.() })),
    connection.onRequest('communique/index', () => {
      workspace.index();
      return workspace.status;
    }),
    connection.onRequest('communique/clearCache', async () => {
      await workspace.clearCache();
      return workspace.status;
    }),
    ...termService.listen(connection, (uri) => termsShown.add(uri)),
    ...listenAtPlaces(connection, {
      terms: termService,
      references: referenceService,
      messages: () => messages,
      settings: () => settings,
      markdown: () => extras.markdown,
      links: () => client.textDocument?.definition?.linkSupport === true,
      showsReferences: () => showsReferences,
      shown: shownCard,
      annotations,
      linkedNotes,
      isOpen: (text) => texts.get(text.uri) === text,
      wholeWorkspace: (token) => workspace.whenSettled(() => token.isCancellationRequested),
      answer,
      answerLater,
    }),
    ...listenForArchive(connection, {
      library: workspace.library,
      terms: termService,
      references: referenceService,
      words: () => messages.reference,
      lines: (uri, from, to) => workspace.lines(uri, from, to),
      wholeWorkspace: (token) => workspace.whenSettled(() => token.isCancellationRequested),
      answer,
      answerLater,
    }),
    connection.workspace.textDocumentContent.on(({ uri }) => {
      cardsShown.add(uri);
      return { text: cardText(uri) };
    }),
  ];

  function showsCards(): boolean {
    return client.workspace?.textDocumentContent !== undefined;
  }

  /** The text of a card; where there is none, a sentence that says so. */
  function cardText(uri: string): string {
    try {
      return termService.card(uri) ?? referenceService.card(uri) ?? `${messages.reference.noSuchCard}\n`;
    } catch (error) {
      failed(uri)(error);
      return `${messages.reference.noSuchCard}\n`;
    }
  }

  async function shownCard(uri: string): Promise<string | undefined> {
    if (showsCards()) return uri;
    try {
      return await transport.writeCard?.(uri.replace(/^communique:\/+/, ''), cardText(uri));
    } catch (error) {
      failed(uri)(error);
      return undefined;
    }
  }

  function problemsOf(text: OpenText) {
    return [
      ...textDiagnostics(text.problems(), reporting(), messages.problem),
      ...referenceDiagnostics(referenceService.problems(text), reporting(), messages.reference),
      ...termDiagnostics(text.uri, termService.problems(text), reporting(), messages.termProblem, messages.termRelated),
    ];
  }

  function reporting(): Reporting {
    return { severity: settings.severity, documentation };
  }

  function summaryOf(text: OpenText): Summary {
    return {
      documents: text.documents().map(({ tree }) => ({
        title: tree.titleBlock.title,
        isoDate: tree.titleBlock.date?.iso ?? null,
        sections: tree.sectionCount,
      })),
      notice: text.notice(settings.maxSections),
    };
  }

  function hierarchical(): boolean {
    return client.textDocument?.documentSymbol?.hierarchicalDocumentSymbolSupport === true;
  }

  /** Says once a text that its outline was cut. */
  function tellTooMany(uri: string, count: number): void {
    if (told.has(uri)) return;
    told.add(uri);
    const file = decodeURIComponent(uri.slice(uri.lastIndexOf('/') + 1));
    connection.window.showWarningMessage(messages.tooManySections(file, count, settings.maxSections));
  }

  // ---- life of a text ---------------------------------------------------------------------------------------

  /** After a quiet moment: problems for clients that do not ask for them, and word that the summary is another one. */
  function settle(uri: string): void {
    clearTimeout(settling.get(uri));
    settling.set(
      uri,
      setTimeout(() => {
        settling.delete(uri);
        answer('settle', uri, undefined, (text) => {
          if (pushes) send(connection.sendDiagnostics({ uri, version: text.version, diagnostics: problemsOf(text) }));
          if (termsShown.has(uri)) send(connection.sendNotification('communique/termsChanged', { uri }));
          const summary = JSON.stringify(summaryOf(text));
          if (lastSummary.get(uri) === summary) return;
          lastSummary.set(uri, summary);
          send(connection.sendNotification('communique/summaryChanged', { uri }));
        });
      }, SETTLE),
    );
  }

  function send(sent: Promise<void>): void {
    sent.catch(() => undefined); // the connection is gone, and with it whoever would read this
  }

  texts.onDidOpen(({ document }) => {
    workspace.opened(document.uri);
    readAnnotations(document.uri);
    lookAgain();
  });
  texts.onDidSave(({ document }) => {
    lookAgain();
    readAnnotations(document.uri);
  });
  texts.onDidChangeContent(({ document }) => settle(document.uri));
  texts.onDidClose(({ document: { uri } }) => {
    clearTimeout(settling.get(uri));
    settling.delete(uri);
    lastSummary.delete(uri);
    told.delete(uri);
    termsShown.delete(uri);
    annotations.forget(uri);
    termService.forget(uri);
    workspace.closed(uri);
    if (pushes) send(connection.sendDiagnostics({ uri, diagnostics: [] }));
  });

  const listening: Disposable = texts.listen(connection);
  connection.onShutdown(async () => {
    for (const timer of settling.values()) clearTimeout(timer);
    listening.dispose();
    progress.dispose();
    for (const listener of listeners) listener.dispose();
    await workspace.close();
  });
  connection.listen();
}
