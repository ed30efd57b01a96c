import type { Location } from 'vscode-languageserver-types';
import type { Meaning, TermAnalyser, TextRange } from '../terms/analyser.ts';
import { nameOf } from '../terms/entry.ts';
import type { TermProblem } from './term-problems.ts';

/** A term of a text, as the view of terms shows it. */
export interface TermItem {
  readonly name: string;
  readonly english: string;
  readonly acronym: string;
  readonly source: 'text' | 'workspace' | 'builtin' | 'undefined';
  readonly count: number;
  readonly first: TextRange;
  readonly definition: Location | null;
  /** The first places of use, at most MAX_USES. */
  readonly uses: readonly TextRange[];
}

const MAX_USES = 1000;

/** Answer of `communique/terms`: the terms of a text in the order of their first use. */
export function listTerms(
  terms: TermAnalyser,
  uri: string,
  problems: readonly TermProblem[],
  entryLocation: (meaning: Meaning) => Location | undefined,
): TermItem[] {
  const items = new Map<string, { item: Omit<TermItem, 'count' | 'uses'>; uses: TextRange[]; count: number }>();
  for (const { range, meanings } of terms.occurrences()) {
    const [meaning] = meanings;
    const known = items.get(meaning.id);
    if (known !== undefined) {
      known.count++;
      if (known.uses.length < MAX_USES) known.uses.push(range);
      continue;
    }
    const { definition, entry } = meaning;
    const name = entry !== undefined ? nameOf(entry) : definition?.long || definition?.alias || '';
    items.set(meaning.id, {
      item: {
        name,
        english: entry?.en || definition?.english || '',
        acronym: entry?.acronym || (definition !== undefined && definition.alias !== name ? definition.alias : ''),
        source: definition !== undefined ? 'text' : entry?.origin === 'workspace' ? 'workspace' : 'builtin',
        first: range,
        definition: definition !== undefined ? { uri, range: definition.aliasRange } : (entryLocation(meaning) ?? null),
      },
      uses: [range],
      count: 1,
    });
  }
  const list: TermItem[] = [...items.values()].map(({ item, uses, count }) => ({ ...item, uses, count }));
  for (const { code, word, range } of problems) {
    if (code !== 'undefined-acronym') continue;
    const item = {
      name: word,
      english: '',
      acronym: word,
      source: 'undefined' as const,
      count: 1,
      first: range,
      definition: null,
    };
    list.push({ ...item, uses: [range] });
  }
  return list.sort(
    (a, b) => a.first.start.line - b.first.start.line || a.first.start.character - b.first.start.character,
  );
}
