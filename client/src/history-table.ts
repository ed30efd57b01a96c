/**
 * The history of a term or a document as a text. Nothing here needs VS Code at run time.
 */
import type { History, HistoryEntry } from './protocol.ts';

/** Words of the table, in the language of VS Code. */
export interface TableWords {
  readonly title: (name: string) => string;
  readonly counted: (places: number, documents: number) => string;
  readonly head: readonly [date: string, document: string, section: string, said: string, sentence: string];
  readonly noDate: string;
  readonly more: (count: number) => string;
}

/** A table in Markdown, by date. */
export function historyTable(history: History, words: TableWords): string {
  const { name, entries, more } = history;
  const documents = new Set(entries.map(({ uri, documentTitle }) => `${uri}\n${documentTitle}`)).size;
  const rows = entries.map(({ date, documentTitle, section, speaker, outcomeName, sentence }) =>
    row([
      date === '' ? words.noDate : date,
      documentTitle,
      section,
      [speaker, outcomeName].filter((part) => part !== '').join(' · '),
      sentence,
    ]),
  );
  return [
    `# ${plain(words.title(name))}`,
    '',
    words.counted(entries.length + more, documents),
    '',
    row(words.head),
    '| --- | --- | --- | --- | --- |',
    ...rows,
    ...(more > 0 ? ['', words.more(more)] : []),
    '',
  ].join('\n');
}

function row(cells: readonly string[]): string {
  return `| ${cells.map(plain).join(' | ')} |`;
}

/** Words of a text are no markup. */
function plain(words: string): string {
  return words
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/[\\`*_{}[\]<>|#]/g, '\\$&');
}

/** The places of one year. */
export interface YearOfHistory {
  /** Four digits; '' for documents without a date. */
  readonly year: string;
  readonly entries: readonly HistoryEntry[];
}

/** Every year from the first to the last, those without places too, so that a gap is seen; places without a date at the end. */
export function byYear(entries: readonly HistoryEntry[]): YearOfHistory[] {
  const years = new Map<string, HistoryEntry[]>();
  for (const entry of entries) {
    const year = entry.date.slice(0, 4);
    const known = years.get(year);
    if (known === undefined) years.set(year, [entry]);
    else known.push(entry);
  }
  const dated = [...years.keys()].filter((year) => year !== '').map(Number);
  const all: YearOfHistory[] = [];
  if (dated.length > 0) {
    const [first, last] = [Math.min(...dated), Math.max(...dated)];
    // two documents that are a century apart have no hundred empty years drawn between them
    const gaps = last - first <= MOST_YEARS;
    for (let year = first; year <= last; year++) {
      const list = years.get(String(year).padStart(4, '0'));
      if (list !== undefined || gaps) all.push({ year: String(year), entries: list ?? [] });
    }
  }
  const undated = years.get('');
  if (undated !== undefined) all.push({ year: '', entries: undated });
  return all;
}

const MOST_YEARS = 60;

/** A side that speaks of something, or a kind of outcome, and how often. */
export interface Said {
  readonly kind: 'party' | 'outcome';
  readonly id: string;
  readonly name: string;
  readonly count: number;
}

/** The sides and outcomes of a history, those that are most frequent first. */
export function saidIn(entries: readonly HistoryEntry[]): Said[] {
  const found = new Map<string, Said>();
  const add = (kind: Said['kind'], id: string, name: string): void => {
    if (name === '') return;
    const known = found.get(`${kind} ${id}`);
    found.set(`${kind} ${id}`, { kind, id, name, count: (known?.count ?? 0) + 1 });
  };
  for (const { party, speaker, outcome, outcomeName } of entries) {
    add('party', party, speaker);
    add('outcome', outcome, outcomeName);
  }
  return [...found.values()].sort((a, b) => (a.kind === b.kind ? b.count - a.count : a.kind === 'party' ? -1 : 1));
}

/** The places where one of the chosen sides speaks, with one of the chosen outcomes; none chosen is all. */
export function saidBy(entries: readonly HistoryEntry[], chosen: readonly Pick<Said, 'kind' | 'id'>[]): HistoryEntry[] {
  const parties = new Set(chosen.filter(({ kind }) => kind === 'party').map(({ id }) => id));
  const outcomes = new Set(chosen.filter(({ kind }) => kind === 'outcome').map(({ id }) => id));
  return entries.filter(
    ({ party, speaker, outcome }) =>
      (parties.size === 0 || (speaker !== '' && parties.has(party))) && (outcomes.size === 0 || outcomes.has(outcome)),
  );
}
