import type { CodeAction, Diagnostic, TextEdit } from 'vscode-languageserver-types';
import type { NewTerm } from '../terms/glossary-json.ts';
import { problemOf } from './code-actions.ts';
import type { TermProblem } from './term-problems.ts';

/** Titles of the fixes of terms, in the language of the client. */
export interface TermFixTitles {
  readonly addToGlossary: (word: string) => string;
  readonly unify: (word: string) => string;
  readonly unifyAll: (word: string) => string;
}

/** A fix that the client asks the user about: the term goes into the workspace's glossary. */
export type AddToGlossary = (term: NewTerm) => Promise<Pick<CodeAction, 'command' | 'edit'> | undefined>;

/** Quick fixes of term problems: the spelling that the document prefers, here or everywhere; a word for the glossary. */
export async function termFixes(
  uri: string,
  diagnostics: readonly Diagnostic[],
  problems: readonly TermProblem[],
  titles: TermFixTitles,
  addToGlossary: AddToGlossary,
): Promise<CodeAction[]> {
  const actions: CodeAction[] = [];
  for (const diagnostic of diagnostics) {
    const problem = problemOf(diagnostic, problems);
    if (problem === undefined) continue;
    const { code, word, other } = problem;
    if (code === 'undefined-acronym') {
      const how = await addToGlossary({ acronym: word });
      if (how !== undefined) {
        actions.push({ title: titles.addToGlossary(word), kind: 'quickfix', diagnostics: [diagnostic], ...how });
      }
    } else if (code === 'inconsistent-variant') {
      const edit = (list: readonly TermProblem[]) => ({
        changes: { [uri]: list.map(({ range }): TextEdit => ({ range, newText: other })) },
      });
      const same = problems.filter((p) => p.code === code && p.other === other);
      actions.push({
        title: titles.unify(other),
        kind: 'quickfix',
        diagnostics: [diagnostic],
        isPreferred: true,
        edit: edit([problem]),
      });
      if (same.length > 1) {
        actions.push({ title: titles.unifyAll(other), kind: 'quickfix', diagnostics: [diagnostic], edit: edit(same) });
      }
    }
  }
  return actions;
}
