/** Puts the parts together. The same on every host; what differs is how a client reaches its server. */
import {
  commands,
  type Disposable,
  type ExtensionContext,
  type LogOutputChannel,
  RelativePattern,
  type TextDocument,
  Uri,
  window,
  workspace,
} from 'vscode';
import { AddToGlossary } from './add-to-glossary.ts';
import { registerAnnotationCommands } from './annotations/annotation-commands.ts';
import { Annotations } from './annotations/annotations.ts';
import { AnnotationsView } from './annotations/annotations-view.ts';
import { CommentsInMargin } from './annotations/comments.ts';
import { showSidecarProblems } from './annotations/sidecar-problems.ts';
import { SidecarStore } from './annotations/sidecar-store.ts';
import { registerCards } from './cards.ts';
import { Choices } from './choices.ts';
import { registerCommands } from './commands.ts';
import { DocumentsView } from './documents-view.ts';
import { Encodings } from './encodings.ts';
import { followFolderKnowledge } from './folder-knowledge.ts';
import { GeneratedTexts } from './generated-texts.ts';
import { openGlossary } from './glossary.ts';
import { goToPlace } from './go-to.ts';
import { registerHistoryCommands } from './history-commands.ts';
import { IndexView } from './index-view.ts';
import { LargeFiles } from './large-files.ts';
import { LANGUAGE } from './names.ts';
import { Recognition } from './recognition.ts';
import { registerRelatedCommands } from './related-commands.ts';
import { RelatedView } from './related-view.ts';
import { restartOnSettings } from './restart-on-settings.ts';
import { type ClientFactory, Server } from './server.ts';
import { registerShowReferences } from './show-references.ts';
import { Status } from './status.ts';
import { CacheStorage } from './storage.ts';
import { registerTermCommands } from './term-commands.ts';
import { TermsView } from './terms-view.ts';
import { TraceChannel } from './trace-channel.ts';

let running: Server | undefined;

/** Starts the extension; the server follows when the first text of ours is there. */
export async function run(context: ExtensionContext, factory: ClientFactory): Promise<void> {
  const log = window.createOutputChannel('Communiqué', { log: true });
  const trace = new TraceChannel();
  const server = new Server({
    factory,
    channels: { log, trace },
    documentation: `${Uri.joinPath(context.extensionUri, 'docs').toString()}/`,
    storage: new CacheStorage(context, log),
  });
  running = server;

  // without a folder, a window's own store does not outlive the window
  const choices = new Choices(workspace.workspaceFolders ? context.workspaceState : context.globalState);
  const encodings = new Encodings(log);
  const recognition = new Recognition(choices, encodings, log);
  const status = new Status(server, choices, encodings);
  const index = new IndexView(server);
  context.subscriptions.push(log, trace, server, recognition, status, index, new LargeFiles(log));
  context.subscriptions.push(...registerCommands({ server, recognition, choices, index, log }));
  context.subscriptions.push(restartOnSettings(server));

  const generated = new GeneratedTexts();
  const related = new RelatedView(server);
  const documents = new DocumentsView(server);
  const terms = new TermsView(server, context.workspaceState);
  const addToGlossary = new AddToGlossary(server, log);
  context.subscriptions.push(
    registerCards(server),
    followFolderKnowledge(server),
    registerShowReferences(),
    generated,
    related,
    documents,
    ...registerRelatedCommands(server, generated),
    ...registerHistoryCommands(server, generated),
    ...annotate(log),
    commands.registerCommand('communique.related.goTo', async (row: unknown) => {
      const place = RelatedView.sectionOf(row);
      if (place !== undefined) await goToPlace(place);
    }),
    commands.registerCommand('communique.related.compare', async (row: unknown) => {
      const place = RelatedView.sectionOf(row);
      if (place !== undefined) await commands.executeCommand('communique.compareRelatedSections', place);
    }),
    commands.registerCommand('communique.documents.goTo', async (row: unknown) => {
      const place = await documents.placeOf(row);
      if (place !== undefined) await goToPlace(place);
    }),
    commands.registerCommand('communique.documents.filter', () => documents.filter()),
    terms,
    ...registerTermCommands(terms),
    commands.registerCommand('communique.addToGlossary', (target, term) => addToGlossary.run(target, term)),
    commands.registerCommand('communique.openGlossary', openGlossary),
    server.onDidChangeState((state) => {
      if (state === 'starting') void commands.executeCommand('setContext', 'communique.serverStarted', true);
    }),
  );

  const startFor = (document: TextDocument) => {
    if (document.languageId === LANGUAGE) void server.start();
  };
  const startForWorkspace = async () => {
    if (server.state === 'idle' && (await workspaceHasOurs())) void server.start();
  };
  context.subscriptions.push(
    workspace.onDidOpenTextDocument(startFor),
    workspace.onDidChangeWorkspaceFolders(() => void startForWorkspace()),
  );
  workspace.textDocuments.forEach(startFor);
  await startForWorkspace();
}

/** Stops the server; for the end of the extension host. */
export async function stop(): Promise<void> {
  await running?.stop();
  running = undefined;
}

/** Whether the workspace says by a name that our texts are in it, so that it can be searched before one is opened. */
async function workspaceHasOurs(): Promise<boolean> {
  const folders = workspace.workspaceFolders ?? [];
  const searches = folders.flatMap((folder) => [
    workspace.findFiles(new RelativePattern(folder, '**/*.{communique,communique.txt}'), undefined, 1),
    workspace.findFiles(new RelativePattern(folder, '.communique/*'), undefined, 1),
  ]);
  const found = await Promise.allSettled(searches);
  return found.some((result) => result.status === 'fulfilled' && result.value.length > 0);
}

/** What is needed to annotate texts; the server has no part in it. */
function annotate(log: LogOutputChannel): Disposable[] {
  const store = new SidecarStore(log);
  const annotations = new Annotations(store, log);
  const margin = new CommentsInMargin(annotations);
  const view = new AnnotationsView(annotations);
  return [
    store,
    annotations,
    margin,
    view,
    ...showSidecarProblems(store),
    ...registerAnnotationCommands(annotations, margin, view),
  ];
}
