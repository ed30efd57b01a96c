import type { RawDefinition } from './definition-model.ts';
import { findDefinitions } from './definitions.ts';
import type { Entry } from './entry.ts';
import type { EntrySpelling, Glossary } from './glossary.ts';
import { keyOf } from './glossary.ts';
import { keepsMeaning } from './modified.ts';
import { PassageText } from './passage-text.ts';

/** A place where spellings of the glossary stand, of which at least one may be meant. Offsets in the folded text. */
export interface Candidate {
  readonly start: number;
  readonly end: number;
  readonly spellings: readonly EntrySpelling[];
  /** In quotation marks, which name a thing by a word that is otherwise ordinary. */
  readonly quoted: boolean;
}

/** A definition and the entry of the glossary that is the same thing, if there is one. */
export interface LinkedDefinition extends RawDefinition {
  readonly entry: Entry | undefined;
}

/** What the lines of one passage say of themselves, given a glossary. */
export interface PassageFacts {
  readonly text: PassageText;
  /** By start, of one start the longest first. */
  readonly candidates: readonly Candidate[];
  readonly definitions: readonly LinkedDefinition[];
  /** Entries that a spelling that cannot be mistaken, or a word of their context, speaks for. */
  readonly licensed: readonly Entry[];
}

const NONE: readonly never[] = [];

/** Reads one passage; `lines` without terminators. Linear in their length. */
export function readPassage(lines: readonly string[], glossary: Glossary): PassageFacts {
  const passage = new PassageText(lines);
  const { text } = passage;
  const candidates: Candidate[] = [];
  let licensed: Set<Entry> | undefined;
  for (const { start, end, spellings: indexes } of glossary.matcher.find(text)) {
    const spellings: EntrySpelling[] = [];
    for (const index of indexes) {
      if (index >= glossary.spellings.length) {
        licensed ??= new Set();
        for (const entry of glossary.contextOf(index)) licensed.add(entry);
        continue;
      }
      const spelling = glossary.spellings[index];
      if (!keepsMeaning(text, start, spelling)) continue;
      spellings.push(spelling);
      if (spelling.weak) continue;
      licensed ??= new Set();
      licensed.add(spelling.entry);
    }
    if (spellings.length === 0) continue;
    candidates.push({ start: withQuote(text, start, end), end, spellings, quoted: isQuoted(text, start, end) });
  }
  const definitions = text.includes('(') || text.includes('と') ? link(text, candidates, glossary) : NONE;
  return { text: passage, candidates, definitions, licensed: licensed === undefined ? NONE : [...licensed] };
}

/** 「2+2」閣僚会合 begins with its quotation mark, though a key has none. */
function withQuote(text: string, start: number, end: number): number {
  const close = text.indexOf('」', start);
  if (close < 0 || close >= end || text[start - 1] !== '「') return start;
  const open = text.indexOf('「', start);
  return open >= 0 && open < close ? start : start - 1;
}

function isQuoted(text: string, start: number, end: number): boolean {
  const open = text[start - 1];
  const close = text[end];
  return (open === '「' && close === '」') || (open === '『' && close === '』') || (open === '"' && close === '"');
}

function link(text: string, candidates: readonly Candidate[], glossary: Glossary): LinkedDefinition[] {
  const endingAt = (end: number): Candidate[] => candidates.filter((c) => c.end === end);
  const raw = findDefinitions(text, {
    startOfNamed(end, alias) {
      const key = keyOf(alias);
      let longest = -1;
      for (const { start, spellings } of endingAt(end)) {
        for (const { entry, text: spelling } of spellings) {
          if (!glossary.lookup(alias).includes(entry) || keyOf(spelling) === key) continue;
          if (keyOf(spelling) === keyOf(entry.ja)) return start;
          if (longest < 0 || start < longest) longest = start;
        }
      }
      return longest;
    },
    startOfAny: (end) => endingAt(end)[0]?.start ?? -1,
  });
  return raw.map((definition) => ({ ...definition, entry: entryOf(definition, glossary) }));
}

/** The entry that a definition speaks of: the one its long form names, the one of the word itself where it is explained. */
function entryOf({ alias, long }: RawDefinition, glossary: Glossary): Entry | undefined {
  if (long === '') return glossary.lookup(alias)[0];
  const named = glossary.lookup(long);
  if (named.length < 2) return named[0];
  const called = glossary.lookup(alias);
  return named.find((entry) => called.includes(entry)) ?? named[0];
}
