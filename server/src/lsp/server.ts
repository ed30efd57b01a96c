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
import type { Knowledge } from '../corpus/knowledge.ts';
import { quickFixes } from '../features/code-actions.ts';
import { diagnostic, type Reporting, termDiagnostics, textDiagnostics } from '../features/diagnostics.ts';
import { foldingRanges } from '../features/folding.ts';
import { type Messages, messagesFor } from '../features/messages.ts';
import { selectionRange } from '../features/selection.ts';
import { LEGEND } from '../features/semantic-tokens.ts';
import { documentSymbols, flatSymbols } from '../features/symbols.ts';
import { termFixes } from '../features/term-fixes.ts';
import type { GlossaryProblem } from '../terms/entry.ts';
import { GLOSSARY_FILES } from '../terms/glossary.ts';
import type { NewTerm } from '../terms/glossary-json.ts';
import { clientFiles, type Files } from './files.ts';
import { type Notice, OpenText } from './open-text.ts';
import { DEFAULT_SETTINGS, readSettings, type Settings } from './settings.ts';
import { type ClientExtras, TermService } from './terms.ts';
import { warmUp } from './warm-up.ts';
import { WorkspaceGlossaries } from './workspace-glossaries.ts';
import { PreparedResult } from './writer.ts';

/** What a transport can do. */
export interface Transport {
  /** Whether answers may be bytes that are JSON already (see PreparedResult); else they are objects. */
  readonly bytes: boolean;
  readonly knowledge: Knowledge;
  /** The disk, where there is one; what is not on it is asked of the client. */
  readonly disk?: Files;
}

/** Answer of `communique/summary`. */
export interface Summary {
  documents: { title: string; isoDate: string | null; sections: number }[];
  notice: Notice | null;
}

