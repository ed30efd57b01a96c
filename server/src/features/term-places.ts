import type { DocumentHighlight, Location } from 'vscode-languageserver-types';
import type { TermUse } from '../corpus/workspace/stored-texts.ts';
import type { Meaning, TermAnalyser, TermOccurrence } from '../terms/analyser.ts';
import { keyOf } from '../terms/glossary.ts';
import { isDeclaration, isExplained, startsAt } from '../terms/occurrence.ts';

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

/** All places of `texts`, and of those that are not open (`stored`), that mean what stands at the occurrence; what only a text defines is looked for in that text. */
export function referencesOf(
  uri: string,
  occurrence: TermOccurrence,
  texts: Iterable<TextTerms>,
  stored: Iterable<TermUse>,
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
  for (const { uri: other, range, isDeclaration: isGiven } of entry === undefined ? [] : stored) {
    if (includeDeclaration || !isGiven) locations.push({ uri: other, range });
  }
  return locations.sort((a, b) => (a.uri < b.uri ? -1 : a.uri > b.uri ? 1 : 0));
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
      return given !== undefined && startsAt(given, definition.aliasRange) && textOf(other.range) === spelled;
    })
    .map((other) => other.range);
  return ranges.length > 1 ? ranges : [];
}
