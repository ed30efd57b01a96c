import { type Entry, type GlossaryProblem, LIMITS, type Origin, type Place } from './entry.ts';

/** The columns of a glossary as a table; lists are split by `|`. */
export const COLUMNS = [
  'canonical_ja',
  'canonical_en',
  'acronym',
  'variants',
  'definition_ja',
  'definition_en',
  'category',
  'documents',
  'confidence',
  'context',
] as const;
type Column = (typeof COLUMNS)[number];

/**
 * Reads a glossary from tab-separated values with a head line that names the columns, in any order. Total: rows that cannot be
 * read become problems, and the others are read.
 */
export function readGlossaryTsv(text: string, origin: Origin): { entries: Entry[]; problems: GlossaryProblem[] } {
  const entries: Entry[] = [];
  const problems: GlossaryProblem[] = [];
  const lines = text.replace(/^\uFEFF/, '').split(/\r\n|\r|\n/);
  const at = (line: number): Place => ({ line, start: 0, endLine: line, end: lines[line].length });
  const names = lines[0].split('\t').map((name) => name.trim());
  if (!names.includes('canonical_ja') && !names.includes('canonical_en') && !names.includes('acronym')) {
    if (text.trim() !== '') problems.push({ code: 'no-column', about: 'canonical_ja', place: at(0) });
    return { entries, problems };
  }
  for (const name of names) {
    if (!(COLUMNS as readonly string[]).includes(name)) {
      problems.push({ code: 'unknown-column', about: name.slice(0, 60), place: at(0) });
    }
  }
  for (let line = 1; line < lines.length; line++) {
    if (lines[line].trim() === '') continue;
    const cells = lines[line].split('\t');
    const cell = (column: Column): string => (cells[names.indexOf(column)] ?? '').trim();
    const list = (column: Column): string[] =>
      cell(column)
        .split('|')
        .map((item) => item.trim())
        .filter((item) => item !== '');
    const place = at(line);
    if (entries.length >= LIMITS.terms) {
      problems.push({ code: 'too-many', about: String(LIMITS.terms), place });
      break;
    }
    const entry = makeEntry(
      {
        ja: cell('canonical_ja'),
        en: cell('canonical_en'),
        acronym: cell('acronym'),
        variants: list('variants'),
        definitionJa: cell('definition_ja'),
        definitionEn: cell('definition_en'),
        category: cell('category'),
        documents: list('documents'),
        confidence: cell('confidence'),
        context: list('context'),
      },
      origin,
      place,
    );
    const wrong = check(entry);
    if (wrong) problems.push({ ...wrong, place });
    else entries.push(entry);
  }
  return { entries, problems };
}

/** What a row or an object says, with the marks of weak spellings still on. */
export type RawEntry = Omit<Entry, 'weak' | 'origin' | 'place'>;

/** Takes off the marks: `~x` among acronym and variants is weak; a `~` in the context makes the canonical name weak. */
export function makeEntry(raw: RawEntry, origin: Origin, place: Place): Entry {
  const weak = new Set<string>();
  const plain = (spelling: string): string => {
    if (!spelling.startsWith('~')) return spelling;
    const bare = spelling.slice(1).trim();
    weak.add(bare);
    return bare;
  };
  if (raw.context.includes('~') && raw.ja !== '') weak.add(raw.ja);
  return {
    ...raw,
    ja: plain(raw.ja),
    en: plain(raw.en),
    acronym: plain(raw.acronym),
    variants: raw.variants.map(plain).filter((spelling) => spelling !== ''),
    context: raw.context.filter((word) => word !== '~'),
    weak,
    origin,
    place,
  };
}

/** What makes an entry unusable, if anything does. */
export function check(entry: Entry): { code: GlossaryProblem['code']; about: string } | undefined {
  if (entry.ja === '' && entry.en === '' && entry.acronym === '') return { code: 'no-name', about: '' };
  for (const spelling of [entry.ja, entry.en, entry.acronym, ...entry.variants]) {
    if (spelling.length > LIMITS.spelling) return { code: 'too-long', about: `${spelling.slice(0, 40)}…` };
  }
  if (entry.variants.length > LIMITS.variants) return { code: 'too-long', about: 'variants' };
  for (const definition of [entry.definitionJa, entry.definitionEn]) {
    if (definition.length > LIMITS.definition) return { code: 'too-long', about: `${definition.slice(0, 40)}…` };
  }
  return undefined;
}
