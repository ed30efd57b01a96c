/** The Related view: follows the cursor, and lists the sections of other documents on the matter of the one it is in, by date. */
import {
  Disposable,
  EventEmitter,
  l10n,
  type TextEditor,
  ThemeIcon,
  type TreeDataProvider,
  TreeItem,
  TreeItemCollapsibleState,
  type TreeView,
  window,
  workspace,
} from 'vscode';
import { LANGUAGE } from './names.ts';
import { noneRelated } from './none-related.ts';
import type { RelatedItem } from './protocol.ts';
import { bars, byDate, type RelatedDocument } from './related-list.ts';
import type { Server } from './server.ts';

type Row =
  | { readonly kind: 'document'; readonly document: RelatedDocument }
  | { readonly kind: 'section'; readonly related: RelatedItem };

const VIEW = 'communique.related';
/** A cursor that moves is not followed before it rests, in ms. */
const REST = 200;

export class RelatedView implements Disposable, TreeDataProvider<Row> {
  readonly #server: Server;
  readonly #changed = new EventEmitter<undefined>();
  readonly #view: TreeView<Row>;
  readonly #subscriptions: Disposable;
  #documents: readonly RelatedDocument[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** Answers to older questions are dropped. */
  #question = 0;

  readonly onDidChangeTreeData = this.#changed.event;

  constructor(server: Server) {
    this.#server = server;
    this.#view = window.createTreeView(VIEW, { treeDataProvider: this, showCollapseAll: true });
    this.#view.message = l10n.t('Put the cursor into a section of a communiqué.');
    this.#subscriptions = Disposable.from(
      this.#view,
      this.#changed,
      this.#view.onDidChangeVisibility(() => this.#soon()),
      window.onDidChangeActiveTextEditor(() => this.#soon()),
      window.onDidChangeTextEditorSelection(() => this.#soon()),
      workspace.onDidChangeTextDocument(() => this.#soon()),
      server.onDidChangeState(() => this.#soon()),
      server.onDidChangeIndexStatus(() => this.#soon()),
    );
  }

  getChildren(row?: Row): Row[] {
    if (row === undefined) return this.#documents.map((document) => ({ kind: 'document', document }));
    return row.kind === 'document' ? row.document.sections.map((related) => ({ kind: 'section', related })) : [];
  }

  getTreeItem(row: Row): TreeItem {
    if (row.kind === 'document') {
      const { title, date } = row.document;
      const item = new TreeItem(date === '' ? title : date, TreeItemCollapsibleState.Expanded);
      if (date !== '') item.description = title;
      item.iconPath = new ThemeIcon('file');
      item.tooltip = [title, date].filter((part) => part !== '').join('\n');
      return item;
    }
    const { title, score, reasons } = row.related;
    const item = new TreeItem(title);
    item.description = bars(score);
    // a plain string: names come from texts, and nothing in them is to be read as markup
    item.tooltip = [title, ...reasons.map((reason) => `・${reason}`)].join('\n');
    item.accessibilityInformation = {
      label: l10n.t('{0}, {1} percent, {2}', title, Math.round(score * 100), reasons.join(', ')),
    };
    item.contextValue = 'related';
    item.command = { command: 'communique.related.goTo', title: l10n.t('Open'), arguments: [row] };
    return item;
  }

  /** The section of a row; undefined for a document. */
  static sectionOf(row: unknown): RelatedItem | undefined {
    const given = row as Partial<{ kind: string; related: RelatedItem }> | undefined;
    return given?.kind === 'section' ? given.related : undefined;
  }

  dispose(): void {
    this.#question++;
    clearTimeout(this.#timer);
    this.#subscriptions.dispose();
  }

  #soon(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#update(), REST);
  }

  async #update(): Promise<void> {
    if (!this.#view.visible) return;
    const editor: TextEditor | undefined = window.activeTextEditor;
    // what was opened from here, or a card, leaves the list as it is
    if (editor === undefined || editor.document.languageId !== LANGUAGE) return;
    const question = ++this.#question;
    const items = await this.#server.related(editor.document.uri, editor.selection.active);
    const none = items?.length === 0 ? await noneRelated(this.#server) : undefined;
    if (question !== this.#question) return;
    this.#documents = byDate(items ?? []);
    this.#view.message =
      items === undefined
        ? this.#server.state === 'down'
          ? l10n.t('The Communiqué server is not running.')
          : undefined
        : items.length === 0
          ? none
          : undefined;
    this.#changed.fire(undefined);
  }
}
