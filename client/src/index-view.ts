/** The language status that says how far the workspace is known, and the commands that stop the reading and go on with it. */
import {
  commands,
  Disposable,
  env,
  type LanguageStatusItem,
  LanguageStatusSeverity,
  l10n,
  languages,
  window,
} from 'vscode';
import { IndexProgress } from './index-progress.ts';
import { LANGUAGE } from './names.ts';
import type { IndexStatus } from './protocol.ts';
import type { Server, ServerWork } from './server.ts';

/** Context key: there is something to stop. */
const INDEXING = 'communique.indexing';

export class IndexView implements Disposable {
  readonly #server: Server;
  readonly #progress = new IndexProgress();
  readonly #subscriptions: Disposable;
  /** There only while there is something to say. */
  #item: LanguageStatusItem | undefined;
  #isIndexing = false;
  /** Answers to older questions are dropped. */
  #question = 0;

  constructor(server: Server) {
    this.#server = server;
    this.#subscriptions = Disposable.from(
      server.onDidChangeIndexStatus((status) => this.#take(status)),
      server.onDidWork((work) => this.#follow(work)),
      server.onDidChangeState((state) => {
        this.#progress.reset();
        this.#show();
        if (state === 'running') void this.#ask();
      }),
    );
  }

  /** Ends the reading of the workspace; what was read stays known. */
  async stop(): Promise<void> {
    await Promise.all(this.#progress.running.map((token) => this.#server.cancelWork(token)));
  }

  /** Reads the workspace, or goes on with it. */
  async resume(): Promise<void> {
    this.#progress.resumed();
    await this.#server.start();
    if (!(await this.#server.index())) {
      void window.showWarningMessage(l10n.t('The Communiqué server is not running.'));
    }
    await this.#ask();
  }

  /** Forgets what is kept of the workspace and reads it again. */
  async clear(): Promise<void> {
    this.#progress.resumed();
    await this.#server.clearCache();
    await this.#ask();
    void window.showInformationMessage(l10n.t('The cache was cleared. The texts of the workspace are read again.'));
  }

  dispose(): void {
    this.#question++;
    this.#subscriptions.dispose();
    this.#item?.dispose();
  }

  #follow({ kind, token, cancellable }: ServerWork): void {
    if (kind === 'begin') {
      if (cancellable) this.#progress.began(token);
      this.#show();
    } else {
      this.#progress.ended(token);
      void this.#ask();
    }
  }

  async #ask(): Promise<void> {
    const question = ++this.#question;
    const status = await this.#server.indexStatus();
    if (question === this.#question) this.#take(status);
  }

  #take(status: IndexStatus | undefined): void {
    // it is newer than an answer that is still awaited
    this.#question++;
    this.#progress.said(status);
    this.#show();
  }

  #show(): void {
    const { phase, status, running } = this.#progress;
    const isIndexing = running.length > 0;
    if (isIndexing !== this.#isIndexing) {
      this.#isIndexing = isIndexing;
      void commands.executeCommand('setContext', INDEXING, isIndexing);
    }
    if (phase === 'unknown' || (phase === 'complete' && status?.indexed === 0)) {
      this.#item?.dispose();
      this.#item = undefined;
      return;
    }
    this.#item ??= languages.createLanguageStatusItem('communique.index', { language: LANGUAGE });
    const item = this.#item;
    item.name = l10n.t('Communiqué: Workspace');
    item.severity = LanguageStatusSeverity.Information;
    item.busy = phase === 'indexing';
    item.detail = undefined;
    item.command = undefined;
    if (phase === 'complete') {
      item.text = textsOf(status?.indexed ?? 0);
      if (status?.fromCache) item.detail = l10n.t('{0} from the cache', number(status.fromCache));
    } else if (phase === 'stopped') {
      item.text = l10n.t('Indexing stopped: {0}', counts(status));
      item.command = { command: 'communique.index', title: l10n.t('Continue') };
    } else {
      const isSkimming = status?.skimmed !== undefined && status.skimmed > 0 && !status.found;
      item.text = isSkimming
        ? l10n.t('Finding titles and sections: {0}', share(status.skimmed, status.files))
        : l10n.t('Indexing: {0}', counts(status));
      if (status?.found) item.detail = l10n.t('definitions lead to all texts already');
      if (isIndexing) item.command = { command: 'communique.stopIndexing', title: l10n.t('Stop Indexing') };
    }
  }
}

/** `1,200 / 10,000`, or `…` before anything is known. */
function counts(status: IndexStatus | undefined): string {
  return status === undefined || status.files === 0 ? '…' : share(status.indexed, status.files);
}

function share(part: number, whole: number): string {
  return `${number(part)} / ${number(whole)}`;
}

function textsOf(count: number): string {
  return count === 1 ? l10n.t('1 text in the workspace') : l10n.t('{0} texts in the workspace', number(count));
}

function number(value: number): string {
  return value.toLocaleString(env.language);
}
