import {
  type ClientCapabilities,
  CodeActionKind,
  type Connection,
  DidChangeConfigurationNotification,
  type Disposable,
  DocumentDiagnosticReportKind,
  type InitializeParams,
  type InitializeResult,
  TextDocumentSyncKind,
  TextDocuments,
} from 'vscode-languageserver';
import { quickFixes } from '../features/code-actions.ts';
import { diagnostics } from '../features/diagnostics.ts';
import { foldingRanges } from '../features/folding.ts';
import { selectionRange } from '../features/selection.ts';
import { documentSymbols, flatSymbols } from '../features/symbols.ts';
import { type Messages, messagesFor } from './messages.ts';
import { type Notice, OpenText } from './open-text.ts';
import { DEFAULT_SETTINGS, readSettings, type Settings } from './settings.ts';
import { warmUp } from './warm-up.ts';
import { PreparedResult } from './writer.ts';

/** What a transport can do. */
export interface Transport {
  /** Whether answers may be bytes that are JSON already (see PreparedResult); else they are objects. */
  readonly bytes: boolean;
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
  const told = new Set<string>();
  const settling = new Map<string, ReturnType<typeof setTimeout>>();
  const lastSummary = new Map<string, string>();

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
    const options = (params.initializationOptions ?? {}) as { locale?: unknown; documentation?: unknown };
    messages = messagesFor(typeof options.locale === 'string' ? options.locale : params.locale);
    documentation = typeof options.documentation === 'string' ? options.documentation : undefined;
    pushes = client.textDocument?.diagnostic === undefined;
    return {
      serverInfo: { name: 'communique-language-server', version: VERSION },
      capabilities: {
        positionEncoding: 'utf-16',
        textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
        documentSymbolProvider: { label: 'Communiqué' },
        foldingRangeProvider: true,
        selectionRangeProvider: true,
        codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix] },
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
    warmUp(() => texts.all().length > 0);
  });

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
    if (pushes) for (const text of texts.all()) settle(text.uri);
    else if (client.workspace?.diagnostics?.refreshSupport) send(connection.languages.diagnostics.refresh());
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

  connection.onCodeAction((params) =>
    answer('code actions', params.textDocument.uri, [], (text) =>
      quickFixes(
        text.uri,
        params.context.diagnostics,
        (line) => text.structure().scan(line)?.text ?? '',
        messages.fixes,
      ),
    ),
  );

  connection.languages.diagnostics.on((params) => ({
    kind: DocumentDiagnosticReportKind.Full,
    items: answer('diagnostics', params.textDocument.uri, [], problemsOf),
  }));

  connection.onRequest(
    'communique/summary',
    (params: { textDocument?: { uri?: string } }): Summary =>
      answer<Summary>('summary', params?.textDocument?.uri ?? '', { documents: [], notice: null }, summaryOf),
  );

  function problemsOf(text: OpenText) {
    return diagnostics(text.problems(), settings.severity, messages.problem, documentation);
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

  texts.onDidChangeContent(({ document }) => settle(document.uri));
  texts.onDidClose(({ document: { uri } }) => {
    clearTimeout(settling.get(uri));
    settling.delete(uri);
    lastSummary.delete(uri);
    told.delete(uri);
    if (pushes) send(connection.sendDiagnostics({ uri, diagnostics: [] }));
  });

  const listening: Disposable = texts.listen(connection);
  connection.onShutdown(() => {
    for (const timer of settling.values()) clearTimeout(timer);
    listening.dispose();
  });
  connection.listen();
}