const VERSION = '0.1.0';
/** Quiet time after an edit before problems are pushed and the client is told that the summary may have changed, in ms. */
const SETTLE = 300;

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

  const glossaries = new WorkspaceGlossaries(
    transport.knowledge,
    {
      read: (uri, limit) =>
        transport.disk !== undefined && uri.startsWith('file:')
          ? transport.disk.read(uri, limit)
          : clientFiles(connection, readsFiles).read(uri, limit),
    },
    glossaryChanged,
  );
  const termService = new TermService({
    glossaries,
    documents: transport.knowledge.documents,
    texts: () => texts.all(),
    extras: () => extras,
    messages: () => messages,
    settings: () => settings,
    answer,
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

  connection.onInitialize((params: InitializeParams): InitializeResult => {
    client = params.capabilities;
    const options = (params.initializationOptions ?? {}) as Record<string, unknown>;
    messages = messagesFor(typeof options.locale === 'string' ? options.locale : params.locale);
    documentation = typeof options.documentation === 'string' ? options.documentation : undefined;
    pushes = client.textDocument?.diagnostic === undefined;
    extras = {
      cards: options.cards === true,
      addToGlossary: options.addToGlossary === true,
      markdown: client.textDocument?.hover?.contentFormat?.[0] === 'markdown',
      createFiles:
        client.workspace?.workspaceEdit?.documentChanges === true &&
        client.workspace.workspaceEdit.resourceOperations?.includes('create') === true,
    };
    readsFiles = options.readFile === true;
    folders = params.workspaceFolders?.map(({ uri }) => uri) ?? (params.rootUri ? [params.rootUri] : []);
    return {
      serverInfo: { name: 'communique-language-server', version: VERSION },
      capabilities: {
        positionEncoding: 'utf-16',
        textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: true },
        documentSymbolProvider: { label: 'Communiqué' },
        foldingRangeProvider: true,
        selectionRangeProvider: true,
        codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix] },
        hoverProvider: true,
        definitionProvider: true,
        referencesProvider: true,
        documentHighlightProvider: true,
        linkedEditingRangeProvider: true,
        renameProvider: client.textDocument?.rename?.prepareSupport ? { prepareProvider: true } : true,
        completionProvider: { resolveProvider: true, triggerCharacters: ['「', '（', '('] },
        inlayHintProvider: true,
        workspaceSymbolProvider: true,
        semanticTokensProvider: { legend: LEGEND, full: { delta: true }, range: true },
        workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
        ...(pushes
          ? {}
          : {
              diagnosticProvider: {
                identifier: 'communique',
                interFileDependencies: false,
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
    void pullSettings();
    void openFolders();
    warmUp(() => texts.all().length > 0);
  });

  /** Reads the glossaries of the workspace, and again whenever they change. */
  async function openFolders(): Promise<void> {
    try {
      await Promise.all(folders.map((uri) => glossaries.addFolder(uri)));
      if (client.workspace?.workspaceFolders) {
        connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
          for (const { uri } of removed) glossaries.removeFolder(uri);
          Promise.all(added.map(({ uri }) => glossaries.addFolder(uri))).catch(failed('folders'));
        });
      }
      if (client.workspace?.didChangeWatchedFiles?.dynamicRegistration) {
        await connection.client.register(DidChangeWatchedFilesNotification.type, {
          watchers: GLOSSARY_FILES.map((file) => ({ globPattern: `**/${file}` })),
        });
      }
    } catch (error) {
      failed('folders')(error);
    }
  }

  connection.onDidChangeWatchedFiles(({ changes }) => {
    for (const { uri } of changes) glossaries.read(uri).catch(failed(uri));
  });

  // for a client that does not watch files, a text that is opened or saved is the occasion to look again
  function lookAgain(): void {
    if (client.workspace?.didChangeWatchedFiles?.dynamicRegistration) return;
    glossaries.readAgain().catch(failed('glossaries'));
  }

  function failed(what: string): (error: unknown) => void {
    return (error) => connection.console.warn(`${what}: ${String(error)}`);
  }

  /** A glossary was read: its problems are shown at their lines, and what the texts say is asked for again. */
  function glossaryChanged(uri: string, problems: readonly GlossaryProblem[]): void {
    glossaryProblems.set(uri, problems);
    reportGlossary(uri);
    refresh();
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

  /** Asks the client to ask again for all that settings and glossaries change. */
  function refresh(): void {
    if (pushes) for (const text of texts.all()) settle(text.uri);
    else if (client.workspace?.diagnostics?.refreshSupport) send(connection.languages.diagnostics.refresh());
    if (client.workspace?.semanticTokens?.refreshSupport) send(connection.languages.semanticTokens.refresh());
    if (client.workspace?.inlayHint?.refreshSupport) send(connection.languages.inlayHint.refresh());
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
    told.clear();
    for (const uri of glossaryProblems.keys()) reportGlossary(uri);
    refresh();
  }

  connection.onDidChangeConfiguration((change) => {
    if (client.workspace?.configuration) void pullSettings();
    else apply(readSettings((change.settings as { communique?: unknown } | null)?.communique));
  });

  // ---- features ---------------------------------------------------------------------------------------------

  connection.onDocumentSymbol((params) =>
    answer<never>('outline', params.textDocument.uri, [] as never, (text) => {
      const documents = text.documents();
      const count = text.sectionCount();
      const value = () => documentSymbols(documents, text.endColumn, settings.maxSections);
      if (count > settings.maxSections) {
        tellTooMany(text.uri, count);
        return hierarchical() ? (value() as never) : (flatSymbols(text.uri, value()) as never);
      }
      if (!hierarchical()) return flatSymbols(text.uri, value()) as never;
      if (!transport.bytes) return value() as never;
      return new PreparedResult(text.outline.chunks(documents, text.endColumn), value) as never;
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
    try {
      const add = (term: NewTerm) => termService.addAction(uri, term);
      return [...fixes, ...(await termFixes(uri, params.context.diagnostics, problems, messages.termFixes, add))];
    } catch (error) {
      failed('code actions')(error);
      return fixes;
    }
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

  const listeners = termService.listen(connection, (uri) => termsShown.add(uri));

  function problemsOf(text: OpenText) {
    return [
      ...textDiagnostics(text.problems(), reporting(), messages.problem),
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

  texts.onDidOpen(lookAgain);
  texts.onDidSave(lookAgain);
  texts.onDidChangeContent(({ document }) => settle(document.uri));
  texts.onDidClose(({ document: { uri } }) => {
    clearTimeout(settling.get(uri));
    settling.delete(uri);
    lastSummary.delete(uri);
    told.delete(uri);
    termsShown.delete(uri);
    termService.forget(uri);
    if (pushes) send(connection.sendDiagnostics({ uri, diagnostics: [] }));
  });

  const listening: Disposable = texts.listen(connection);
  connection.onShutdown(() => {
    for (const timer of settling.values()) clearTimeout(timer);
    listening.dispose();
    for (const listener of listeners) listener.dispose();
  });
  connection.listen();
}
