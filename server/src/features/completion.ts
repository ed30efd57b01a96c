import type { CompletionItem, CompletionList, Range } from 'vscode-languageserver-types';
import type { TermAnalyser } from '../terms/analyser.ts';
import { type Entry, nameOf } from '../terms/entry.ts';
import { type EntrySpelling, type Glossary, keyOf } from '../terms/glossary.ts';
import { isJapanese, isKatakana } from '../terms/matcher.ts';

/** Completion of terms: canonical names, acronyms, variants, and the long form with its acronym where that was not given yet. */

/** Longest beginning of a term that is looked for before the cursor. */
const REACH = 40;
const MAX_ITEMS = 100;

// CompletionItemKind
const CONSTANT = 21;
const KEYWORD = 14;
const SNIPPET = 15;

/** What `completionItem/resolve` needs to find the entry again. */
export interface CompletionData {
  readonly uri: string;
  readonly entry: string;
}

/** Spellings of a glossary in the order of their keys, for finding those that begin with given letters. */
class Beginnings {
  readonly #keys: readonly string[];
  readonly #spellings: readonly EntrySpelling[];

  constructor(glossary: Glossary) {
    const sorted = glossary.spellings.map((spelling) => ({ key: keyOf(spelling.text), spelling }));
    sorted.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
    this.#keys = sorted.map(({ key }) => key);
    this.#spellings = sorted.map(({ spelling }) => spelling);
  }

  with(prefix: string, limit: number): EntrySpelling[] {
    let low = 0;
    let high = this.#keys.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#keys[middle] < prefix) low = middle + 1;
      else high = middle;
    }
    const found: EntrySpelling[] = [];
    while (low < this.#keys.length && found.length < limit && this.#keys[low].startsWith(prefix)) {
      found.push(this.#spellings[low++]);
    }
    return found;
  }
}

const beginnings = new WeakMap<Glossary, Beginnings>();

function beginningsOf(glossary: Glossary): Beginnings {
  let known = beginnings.get(glossary);
  if (known === undefined) {
    known = new Beginnings(glossary);
    beginnings.set(glossary, known);
  }
  return known;
}

/**
 * Items for the text before the cursor. The longest end of it that begins a term is completed: Japanese has no blanks between
 * words, so the word is not known before. Always incomplete, because the next letter can begin another term.
 */
export function completeTerm(uri: string, line: number, before: string, terms: TermAnalyser): CompletionList {
  const { glossary } = terms;
  const index = beginningsOf(glossary);
  const document = terms.documentAt(line);
  const position = { line, character: before.length };
  const isAbove = ({ start, end }: Range): boolean =>
    start.line < line || (start.line === line && end.character <= before.length);
  const definitions = (document?.definitions() ?? []).filter((d) => isAbove(d.aliasRange));

  const from = Math.max(0, before.length - REACH);
  for (let start = from; start < before.length; start++) {
    if (!isBoundary(before, start)) continue;
    const typed = before.slice(start);
    const prefix = keyOf(typed);
    if (prefix.length < (isJapanese(typed.charCodeAt(0)) ? 2 : 1)) continue;
    const found = index.with(prefix, MAX_ITEMS);
    const own = definitions.filter(
      (d) => keyOf(d.alias).startsWith(prefix) || (d.long !== '' && keyOf(d.long).startsWith(prefix)),
    );
    if (found.length === 0 && own.length === 0) continue;
    const range = { start: { line, character: start }, end: position };
    const items: CompletionItem[] = [];
    const seen = new Set<string>();
    const put = (label: string, sort: string, item: Partial<CompletionItem>): void => {
      if (seen.has(label) || items.length >= MAX_ITEMS) return;
      seen.add(label);
      items.push({
        label,
        filterText: `${typed} ${label}`,
        sortText: sort + label,
        textEdit: { range, newText: label },
        ...item,
      });
    };
    for (const d of own) {
      put(d.alias, '0', { kind: CONSTANT, detail: d.long || undefined, ...dataOf(uri, d.entry) });
      if (d.long !== '') put(d.long, '1', { kind: KEYWORD, detail: d.alias, ...dataOf(uri, d.entry) });
    }
    const given = new Set(definitions.map((d) => d.entry));
    for (const { entry, text } of found) {
      const rank = document?.entries.has(entry) ? '2' : '4';
      put(text, rank, { kind: KEYWORD, detail: detailOf(entry, text), ...dataOf(uri, entry) });
      if (entry.acronym !== '' && entry.ja !== '' && keyOf(entry.acronym) !== keyOf(entry.ja) && !given.has(entry)) {
        put(`${entry.ja}（${entry.acronym}）`, document?.entries.has(entry) ? '3' : '5', {
          kind: SNIPPET,
          detail: entry.en,
          ...dataOf(uri, entry),
        });
      }
    }
    return { isIncomplete: true, items };
  }
  return { isIncomplete: true, items: [] };
}

function dataOf(uri: string, entry: Entry | undefined): { data?: CompletionData } {
  return entry === undefined ? {} : { data: { uri, entry: nameOf(entry) } };
}

function detailOf(entry: Entry, spelling: string): string {
  const key = keyOf(spelling);
  return [entry.ja, entry.en, entry.acronym].filter((name) => name !== '' && keyOf(name) !== key).join(' · ');
}

/** Whether a word can begin at an offset: not inside a Latin word or a run of katakana. */
function isBoundary(text: string, at: number): boolean {
  const before = text.charCodeAt(at - 1);
  const code = text.charCodeAt(at);
  if (/[\s、。，．「」（）()]/.test(text[at])) return false;
  if (isLatinLike(code)) return !isLatinLike(before);
  if (isKatakana(code)) return !isKatakana(before);
  return true;
}

function isLatinLike(code: number): boolean {
  return (
    (code >= 0x30 && code <= 0x7a && /[0-9A-Za-z]/.test(String.fromCharCode(code))) ||
    (code >= 0xff10 && code <= 0xff5a)
  );
}
