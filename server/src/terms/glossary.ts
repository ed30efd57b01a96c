import { fold } from '../text/width.ts';
import { type Entry, type GlossaryProblem, nameOf, spellingsOf } from './entry.ts';
import { readGlossaryJson } from './glossary-json.ts';
import { readGlossaryTsv } from './glossary-tsv.ts';
import { keyString } from './key.ts';
import { Matcher } from './matcher.ts';

/** Files of a folder's own glossary, below the folder. Terms of the first stand before those of the second. */
export const GLOSSARY_FILES = ['.communique/glossary.json', '.communique/glossary.tsv'] as const;

/** A spelling of the glossary and the entry it belongs to. */
export interface EntrySpelling {
  /** Folded. */
  readonly text: string;
  readonly entry: Entry;
  /** An ordinary word too (see Entry.weak). */
  readonly weak: boolean;
  /**
   * Whether quotation marks alone show that a weak spelling means the entry: 「ロードマップ」, but not every 「行程表」. So it is with the
   * canonical name, and where the entry names no context that would show it.
   */
  readonly byQuotation: boolean;
}

/** Spellings that several terms have, by key: names of the terms, the more usual one first. */
export type Homographs = ReadonlyMap<string, readonly string[]>;

/**
 * Terms and what finds them in a text. Entries of a workspace come before the built-in ones: one with the canonical name of a
 * built-in entry takes its place (facts that it leaves out are kept), and a spelling that both have is the workspace's.
 */
export class Glossary {
  readonly entries: readonly Entry[];
  readonly spellings: readonly EntrySpelling[];
  readonly #byKey = new Map<string, Entry[]>();
  readonly #homographs: Homographs;
  #matcher: Matcher | undefined;
  #shared: Set<Entry> | undefined;
  /** Words that license weak spellings, behind the spellings in the matcher. */
  readonly #context: { text: string; entries: Entry[] }[] = [];

  constructor(builtIn: readonly Entry[], workspace: readonly Entry[] = [], homographs: Homographs = new Map()) {
    this.#homographs = homographs;
    const own = new Map<string, Entry>();
    const ownSpellings = new Set<string>();
    for (const entry of workspace) {
      own.set(keyOf(nameOf(entry)), entry);
      for (const spelling of spellingsOf(entry)) ownSpellings.add(keyOf(spelling));
    }
    const replaced = new Map<Entry, Entry>();
    const kept: Entry[] = [];
    for (const entry of builtIn) {
      const over = own.get(keyOf(entry.ja)) ?? own.get(keyOf(entry.en)) ?? undefined;
      if (over === undefined) kept.push(entry);
      else replaced.set(over, completed(replaced.get(over) ?? over, entry));
    }
    this.entries = [...workspace.map((entry) => replaced.get(entry) ?? entry), ...kept];
    const spellings: EntrySpelling[] = [];
    const context = new Map<string, Entry[]>();
    for (const entry of this.entries) {
      const seen = new Set<string>();
      for (const spelling of spellingsOf(entry)) {
        const text = fold(spelling).text;
        const key = keyString(text);
        if (key.length < 2 || seen.has(key)) continue;
        seen.add(key);
        if (entry.origin === 'built-in' && ownSpellings.has(key)) continue;
        const byQuotation = spelling === entry.ja || entry.context.length === 0;
        spellings.push({ text, entry, weak: entry.weak.has(spelling), byQuotation });
        const list = this.#byKey.get(key);
        if (list === undefined) this.#byKey.set(key, [entry]);
        else list.push(entry);
      }
      for (const word of entry.context) {
        const text = fold(word).text;
        const list = context.get(text);
        if (list === undefined) context.set(text, [entry]);
        else list.push(entry);
      }
    }
    for (const [text, entries] of context) this.#context.push({ text, entries });
    this.spellings = spellings;
  }

  /** Finds spellings and, with indexes from `spellings.length` on, words of contexts. Made when first asked for. */
  get matcher(): Matcher {
    this.#matcher ??= new Matcher([...this.spellings, ...this.#context]);
    return this.#matcher;
  }

