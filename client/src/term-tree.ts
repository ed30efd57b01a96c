/** The rows of the Terms view: the terms of a text, and below each its uses. */
import {
  type Event,
  EventEmitter,
  env,
  l10n,
  Range,
  type TextDocument,
  ThemeColor,
  ThemeIcon,
  type TreeDataProvider,
  TreeItem,
  TreeItemCollapsibleState,
  type Uri,
} from 'vscode';
import type { Range as ProtocolRange, TermItem, TermSource } from './protocol.ts';
import { idsOf, inOrder, namesOfTerm, type Order, pieceOf } from './term-list.ts';

export interface TermRow {
  readonly kind: 'term';
  readonly id: string;
  readonly uri: Uri;
  readonly term: TermItem;
}

export interface UseRow {
  readonly kind: 'use';
  readonly index: number;
  readonly parent: TermRow;
}

/** Stands for the uses that are not shown. */
export interface MoreRow {
  readonly kind: 'more';
  readonly parent: TermRow;
}

export type Row = TermRow | UseRow | MoreRow;

/** Whether an argument of a command is a row; menus of the view give one. */
export function isRow(value: unknown): value is Row {
  return typeof value === 'object' && value !== null && 'kind' in value && ('term' in value || 'parent' in value);
}

/** More uses than these below one term are no list that anyone reads. */
const USES = 200;

/** Told apart by their shapes; the colour says it only once more. */
const ICONS: Record<TermSource, ThemeIcon> = {
  text: new ThemeIcon('quote'),
  workspace: new ThemeIcon('notebook'),
  builtin: new ThemeIcon('book'),
  undefined: new ThemeIcon('question', new ThemeColor('list.warningForeground')),
};

export class TermTree implements TreeDataProvider<Row> {
  readonly #changed = new EventEmitter<undefined>();
  #document: TextDocument | undefined;
  #rows: readonly TermRow[] = [];

  readonly onDidChangeTreeData: Event<undefined> = this.#changed.event;

  /** Shows `terms` of `document`, given in the order of their first use; nothing where there is no text. */
  show(document: TextDocument | undefined, terms: readonly TermItem[], order: Order): void {
    this.#document = document;
    const ids = new Map(idsOf(terms).map((id, at) => [terms[at], id]));
    this.#rows =
      document === undefined
        ? []
        : inOrder(terms, order, env.language).map((term) => ({
            kind: 'term',
            id: ids.get(term) ?? '',
            uri: document.uri,
            term,
          }));
    this.#changed.fire(undefined);
  }

  dispose(): void {
    this.#changed.dispose();
  }

  getChildren(row?: Row): Row[] | undefined {
    if (row === undefined) return [...this.#rows];
    if (row.kind !== 'term') return undefined;
    const { term } = row;
    const uses = term.uses.slice(0, USES).map((_, index): UseRow => ({ kind: 'use', index, parent: row }));
    return term.count > uses.length ? [...uses, { kind: 'more', parent: row }] : uses;
  }

  getTreeItem(row: Row): TreeItem {
    switch (row.kind) {
      case 'term':
        return termItem(row);
      case 'use':
        return this.#useItem(row);
      case 'more': {
        const { count, uses } = row.parent.term;
        const item = new TreeItem(l10n.t('… {0} more', count - Math.min(uses.length, USES)));
        item.id = `${row.parent.id} more`;
        return item;
      }
    }
  }

  #useItem(row: UseRow): TreeItem {
    const { start, end } = row.parent.term.uses[row.index];
    // the text may have lost lines since the server spoke of it; the next answer is on its way
    const document = this.#document;
    const line = document && start.line < document.lineCount ? document.lineAt(start.line).text : '';
    const piece = pieceOf(line, start.character, start.line === end.line ? end.character : line.length);
    const number = `${start.line + 1}: `;
    const item = new TreeItem({
      label: number + piece.text,
      highlights: [[number.length + piece.start, number.length + piece.end]],
    });
    item.id = `${row.parent.id} use ${row.index}`;
    item.command = goTo(row);
    item.contextValue = 'use';
    item.accessibilityInformation = { label: l10n.t('Line {0}: {1}', start.line + 1, piece.text) };
    return item;
  }
}

/** The place that a row stands for: the use itself, or the first one of a term. */
export function placeOf(row: Row): Range {
  return row.kind === 'use' ? toRange(row.parent.term.uses[row.index]) : toRange(termOf(row).term.first);
}

/** The term that a row is about. */
export function termOf(row: Row): TermRow {
  return row.kind === 'term' ? row : row.parent;
}

export function toRange({ start, end }: ProtocolRange): Range {
  return new Range(start.line, start.character, end.line, end.character);
}

function termItem(row: TermRow): TreeItem {
  const { term } = row;
  const [name, ...others] = namesOfTerm(term);
  const uses = term.count === 1 ? l10n.t('1 use') : l10n.t('{0} uses', term.count);
  const source = sourceText(term.source);
  const item = new TreeItem(name ?? '', TreeItemCollapsibleState.Collapsed);
  item.id = row.id;
  // the number first: a narrow side bar cuts off the end
  item.description = [String(term.count), ...others].join(' · ');
  item.iconPath = ICONS[term.source];
  // a plain string: names come from texts, and nothing in them is to be read as markup
  item.tooltip = [[name, ...others].join('\n'), `${uses}\n${source}`].join('\n\n');
  item.command = goTo(row);
  item.contextValue = [term.source, ...(term.definition === null ? [] : ['definition'])].join(' ');
  item.accessibilityInformation = { label: l10n.t('{0}, {1}, {2}', [name, ...others].join(', '), uses, source) };
  return item;
}

function goTo(row: Row): TreeItem['command'] {
  return { command: 'communique.terms.goToUse', title: l10n.t('Go to Use'), arguments: [row] };
}

function sourceText(source: TermSource): string {
  switch (source) {
    case 'text':
      return l10n.t('defined in this text');
    case 'workspace':
      return l10n.t('from the glossary of the workspace');
    case 'builtin':
      return l10n.t('from the built-in glossary');
    case 'undefined':
      return l10n.t('explained nowhere');
  }
}
