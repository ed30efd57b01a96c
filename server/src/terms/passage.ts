import type { RawDefinition } from './definition-model.ts';
import { findDefinitions } from './definitions.ts';
import { type Entry, spellingsOf } from './entry.ts';
import type { EntrySpelling, Glossary } from './glossary.ts';
import { keyOf } from './glossary.ts';
import { isSubsequence } from './key.ts';
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
  /** Entries that a spelling that cannot be mistaken, or a word of their context, speaks for, and how loudly. */
  readonly licensed: ReadonlyMap<Entry, number>;
}

const NONE: readonly never[] = [];
const NOBODY: ReadonlyMap<Entry, number> = new Map();
/** What a name says more of its entry than any words that stand near it. */
export const NAME_WEIGHT = 1000;

/** Reads one passage; `lines` without terminators. Linear in their length. */
export function readPassage(lines: readonly string[], glossary: Glossary): PassageFacts {
  const passage = new PassageText(lines);
  const { text } = passage;
  const candidates: Candidate[] = [];
  let licensed: Map<Entry, number> | undefined;
  const license = (entry: Entry, weight: number): void => {
    licensed ??= new Map();
    licensed.set(entry, (licensed.get(entry) ?? 0) + weight);
  };
  for (const { start, end, spellings: indexes } of glossary.matcher.find(text)) {
    const spellings: EntrySpelling[] = [];
    let sharing = 0;
    for (const index of indexes) {
      if (index >= glossary.spellings.length) {
        for (const entry of glossary.contextOf(index)) license(entry, 1);
        continue;
      }
      const spelling = glossary.spellings[index];
      sharing++;
      if (!keepsMeaning(text, start, spelling)) continue;
      spellings.push(spelling);
    }
    // a spelling that two terms share, or that is an ordinary word, does not say of which the text speaks
    if (sharing === 1 && spellings.length === 1 && !spellings[0].weak) {
      license(spellings[0].entry, NAME_WEIGHT);
    }
    if (spellings.length === 0) continue;
    candidates.push({ start: withQuote(text, start, end), end, spellings, quoted: isQuoted(text, start, end) });
  }
  const definitions = link(text, candidates, glossary);
  return { text: passage, candidates, definitions, licensed: licensed ?? NOBODY };
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
  let byEnd: Map<number, Candidate[]> | undefined;
  const endingAt = (end: number): readonly Candidate[] => {
    if (byEnd === undefined) {
      byEnd = new Map();
      for (const candidate of candidates) {
        const list = byEnd.get(candidate.end);
        if (list === undefined) byEnd.set(candidate.end, [candidate]);
        else list.push(candidate);
      }
    }
    return byEnd.get(end) ?? NONE;
  };
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
    isKnown: (name) => glossary.lookup(name).length > 0,
    startOfAny: (end) => endingAt(end)[0]?.start ?? -1,
  });
  return raw.map((definition) => ({ ...definition, entry: entryOf(definition, glossary) }));
}

/** The entry that a definition speaks of: the one its long form names, or one that is called as the alias and fits the long form. */
function entryOf({ alias, long, english }: RawDefinition, glossary: Glossary): Entry | undefined {
  const called = glossary.lookup(alias);
  if (long === '') return called[0];
  const named = glossary.lookup(long);
  if (named.length > 0) return named.find((entry) => called.includes(entry)) ?? named[0];
  const fitting = called.find((entry) => fits(entry, alias, long, english));
  if (fitting !== undefined) return fitting;
  // 内閣官房国家安全保障局: with what it belongs to before it
  const bare = long.replace(PARENTS, '').replace(/ (?:between|among) .*$/, '');
  return bare === long ? undefined : glossary.lookup(bare)[0];
}

const PARENTS = /^(?:内閣官房|内閣府|外務省|防衛省|日本国|日本|米国|独立行政法人|国立研究開発法人|国際連合)/;

/** Whether an entry that goes by the alias is what the long form says: the words of one stand in the other. */
function fits(entry: Entry, alias: string, long: string, english: string): boolean {
  if (english !== '' && keyOf(english) === keyOf(entry.en)) return true;
  const key = keyOf(long);
  const short = keyOf(alias);
  if (key.includes(short)) return true;
  // 国家安全保障戦略、国家防衛戦略及び防衛力整備計画（三文書）: one name for several
  if (/[,」]/.test(long) && /及び|並びに/.test(long) && entry.category === 'document') return true;
  // 国民保護法 = 武力攻撃事態等における国民の保護のための措置に関する法律
  const japanese = /[\u3040-\u9fff]/;
  if (japanese.test(alias) && short.length >= 4 && isSubsequence(short, key)) return true;
  // AMRAAM has no Japanese name that could differ
  if (!japanese.test(entry.ja) && japanese.test(long)) return true;
  return spellingsOf(entry).some((spelling) => {
    const other = keyOf(spelling);
    if (other.length < 4 || other === short || japanese.test(spelling) !== japanese.test(long)) return false;
    return isSubsequence(other, key) || isSubsequence(key, other);
  });
}
