import type { DocumentHighlight, Location, SymbolInformation } from 'vscode-languageserver-types';
import type { Meaning, TermAnalyser, TermOccurrence, TextDefinition } from '../terms/analyser.ts';
import { nameOf } from '../terms/entry.ts';
import { keyOf } from '../terms/glossary.ts';

/** Definition, references, highlights and symbols of terms: places that mean the same thing, however it is spelled. */

export interface TextTerms {
  readonly uri: string;
  readonly terms: TermAnalyser;
}

/** Where a meaning is given: in the text, else in the glossary (`entryLocation`; undefined where it cannot be shown). */
export function definitionOf(
  uri: string,
  occurrence: TermOccurrence,
  entryLocation: (meaning: Meaning) => Location | undefined,
): Location[] {
  const locations: Location[] = [];
  for (const meaning of occurrence.meanings) {
    const given = meaning.definition;
    const location = given !== undefined ? { uri, range: given.aliasRange } : entryLocation(meaning);
    if (location !== undefined) locations.push(location);
  }
  return locations;
}

/** All places of `texts` that mean what stands at the occurrence; what only a text defines is looked for in that text. */
export function referencesOf(
  uri: string,
  occurrence: TermOccurrence,
  texts: Iterable<TextTerms>,
  includeDeclaration: boolean,
): Location[] {
  const [{ id, entry }] = occurrence.meanings;
  const locations: Location[] = [];
  for (const text of texts) {
    if (entry === undefined && text.uri !== uri) continue;
    for (const other of text.terms.occurrencesOf(id)) {
      // 弾道ミサイル防衛（BMD） is one declaration, and listed once: at the alias
      if (isExplained(other) || (!includeDeclaration && isDeclaration(other))) continue;
      locations.push({ uri: text.uri, range: other.range });
    }
  }
  return locations;
}

/** Whether an occurrence is the place at which its alias is given. */
export function isDeclaration({ range, meanings: [{ definition }] }: TermOccurrence): boolean {
  return definition !== undefined && sameStart(definition, range);
}

/** Whether an occurrence is what an alias stands for, at the place where it is given. */
function isExplained({ range, meanings: [{ definition }] }: TermOccurrence): boolean {
  const start = definition?.longRange?.start;
  return start !== undefined && start.line === range.start.line && start.character === range.start.character;
}

function sameStart(definition: TextDefinition, range: TermOccurrence['range']): boolean {
  const { start } = definition.aliasRange;
  return start.line === range.start.line && start.character === range.start.character;
}

/** Kinds of DocumentHighlight: a definition is written, a use is read. */
const READ = 2;
const WRITE = 3;

export function highlightsOf(occurrence: TermOccurrence, terms: TermAnalyser): DocumentHighlight[] {
  return terms
    .occurrencesOf(occurrence.meanings[0].id)
    .map((other) => ({ range: other.range, kind: isDeclaration(other) ? WRITE : READ }));
}

/** Ranges that are edited together with the alias at the occurrence: those where it is spelled by the same characters. */
export function linkedRanges(
  occurrence: TermOccurrence,
  terms: TermAnalyser,
  textOf: (range: TermOccurrence['range']) => string,
): TermOccurrence['range'][] {
  const [{ definition }] = occurrence.meanings;
  if (definition === undefined || keyOf(occurrence.surface) !== keyOf(definition.alias)) return [];
  const spelled = textOf(occurrence.range);
  const ranges = terms
    .occurrencesOf(occurrence.meanings[0].id)
    .filter((other) => {
      const given = other.meanings[0].definition;
      return given !== undefined && sameStart(given, definition.aliasRange) && textOf(other.range) === spelled;
    })
    .map((other) => other.range);
  return ranges.length > 1 ? ranges : [];
}

const CONSTANT = 14;
const MAX_SYMBOLS = 500;

/** `workspace/symbol`: the names that texts define, found by alias or by what they stand for, in any width. */
export function definedSymbols(texts: Iterable<TextTerms>, query: string): SymbolInformation[] {
  const wanted = keyOf(query);
  const symbols: SymbolInformation[] = [];
  for (const { uri, terms } of texts) {
    for (const { alias, long, entry, aliasRange } of terms.definitions()) {
      const meant = long || (entry === undefined ? '' : nameOf(entry));
      if (!keyOf(alias).includes(wanted) && !keyOf(meant).includes(wanted)) continue;
      symbols.push({ name: alias, kind: CONSTANT, location: { uri, range: aliasRange }, containerName: meant });
      if (symbols.length >= MAX_SYMBOLS) return symbols;
    }
  }
  return symbols;
}
