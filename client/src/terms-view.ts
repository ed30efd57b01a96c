/** The Terms view: follows the communiqué at hand, and asks for its terms while it is looked at. */
import {
  commands,
  Disposable,
  l10n,
  type Memento,
  type TextDocument,
  type TextEditor,
  type TreeView,
  window,
  workspace,
} from 'vscode';
import { fileName, isFolderKnowledge, LANGUAGE } from './names.ts';
import type { TermItem } from './protocol.ts';
import type { Server } from './server.ts';
import { isOrder, type Order } from './term-list.ts';
import { type Row, TermTree } from './term-tree.ts';

export const VIEW = 'communique.terms';
const ORDER = 'communique.terms.order';
const HAS_TEXT = 'communique.terms.hasText';

/** A change of editor comes as several events, and so does a change of the terms; in ms. */
const SETTLE = 50;
/** The server may not have been told of a text that was only just opened. */
const TRIES = 4;
const RETRY = 500;

export class TermsView implements Disposable {
  readonly #server: Server;
  readonly #store: Memento;
  readonly #tree = new TermTree();
  readonly #view: TreeView<Row>;
  readonly #subscriptions: Disposable;
  #order: Order;
  /** The text whose terms are shown. */
  #document: TextDocument | undefined;
  /** The same, or the one that was shown last. */
  #last: TextDocument | undefined;
  #terms: readonly TermItem[] = [];
  /** What is shown is not known to be right; it is asked for when the view is looked at. */
  #stale = true;
  #tries = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #following: ReturnType<typeof setTimeout> | undefined;
  /** Answers to older questions are dropped. */
  #question = 0;

  constructor(server: Server, store: Memento) {
    this.#server = server;
    this.#store = store;
    const stored = store.get<unknown>(ORDER);
    this.#order = isOrder(stored) ? stored : 'firstUse';
    void commands.executeCommand('setContext', ORDER, this.#order);
    this.#view = window.createTreeView(VIEW, { treeDataProvider: this.#tree, showCollapseAll: true });
    this.#subscriptions = Disposable.from(
      this.#view,
      this.#tree,
      this.#view.onDidChangeVisibility(() => this.#schedule()),
      window.onDidChangeActiveTextEditor(() => this.#followSoon()),
      window.onDidChangeVisibleTextEditors(() => this.#followSoon()),
      // a change of language is a closing and an opening
      workspace.onDidOpenTextDocument(() => this.#followSoon()),
      workspace.onDidCloseTextDocument(() => this.#followSoon()),
      server.onDidChangeState(() => this.#invalidate()),
      server.onDidChangeTerms((uri) => {
        if (uri.toString() === this.#document?.uri.toString()) this.#invalidate();
      }),
    );
    this.#follow();
    void commands.executeCommand('setContext', HAS_TEXT, this.#document !== undefined);
  }

  dispose(): void {
    this.#question++;
    clearTimeout(this.#timer);
    clearTimeout(this.#following);
    this.#subscriptions.dispose();
  }

  /** The row that is selected, for commands that are called without one. */
  get selected(): Row | undefined {
    return this.#view.selection[0];
  }

  /** Puts the terms in another order, for good. */
  async sort(order: Order): Promise<void> {
    this.#order = order;
    this.#show(this.#terms);
    await commands.executeCommand('setContext', ORDER, order);
    await this.#store.update(ORDER, order);
  }

  /** Between two texts there is a moment with none. */
  #followSoon(): void {
    clearTimeout(this.#following);
    this.#following = setTimeout(() => this.#follow(), SETTLE);
  }

  #follow(): void {
    const document = chosen(this.#last);
    if (document === this.#document) return;
    this.#document = document;
    this.#last = document ?? this.#last;
    this.#question++;
    void commands.executeCommand('setContext', HAS_TEXT, document !== undefined);
    this.#view.description = document && fileName(document.uri);
    this.#view.message = undefined;
    this.#show([]);
    this.#invalidate();
  }

  #invalidate(): void {
    this.#stale = true;
    this.#tries = 0;
    this.#schedule();
  }

  #schedule(delay = SETTLE): void {
    clearTimeout(this.#timer);
    if (!this.#stale || !this.#view.visible || this.#document === undefined) return;
    this.#timer = setTimeout(() => void this.#update(), delay);
  }

  async #update(): Promise<void> {
    const document = this.#document;
    if (document === undefined) return;
    const question = ++this.#question;
    this.#stale = false;
    const terms = await this.#server.terms(document.uri);
    if (question !== this.#question) return;
    if (terms === undefined) {
      // while the server is starting, its change of state asks again
      if (this.#server.state === 'down') this.#view.message = l10n.t('The Communiqué server is not running.');
      if (this.#server.state !== 'running' || ++this.#tries >= TRIES) return;
      this.#stale = true;
      this.#schedule(RETRY);
      return;
    }
    this.#tries = 0;
    this.#view.message = terms.length === 0 ? l10n.t('No terms were found in this text.') : undefined;
    this.#show(terms);
  }

  #show(terms: readonly TermItem[]): void {
    this.#terms = terms;
    this.#tree.show(this.#document, terms, this.#order);
  }
}

/**
 * The text whose terms are shown: the active one. `before` stays as long as it can be seen beside another text, and while a
 * card or a glossary is read that the view itself may have led to.
 */
function chosen(before: TextDocument | undefined): TextDocument | undefined {
  const active = window.activeTextEditor?.document;
  if (active !== undefined && isOurs(active)) return active;
  if (before === undefined || before.isClosed || !isOurs(before)) return undefined;
  const isSeen = window.visibleTextEditors.some((editor: TextEditor) => editor.document === before);
  return isSeen || (active !== undefined && isExplanation(active)) ? before : undefined;
}

function isOurs(document: TextDocument): boolean {
  return document.languageId === LANGUAGE;
}

function isExplanation({ uri }: TextDocument): boolean {
  return uri.scheme === LANGUAGE || isFolderKnowledge(uri);
}
