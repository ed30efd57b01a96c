/**
 * Notes as lists show them. Nothing here needs VS Code at run time, so that it can be tested without it.
 */
import type { Annotation } from '../../../server/src/annotations/model.ts';

/** What a note is called in a list, and what stands beside that: its words, or its phrase where it has none. */
export function summaryOf({ bodies, tags, target }: Annotation): { readonly label: string; readonly detail: string } {
  const words = bodies
    .map(({ value }) => value)
    .join(' ')
    .replace(/\s+/g, ' ')
    .trim();
  const phrase = phraseOf({ target });
  if (words !== '') return { label: cut(words), detail: phrase };
  if (tags.length > 0) return { label: tags.map((tag) => `#${tag}`).join(' '), detail: phrase };
  return { label: phrase === '' ? '…' : phrase, detail: '' };
}

/** The phrase that a note is on, in quotation marks, cut; '' where it is on none. */
export function phraseOf({ target }: Pick<Annotation, 'target'>): string {
  const quote = target.kind === 'text' ? (target.quote?.exact ?? '').replace(/\s+/g, ' ').trim() : '';
  return quote === '' ? '' : `「${cut(quote)}」`;
}

const LONGEST = 60;

function cut(words: string): string {
  const letters = [...words];
  return letters.length > LONGEST ? `${letters.slice(0, LONGEST).join('')}…` : words;
}

/** Whether a note has all words of a filter, in itself, its phrase, its tags (with #) or its author; widths and cases make no difference. */
export function isMatch({ bodies, tags, creator, target }: Annotation, filter: string): boolean {
  const plain = (words: string): string => words.normalize('NFKC').toLowerCase();
  const quote = target.kind === 'text' ? (target.quote?.exact ?? '') : '';
  const own = plain(
    [...bodies.map(({ value }) => value), ...tags.map((tag) => `#${tag}`), creator?.name ?? '', quote].join('\n'),
  );
  return plain(filter)
    .split(/\s+/)
    .every((word) => own.includes(word));
}
