import type { CatalogueDocument } from '../corpus/catalogue.ts';
import type { Meaning, TermOccurrence } from '../terms/analyser.ts';
import type { Entry } from '../terms/entry.ts';
import { nameOf } from '../terms/entry.ts';
import { keyOf } from '../terms/glossary.ts';
import type { Style } from './markdown.ts';

/** Words of hovers and cards, in the language of the client. */
export interface CardWords {
  /** Whether Japanese comes first. */
  readonly japanese: boolean;
  readonly definedHere: (line: number) => string;
  readonly alsoWritten: string;
  readonly documents: string;
  readonly usedIn: string;
  readonly unverified: string;
  readonly uncertain: string;
  readonly workspaceGlossary: string;
  readonly orElse: string;
  readonly shortFor: string;
  /** Between the items of a list. */
  readonly separator: string;
  readonly more: (count: number) => string;
}

/** Another text in which a term is used. */
export interface Use {
  readonly name: string;
  readonly count: number;
}

const MAX_LISTED = 6;

/** The hover of a term: what it means here, best first; candidates that the text leaves open below each other. */
export function termHover(
  occurrence: TermOccurrence,
  words: CardWords,
  style: Style,
  catalogue: ReadonlyMap<string, CatalogueDocument>,
  usedIn: (meaning: Meaning) => readonly Use[],
): string {
  const cards = occurrence.meanings.slice(0, 4).map((meaning) => {
    const blocks: string[] = [];
    const { definition, entry } = meaning;
    if (entry === undefined && definition !== undefined) {
      const name = definition.long === '' ? definition.alias : definition.long;
      const short = definition.long === '' ? '' : style.field(words.shortFor, definition.alias);
      blocks.push(
        style.strong(name) + (definition.english === '' ? '' : ` — ${style.text(definition.english)}`),
        short,
      );
    }
    if (entry !== undefined) blocks.push(...entryBlocks(entry, words, style));
    if (definition !== undefined) {
      const line = definition.aliasRange.start.line + 1;
      const said = definition.long === '' ? definition.alias : `${definition.long}（${definition.alias}）`;
      blocks.push(style.field(words.definedHere(line), said));
    }
    if (entry !== undefined) blocks.push(...entryFacts(entry, occurrence.surface, words, style, catalogue));
    const uses = usedIn(meaning);
    if (uses.length > 0) {
      const names = uses.map(({ name, count }) => `${name} (${count})`);
      blocks.push(style.field(words.usedIn, listed(names, words)));
    }
    return style.join(blocks);
  });
  return cards.join(style.join(['', `\n\n${style.text(words.orElse)}\n\n`]));
}

/** The card of an entry of the glossary, as a document of its own. */
export function entryCard(
  entry: Entry,
  words: CardWords,
  style: Style,
  catalogue: ReadonlyMap<string, CatalogueDocument>,
): string {
  return `${style.join([...entryBlocks(entry, words, style), ...entryFacts(entry, '', words, style, catalogue)])}\n`;
}

function entryBlocks(entry: Entry, words: CardWords, style: Style): string[] {
  const name = nameOf(entry);
  const others = [entry.en, entry.acronym].filter((other) => other !== '' && keyOf(other) !== keyOf(name));
  const acronym = others.length === 2 ? ` (${style.text(others[1])})` : '';
  const head = style.strong(name) + (others.length > 0 ? ` — ${style.text(others[0])}${acronym}` : '');
  const definitions = words.japanese
    ? [entry.definitionJa, entry.definitionEn]
    : [entry.definitionEn, entry.definitionJa];
  const notice =
    entry.confidence === 'uncertain' ? words.uncertain : entry.confidence === 'unverified' ? words.unverified : '';
  return [
    head,
    ...definitions.map((definition) => style.text(definition)),
    notice === '' ? '' : `⚠ ${style.text(notice)}`,
  ];
}

function entryFacts(
  entry: Entry,
  surface: string,
  words: CardWords,
  style: Style,
  catalogue: ReadonlyMap<string, CatalogueDocument>,
): string[] {
  const blocks: string[] = [];
  const seen = keyOf(surface);
  const variants = entry.variants.filter((variant) => keyOf(variant) !== seen);
  if (variants.length > 0) blocks.push(style.field(words.alsoWritten, listed(variants, words)));
  const documents = entry.documents.flatMap((id) => {
    const document = catalogue.get(id);
    if (document === undefined) return [];
    const title = words.japanese ? document.titleJa || document.titleEn : document.titleEn || document.titleJa;
    return [`${document.date} ${title}`];
  });
  if (documents.length > 0) blocks.push(style.field(words.documents, listed(documents, words)));
  if (entry.origin === 'workspace') blocks.push(`*${style.text(words.workspaceGlossary)}*`);
  return blocks;
}

function listed(items: readonly string[], words: CardWords): string {
  const shown = items.slice(0, MAX_LISTED).join(words.separator);
  return items.length > MAX_LISTED ? `${shown}${words.separator}${words.more(items.length - MAX_LISTED)}` : shown;
}
