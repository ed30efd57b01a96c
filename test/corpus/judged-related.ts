import { readdirSync, readFileSync } from 'node:fs';
import { Citations } from '../../server/src/corpus/citations.ts';
import { sketchesOf, termUses } from '../../server/src/corpus/file-reader.ts';
import type { Library } from '../../server/src/corpus/library.ts';
import { readText } from '../../server/src/corpus/read-text.ts';
import { type Related, relatedSections, sectionsAround } from '../../server/src/corpus/relatedness/related-sections.ts';
import { eachSection } from '../../server/src/corpus/relatedness/sketch.ts';
import { Sketches } from '../../server/src/corpus/relatedness/sketches.ts';
import { pathOf, plainPath } from '../../server/src/references/parts.ts';
import type { Glossary } from '../../server/src/terms/glossary.ts';

/** A section, `file#path` with the name of the file without its ending, and the sections of other texts that take up its matter. */
export interface JudgedSection {
  readonly section: string;
  /** Empty where no text has it. */
  readonly related: readonly string[];
}

export interface JudgedRelated {
  readonly development: readonly JudgedSection[];
  readonly heldOut: readonly JudgedSection[];
}

const FOLDER = new URL('related/', import.meta.url);

export function readJudgedRelated(): JudgedRelated {
  return JSON.parse(readFileSync(new URL('related.json', import.meta.url), 'utf8'));
}

/** The texts of related/ by the names of their files. */
export function relatedTexts(): Map<string, string> {
  return new Map(
    readdirSync(FOLDER).map((name) => [name.replace(/\.txt$/, ''), readFileSync(new URL(name, FOLDER), 'utf8')]),
  );
}

/** Texts in which related sections can be looked for; a section is `name#path`. */
export class RelatedIndex {
  readonly #library: Library;
  readonly #sketches = new Sketches();
  readonly #lines = new Map<string, { readonly uri: string; readonly line: number }>();
  #citations: Citations | undefined;

  constructor(texts: ReadonlyMap<string, string>, library: Library, glossary: Glossary) {
    this.#library = library;
    for (const [name, content] of texts) {
      const uri = `file:///${name}.txt`;
      const { lines, terms, references } = readText(uri, content, glossary, library);
      library.setFile(uri, references.kept());
      this.#sketches.set(
        uri,
        sketchesOf(references.summaries(), (line) => lines[line] ?? '', termUses(terms), references.dates()),
      );
      for (const { sections } of references.summaries()) {
        eachSection(sections, ({ line }, trail) => {
          const id = `${name}#${plainPath(pathOf(trail))}`;
          if (!this.#lines.has(id)) this.#lines.set(id, { uri, line });
        });
      }
    }
  }

  /** All sections. */
  ids(): string[] {
    return [...this.#lines.keys()];
  }

  /** What is found for a section, best first. Throws where there is no such section. */
  related(id: string): Related[] {
    const [name, path] = id.split('#');
    const place = this.#lines.get(`${name}#${plainPath(path)}`);
    if (place === undefined) throw new Error(`${id}: no such section`);
    this.#citations ??= new Citations(this.#library);
    this.#citations.settle(Number.POSITIVE_INFINITY);
    const at = sectionsAround(this.#library, place.uri, place.line).at(-1);
    if (at === undefined) return [];
    return relatedSections(
      { library: this.#library, citations: this.#citations, sketches: this.#sketches },
      at.key,
      [],
    );
  }
}

/** `name#path` of a section that was found, comparable with `idOf`. */
export function idOfFound({ uri, trail }: Related): string {
  return `${uri.replace(/^file:\/\/\//, '').replace(/\.txt$/, '')}#${plainPath(pathOf(trail))}`;
}

export function idOf(section: string): string {
  const [name, path] = section.split('#');
  return `${name}#${plainPath(path)}`;
}

export interface RelatedScore {
  /** Parts of the sections with a match, of which the first, or one of the first three found is one. */
  readonly hits1: number;
  readonly hits3: number;
  /** Normalised discounted gain of the first five. */
  readonly ndcg: number;
  /** Part of the sections without a match for which nothing is shown. */
  readonly silent: number;
  readonly wrong: readonly string[];
}

export function scoreRelated(judged: readonly JudgedSection[], index: RelatedIndex): RelatedScore {
  let [hits1, hits3, gain, silent, matched, unmatched] = [0, 0, 0, 0, 0, 0];
  const wrong: string[] = [];
  for (const { section, related } of judged) {
    const found = index.related(section);
    const shown = found.slice(0, 3).map((one) => `${idOfFound(one)} ${one.score.toFixed(2)}`);
    if (related.length === 0) {
      unmatched++;
      if (found.length === 0) silent++;
      else wrong.push(`${section}: ${shown.join(', ')}; nothing belongs to it`);
      continue;
    }
    matched++;
    const wanted = new Set(related.map(idOf));
    const right = found.map((one) => wanted.has(idOfFound(one)));
    if (right[0]) hits1++;
    if (right.slice(0, 3).includes(true)) hits3++;
    if (!right[0]) wrong.push(`${section}: ${shown.join(', ') || 'nothing'}; wanted ${related.join(', ')}`);
    let [got, best] = [0, 0];
    for (let k = 0; k < 5; k++) {
      if (right[k]) got += 1 / Math.log2(k + 2);
      // of one document one section is enough
      if (k < new Set(related.map((one) => one.split('#')[0])).size) best += 1 / Math.log2(k + 2);
    }
    gain += Math.min(1, got / best);
  }
  return { hits1: hits1 / matched, hits3: hits3 / matched, ndcg: gain / matched, silent: silent / unmatched, wrong };
}
