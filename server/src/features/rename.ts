import type { Range, TextEdit } from 'vscode-languageserver-types';
import { StructureAnalyser } from '../structure/analyser.ts';
import {
  type TermAnalyser,
  type TermOccurrence,
  TermAnalyser as Terms,
  type TextDefinition,
} from '../terms/analyser.ts';
import { keyOf } from '../terms/glossary.ts';
import { fold } from '../text/width.ts';

/** Why a term is not renamed. */
export type RenameRefusal =
  | 'no-term'
  | 'not-defined-here'
  | 'empty'
  | 'not-a-name'
  | 'taken-here'
  | 'taken-in-glossary'
  | 'not-read'
  | 'changes-others';

const MAX_NAME = 60;

/** The name under the cursor that this text defines: its alias, or what the alias stands for. */
export function renameable(occurrence: TermOccurrence | undefined): TextDefinition | RenameRefusal {
  if (occurrence === undefined) return 'no-term';
  const [{ definition }] = occurrence.meanings;
  if (definition === undefined) return 'not-defined-here';
  const surface = keyOf(occurrence.surface);
  return surface === keyOf(definition.alias) || surface === keyOf(definition.long) ? definition : 'not-defined-here';
}

/**
 * Edits that give the name under the cursor another form, at its definition and wherever it stands for that in its document. The outcome is
 * analysed before it is offered: where another word would come to mean something else, or a use would be lost, it is refused.
 */
export function renameTerm(
  lines: readonly string[],
  terms: TermAnalyser,
  occurrence: TermOccurrence | undefined,
  newName: string,
): TextEdit[] | RenameRefusal {
  const definition = renameable(occurrence);
  if (typeof definition === 'string' || occurrence === undefined) return definition as RenameRefusal;
  const name = newName.trim();
  if (name === '') return 'empty';
  if (name.length > MAX_NAME || /[\n\r()（）「」『』、。，]/.test(name)) return 'not-a-name';
  const surface = keyOf(occurrence.surface);
  const id = occurrence.meanings[0].id;
  const before = terms.occurrences();
  const same = before.filter(
    (other) =>
      other.document === occurrence.document &&
      other.meanings[0].id === id &&
      keyOf(other.surface) === surface &&
      other.meanings[0].definition !== undefined,
  );
  const key = keyOf(name);
  if (key !== surface) {
    const others = terms.definitions().filter((other) => other.document === occurrence.document);
    if (others.some((other) => keyOf(other.alias) === key || keyOf(other.long) === key)) return 'taken-here';
    const known = terms.glossary.lookup(name);
    if (known.length > 0 && !known.includes(occurrence.meanings[0].entry ?? known[0])) return 'taken-in-glossary';
    if (known.length > 0 && occurrence.meanings[0].entry === undefined) return 'taken-in-glossary';
  }
  const edits = same.map(({ range }): TextEdit => ({ range: range as Range, newText: name }));
  return refusal(lines, terms, before, same, edits, name) ?? edits;
}

/** Why the edits are not made: after them the renamed words, or others, would not be the terms that they were. */
function refusal(
  lines: readonly string[],
  terms: TermAnalyser,
  before: readonly TermOccurrence[],
  renamed: readonly TermOccurrence[],
  edits: readonly TextEdit[],
  name: string,
): RenameRefusal | undefined {
  const changed = lines.slice();
  for (const { range, newText } of [...edits].reverse()) {
    const { start, end } = range;
    const joined = changed[start.line].slice(0, start.character) + newText + changed[end.line].slice(end.character);
    changed.splice(start.line, end.line - start.line + 1, joined);
  }
  const structure = new StructureAnalyser(changed);
  const after = new Terms(terms.glossary);
  after.update(structure.scans, structure.documents());
  // （駐留経費） without quotation marks gives no name
  if (after.definitions().length < terms.definitions().length) return 'not-read';
  const found = after.occurrences();
  if (found.length !== before.length) return 'changes-others';
  const isRenamed = new Set(renamed);
  const folded = fold(name).text;
  const kept = found.every((occurrence, k) => {
    const old = before[k];
    const defined = (other: TermOccurrence): boolean => other.meanings[0].definition !== undefined;
    if (isRenamed.has(old)) return occurrence.surface === folded && defined(occurrence);
    return occurrence.surface === old.surface && defined(occurrence) === defined(old);
  });
  return kept ? undefined : 'changes-others';
}
