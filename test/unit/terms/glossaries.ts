import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { StructureAnalyser } from '../../../server/src/structure/analyser.ts';
import { TermAnalyser } from '../../../server/src/terms/analyser.ts';
import { Glossary, readHomographs } from '../../../server/src/terms/glossary.ts';
import { readGlossaryTsv } from '../../../server/src/terms/glossary-tsv.ts';
import { splitLines } from '../../../server/src/text/lines.ts';

/** A table of knowledge/, as text. */
export function knowledge(name: string): string {
  return readFileSync(join(import.meta.dirname, '../../../server/knowledge', name), 'utf8');
}

/** The glossary that is built in. */
export const builtIn = new Glossary(
  readGlossaryTsv(knowledge('glossary.tsv'), 'built-in').entries,
  [],
  readHomographs(knowledge('homographs.tsv')),
);

/** A glossary of rows `ja | en | acronym | variants, separated by commas | context, separated by commas`. */
export function glossaryOf(...rows: string[]): Glossary {
  const lines = rows.map((row) => {
    const [ja = '', en = '', acronym = '', variants = '', context = ''] = row.split('|').map((cell) => cell.trim());
    const list = (cell: string) =>
      cell
        .split(',')
        .map((item) => item.trim())
        .join('|');
    return [ja, en, acronym, list(variants), list(context), 'document'].join('\t');
  });
  const head = 'canonical_ja\tcanonical_en\tacronym\tvariants\tcontext\tcategory';
  return new Glossary(readGlossaryTsv([head, ...lines].join('\n'), 'built-in').entries);
}

export function analyse(text: string, glossary: Glossary = builtIn): TermAnalyser {
  const structure = new StructureAnalyser(splitLines(text));
  const terms = new TermAnalyser(glossary);
  terms.update(structure.scans, structure.documents());
  return terms;
}

/** The text with its terms marked, `［ＢＭＤ：弾道ミサイル防衛］`; `=` before what the text itself defines. */
export function marked(text: string, glossary: Glossary = builtIn): string {
  const lines = splitLines(text);
  const occurrences = analyse(text, glossary).occurrences();
  for (const { range, meanings } of [...occurrences].reverse()) {
    const names = meanings.map(({ definition, entry }) =>
      definition === undefined ? (entry?.ja ?? '') : `=${entry?.ja ?? (definition.long || definition.alias)}`,
    );
    const { start, end } = range;
    const last = lines[end.line];
    lines[end.line] = `${last.slice(0, end.character)}：${names.join('/')}］${last.slice(end.character)}`;
    const first = lines[start.line];
    lines[start.line] = `${first.slice(0, start.character)}［${first.slice(start.character)}`;
  }
  return lines.join('');
}
