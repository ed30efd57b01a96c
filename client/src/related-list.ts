/**
 * Related sections as lists show them. Nothing here needs VS Code at run time, so that it can be tested without it.
 */
import type { RelatedItem } from './protocol.ts';

/** The sections of one document. */
export interface RelatedDocument {
  readonly uri: string;
  readonly title: string;
  /** ISO; '' where it has none. */
  readonly date: string;
  /** Best first. */
  readonly sections: readonly RelatedItem[];
}

/** Sections by document, documents in the order of their best section: what is first is most likely what is looked for. */
export function byScore(items: readonly RelatedItem[]): RelatedDocument[] {
  const documents = new Map<string, { uri: string; title: string; date: string; sections: RelatedItem[] }>();
  for (const item of items) {
    const key = `${item.uri}\n${item.documentTitle}\n${item.date ?? ''}`;
    const known = documents.get(key);
    if (known !== undefined) known.sections.push(item);
    else documents.set(key, { uri: item.uri, title: item.documentTitle, date: item.date ?? '', sections: [item] });
  }
  return [...documents.values()];
}

/** The same, documents by date; those without one last. */
export function byDate(items: readonly RelatedItem[]): RelatedDocument[] {
  return byScore(items).sort((a, b) => {
    if (a.date === b.date) return 0;
    return a.date === '' ? 1 : b.date === '' ? -1 : a.date < b.date ? -1 : 1;
  });
}

/** How sure it is, as bars that can be read at a glance, and by a screen reader as a number beside them. */
export function bars(score: number): string {
  const full = Math.max(1, Math.min(5, Math.round(score * 5)));
  return '●'.repeat(full) + '○'.repeat(5 - full);
}
