/** The Annotations view: all notes of the workspace by text, those without their phrase marked. */
import {
  Disposable,
  EventEmitter,
  l10n,
  type TextDocument,
  ThemeColor,
  ThemeIcon,
  type TreeDataProvider,
  TreeItem,
  TreeItemCollapsibleState,
  type TreeView,
  type Uri,
  window,
  workspace,
} from 'vscode';
import { typeFilter } from '../live-filter.ts';
import { LANGUAGE } from '../names.ts';
import { AnnotatedText, type PlacedThread } from './annotated-text.ts';
import type { Annotations } from './annotations.ts';
import { isMatch, summaryOf } from './note-list.ts';

export interface TextRow {
  readonly kind: 'text';
  readonly uri: Uri;
}

export interface NoteRow {
  readonly kind: 'note';
  readonly uri: Uri;
  readonly placed: PlacedThread;
}

export type AnnotationRow = TextRow | NoteRow;

const VIEW = 'communique.annotations';
const SETTLE = 150;

export class AnnotationsView implements Disposable, TreeDataProvider<AnnotationRow> {
  readonly #annotations: Annotations;
  readonly #changed = new EventEmitter<undefined>();
  readonly #view: TreeView<AnnotationRow>;
  readonly #subscriptions: Disposable;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #filter = '';

  readonly onDidChangeTreeData = this.#changed.event;

  constructor(annotations: Annotations) {
    this.#annotations = annotations;
    this.#view = window.createTreeView(VIEW, { treeDataProvider: this, showCollapseAll: true });
    this.#subscriptions = Disposable.from(
      this.#view,
      this.#changed,
      annotations.onDidChange(() => this.#soon()),
      annotations.store.onDidChange(() => this.#soon()),
      workspace.onDidChangeWorkspaceFolders(() => this.#soon()),
    );
  }

  async getChildren(row?: AnnotationRow): Promise<AnnotationRow[]> {
    if (row === undefined) {
      const uris = new Map((await this.#annotations.store.texts()).map((uri) => [uri.toString(), uri]));
      for (const { uri, languageId } of workspace.textDocuments) {
        if (languageId === LANGUAGE) uris.set(uri.toString(), uri);
      }
      const rows: TextRow[] = [];
      for (const uri of [...uris.values()].sort((a, b) => (a.path < b.path ? -1 : 1))) {
        const { annotations } = await this.#annotations.store.read(uri).catch(() => ({ annotations: [] }));
        if (annotations.some((note) => isMatch(note, this.#filter))) rows.push({ kind: 'text', uri });
      }
      this.#view.message = rows.length === 0 && this.#filter !== '' ? l10n.t('Nothing has these words.') : undefined;
      return rows;
    }
    if (row.kind !== 'text') return [];
    const placed = await this.#placed(row.uri);
    return placed
      .filter(({ thread }) => [thread.root, ...thread.replies].some((note) => isMatch(note, this.#filter)))
      .map((one) => ({ kind: 'note', uri: row.uri, placed: one }));
  }

  async getTreeItem(row: AnnotationRow): Promise<TreeItem> {
    if (row.kind === 'text') {
      const item = new TreeItem(row.uri, TreeItemCollapsibleState.Expanded);
      item.description = true;
      item.id = row.uri.toString();
      return item;
    }
    const { thread, anchor } = row.placed;
    const { label, detail } = summaryOf(thread.root);
    const item = new TreeItem(label);
    const isOrphan = anchor?.status === 'orphan';
    const replies = thread.replies.length === 0 ? '' : l10n.t('{0} replies', thread.replies.length);
    item.description = [isOrphan ? l10n.t('phrase not found') : '', replies, thread.root.creator?.name ?? '', detail]
      .filter((part) => part !== '')
      .join(' · ');
    item.id = `${row.uri.toString()} ${thread.root.id}`;
    item.iconPath =
      thread.root.resolved !== undefined
        ? new ThemeIcon('pass')
        : isOrphan
          ? new ThemeIcon('warning', new ThemeColor('list.warningForeground'))
          : new ThemeIcon(thread.root.motivation === 'questioning' ? 'question' : 'comment');
    const quote = thread.root.target.kind === 'text' ? (thread.root.target.quote?.exact ?? '') : '';
    // a plain string: what stands in texts and notes is not to be read as markup
    item.tooltip = [quote === '' ? '' : `「${quote}」`, label, ...thread.root.tags.map((tag) => `#${tag}`)]
      .filter((part) => part !== '')
      .join('\n');
    item.contextValue = isOrphan ? 'orphan' : 'note';
    item.command = { command: 'communique.annotations.goTo', title: l10n.t('Open'), arguments: [row] };
    return item;
  }

  /** Asks for words of notes, tags or authors, and shows the notes that have them while they are typed. */
  filter(): Promise<void> {
    return typeFilter(
      {
        title: l10n.t('Filter Annotations'),
        placeholder: l10n.t('Words of a note, its phrase, #tag or author'),
        value: this.#filter,
      },
      (words) => this.#setFilter(words),
    );
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#subscriptions.dispose();
  }

  async #placed(uri: Uri): Promise<PlacedThread[]> {
    const open = workspace.textDocuments.find((document) => document.uri.toString() === uri.toString());
    if (open !== undefined) {
      const placed = this.#annotations.placed(open);
      if (placed.length > 0) return placed;
    }
    let document: TextDocument;
    try {
      document = open ?? (await workspace.openTextDocument(uri));
    } catch {
      return [];
    }
    const text = new AnnotatedText(document);
    text.take(await this.#annotations.store.read(uri));
    return text.placed();
  }

  #setFilter(words: string): void {
    this.#filter = words.trim();
    this.#view.description = this.#filter;
    this.#changed.fire(undefined);
  }

  #soon(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#changed.fire(undefined), SETTLE);
  }
}