  /** Entries for which a found context word speaks; `index` as the matcher gives it. */
  contextOf(index: number): readonly Entry[] {
    return this.#context[index - this.spellings.length].entries;
  }

  /** Entries that are called so, in any width; the more usual one first. */
  lookup(name: string): readonly Entry[] {
    const key = keyOf(name);
    return this.ranked(key, this.#byKey.get(key) ?? []);
  }

  /** Whether another entry has a spelling of this one, so that it matters how much a text speaks of which. */
  isShared(entry: Entry): boolean {
    this.#shared ??= new Set([...this.#byKey.values()].filter((entries) => entries.length > 1).flat());
    return this.#shared.has(entry);
  }

  /** Entries in the order in which the table of homographs has them. */
  ranked(key: string, entries: readonly Entry[]): readonly Entry[] {
    const order = entries.length > 1 ? this.#homographs.get(key) : undefined;
    if (order === undefined) return entries;
    const place = (entry: Entry): number => {
      const at = order.indexOf(entry.ja);
      return entry.origin === 'workspace' ? -1 : at < 0 ? order.length : at;
    };
    return [...entries].sort((a, b) => place(a) - place(b));
  }
}

/** The key of a name as it stands in a file. */
export function keyOf(name: string): string {
  return keyString(fold(name).text);
}

/** A workspace's entry with what it leaves out taken from the built-in one of that name. */
function completed(own: Entry, builtIn: Entry): Entry {
  return {
    ...own,
    ja: own.ja || builtIn.ja,
    en: own.en || builtIn.en,
    acronym: own.acronym || builtIn.acronym,
    variants: own.variants.length > 0 ? own.variants : builtIn.variants,
    definitionJa: own.definitionJa || (own.definitionEn === '' ? builtIn.definitionJa : ''),
    definitionEn: own.definitionEn || (own.definitionJa === '' ? builtIn.definitionEn : ''),
    category: own.category || builtIn.category,
    documents: own.documents.length > 0 ? own.documents : builtIn.documents,
    context: own.context.length > 0 ? own.context : builtIn.context,
    weak: new Set([...own.weak, ...(own.variants.length > 0 ? [] : builtIn.weak)]),
  };
}

/** Reads a glossary file by the form its name tells: a table, else JSON. */
export function readGlossaryFile(name: string, text: string): { entries: Entry[]; problems: GlossaryProblem[] } {
  const { entries, problems } = name.endsWith('.tsv')
    ? readGlossaryTsv(text, 'workspace')
    : readGlossaryJson(text, 'workspace');
  return { entries, problems: [...problems, ...findCollisions(entries)] };
}

/** Reads the table of homographs: spelling, names split by `|`, a note. */
export function readHomographs(text: string): Map<string, string[]> {
  const homographs = new Map<string, string[]>();
  for (const line of text.split('\n').slice(1)) {
    const [spelling, names] = line.split('\t');
    if (spelling && names) homographs.set(keyOf(spelling), names.split('|'));
  }
  return homographs;
}

/**
 * Names that stand twice, and spellings that two entries of one list share, apart from the known homographs. `known` are keys.
 */
export function findCollisions(entries: readonly Entry[], known: ReadonlySet<string> = new Set()): GlossaryProblem[] {
  const problems: GlossaryProblem[] = [];
  const names = new Map<string, Entry>();
  const spellings = new Map<string, Entry>();
  for (const entry of entries) {
    const name = keyOf(nameOf(entry));
    if (names.has(name)) {
      problems.push({ code: 'duplicate', about: nameOf(entry), place: entry.place });
      continue;
    }
    names.set(name, entry);
    for (const spelling of spellingsOf(entry)) {
      const key = keyOf(spelling);
      const other = spellings.get(key);
      if (other === undefined) spellings.set(key, entry);
      else if (other !== entry && !known.has(key)) {
        problems.push({ code: 'collision', about: `${spelling} (${nameOf(other)})`, place: entry.place });
      }
    }
  }
  return problems;
}
