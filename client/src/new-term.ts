/**
 * What a user says of a new term – two names at most, and what they mean – as an entry of a glossary.
 *
 * Nothing here needs VS Code at run time, so that it can be tested without it.
 */
import type { NewTerm } from './protocol.ts';

/** The names that an entry can have. */
export type NameField = 'ja' | 'en' | 'acronym';

/** What the server takes; a longer name is no name of anything. */
export const LONGEST_NAME = 200;
export const LONGEST_DEFINITION = 4000;

/**
 * A term at the cursor: wider than a word of the editor, which ends where kanji meet katakana (弾道|ミサイル|防衛). Hiragana is left
 * out, because it mostly joins terms to the sentence.
 */
export const TERM_AT_CURSOR =
  /[\p{sc=Han}\p{sc=Katakana}ー]+(?:・[\p{sc=Han}\p{sc=Katakana}ー]+)*|[\p{sc=Latin}\p{N}]+(?:[-‐‑−－'’./+＋][\p{sc=Latin}\p{N}]+)*/u;

/** A selection as one line: a line break inside a term comes from the layout. Undefined where nothing is left. */
export function nameFrom(selection: string): string | undefined {
  const name = selection
    .replace(/([\p{sc=Latin}\d])[^\S\n]*\r?\n\s*(?=[\p{sc=Latin}\d])/gu, '$1 ')
    .replace(/\s*\n\s*/g, '')
    .trim();
  return name === '' ? undefined : [...name].slice(0, LONGEST_NAME).join('');
}

/** Which name of an entry this one is, by its characters. */
export function fieldOf(name: string): NameField {
  if (/[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}]/u.test(name)) return 'ja';
  // full-width letters are letters
  const plain = name.normalize('NFKC');
  const capitals = plain.match(/\p{Lu}/gu)?.length ?? 0;
  const short = plain.length <= 12 && !/\s/.test(plain);
  return short && (capitals >= 2 || (capitals === 1 && /\d/.test(plain))) ? 'acronym' : 'en';
}

/**
 * Which name `other` is beside a name in `field`; undefined where an entry has no room for both. An acronym has a long form
 * in either language, even one in capitals.
 */
export function otherField(field: NameField, other: string): NameField | undefined {
  const found = fieldOf(other);
  if (field === 'acronym') return found === 'ja' ? 'ja' : 'en';
  return found === field ? undefined : found;
}

/** The names of a term in the order in which they are asked for: first as it stands in the text, mostly the short form. */
export function namesOf(term: NewTerm): { field: NameField; name: string }[] {
  return (['acronym', 'ja', 'en'] as const).flatMap((field) => {
    const name = term[field]?.trim();
    return name ? [{ field, name }] : [];
  });
}

/** The strings among what a caller of the command gave, which may be anything. */
export function termFrom(given: unknown): NewTerm {
  if (typeof given !== 'object' || given === null) return {};
  const known = Object.entries(given).filter(
    ([field, value]) => ['ja', 'en', 'acronym', 'definition'].includes(field) && typeof value === 'string',
  );
  return Object.fromEntries(known);
}
