/** The Documents view: all documents of the workspace by series and date, their sections below. */
import {
  Disposable,
  EventEmitter,
  l10n,
  languages,
  ThemeIcon,
  type TreeDataProvider,
  TreeItem,
  TreeItemCollapsibleState,
  type TreeView,
  window,
} from 'vscode';
import { type SeriesOfDocuments, seriesOf } from './document-list.ts';
import { typeFilter } from './live-filter.ts';
import type { DocumentItem, SectionItem } from './protocol.ts';
import type { Server } from './server.ts';

type Row =
  | { readonly kind: 'series'; readonly series: SeriesOfDocuments }
  | { readonly kind: 'document'; readonly document: DocumentItem }
  | { readonly kind: 'section'; readonly uri: string; readonly section: SectionItem };

const VIEW = 'communique.documents';
/** The index says several times a second how far it is, in ms. */
const SETTLE = 500;

export class DocumentsView implements Disposable, TreeDataProvider<Row> {
  readonly #server: Server;
  readonly #changed = new EventEmitter<undefined>();
  readonly #view: TreeView<Row>;
  readonly #subscriptions: Disposable;
  #documents: readonly DocumentItem[] = [];
  #filter = '';
  #timer: ReturnType<typeof setTimeout> | undefined;
  #question = 0;

  readonly onDidChangeTreeData = this.#changed.event;

  constructor(server: Server) {
    this.#server = server;
    this.#view = window.createTreeView(VIEW, { treeDataProvider: this, showCollapseAll: true });
    this.#subscriptions = Disposable.from(
      this.#view,
      this.#changed,
      this.#view.onDidChangeVisibility(() => this.#soon()),
      server.onDidChangeState(() => this.#soon()),
      server.onDidChangeIndexStatus(() => this.#soon()),
      server.onDidChangeSummary(() => this.#soon()),
      languages.onDidChangeDiagnostics(() => this.#count()),
    );
  }

  async getChildren(row?: Row): Promise<Row[]> {
    if (row === undefined) {
      return seriesOf(this.#documents, this.#filter, l10n.t('Other documents')).map((series) => ({
        kind: 'series',
        series,
      }));
    }
    switch (row.kind) {
      case 'series':
        return row.series.documents.map((document) => ({ kind: 'document', document }));
      case 'document': {
        const { uri, document } = row.document;
        const sections = (await this.#server.sections({ uri, document }))?.sections ?? [];
        return sections.map((section) => ({ kind: 'section', uri, section }));
      }
      case 'section':
        return row.section.children.map((section) => ({ kind: 'section', uri: row.uri, section }));
    }
  }

  getTreeItem(row: Row): TreeItem {
    switch (row.kind) {
      case 'series': {
        const { name, documents } = row.series;
        const state = this.#filter === '' ? TreeItemCollapsibleState.Collapsed : TreeItemCollapsibleState.Expanded;
        const item = new TreeItem(name, state);
        item.id = `series ${this.#filter} ${row.series.series}`;
        item.description = String(documents.length);
        item.iconPath = new ThemeIcon('calendar');
        return item;
      }
      case 'document': {
        const { date, title, uri, document } = row.document;
        const item = new TreeItem(date === '' ? title : date, TreeItemCollapsibleState.Collapsed);
        if (date !== '') item.description = title;
        item.id = `document ${uri} ${document}`;
        item.tooltip = [title, date].filter((part) => part !== '').join('\n');
        item.iconPath = new ThemeIcon('file');
        item.command = { command: 'communique.documents.goTo', title: l10n.t('Open'), arguments: [row] };
        return item;
      }
      case 'section': {
        const { name, children } = row.section;
        const item = new TreeItem(
          name,
          children.length === 0 ? TreeItemCollapsibleState.None : TreeItemCollapsibleState.Collapsed,
        );
        item.command = { command: 'communique.documents.goTo', title: l10n.t('Open'), arguments: [row] };
        return item;
      }
    }
  }

  /** Where a row leads; undefined for a series, and where the document has gone. */
  async placeOf(given: unknown): Promise<{ uri: string; range: SectionItem['range'] } | undefined> {
    const row = given as Row | undefined;
    if (row?.kind === 'section') return { uri: row.uri, range: row.section.range };
    if (row?.kind !== 'document') return undefined;
    const { uri, document } = row.document;
    const { range } = (await this.#server.sections({ uri, document })) ?? row.document;
    return { uri, range };
  }

  /** Asks for words, and shows the documents that have them while they are typed. */
  filter(): Promise<void> {
    return typeFilter(
      {
        title: l10n.t('Filter Documents'),
        placeholder: l10n.t('Words of a title, a series or a date'),
        value: this.#filter,
      },
      (words) => this.#setFilter(words),
    );
  }

  dispose(): void {
    this.#question++;
    clearTimeout(this.#timer);
    this.#subscriptions.dispose();
  }

  #setFilter(words: string): void {
    this.#filter = words.trim();
    this.#view.description = this.#filter;
    this.#changed.fire(undefined);
  }

  #soon(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#update(), SETTLE);
  }

  async #update(): Promise<void> {
    if (!this.#view.visible) return;
    const question = ++this.#question;
    const documents = await this.#server.documents();
    if (question !== this.#question || documents === undefined) return;
    this.#documents = documents;
    this.#view.message = documents.length === 0 ? l10n.t('No communiqués were found in this workspace.') : undefined;
    this.#changed.fire(undefined);
  }

  /** References that lead nowhere, of the texts whose problems VS Code knows. */
  #count(): void {
    let count = 0;
    for (const [, problems] of languages.getDiagnostics()) {
      for (const { source, code } of problems) {
        const value = typeof code === 'object' ? code.value : code;
        if (source === 'communique' && value === 'unresolved-reference') count++;
      }
    }
    this.#view.badge =
      count === 0 ? undefined : { value: count, tooltip: l10n.t('{0} references that lead nowhere', count) };
  }
}
