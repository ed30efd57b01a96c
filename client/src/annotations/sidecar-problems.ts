/** What is wrong with the files of annotations that were read, in the Problems view and in the files themselves. */
import { Diagnostic, DiagnosticSeverity, type Disposable, env, languages, Range, type Uri } from 'vscode';
import type { SidecarFile } from '../../../server/src/annotations/index.ts';
import { annotationMessagesFor } from '../../../server/src/features/annotation-messages.ts';
import { type SidecarStore, sidecarOf } from './sidecar-store.ts';

/** A problem is one of a whole line, however long that is. */
const END_OF_LINE = 1 << 20;
/** Problems of one file that are shown. */
const MAX_PROBLEMS = 200;

export function showSidecarProblems(store: SidecarStore): Disposable[] {
  const collection = languages.createDiagnosticCollection('communique-annotations');
  const words = annotationMessagesFor(env.language);
  const show = ({ text, file }: { readonly text: Uri; readonly file: SidecarFile }): void => {
    collection.set(
      sidecarOf(text),
      file.problems.slice(0, MAX_PROBLEMS).map((problem) => {
        const range = new Range(problem.line, 0, problem.line, END_OF_LINE);
        // two sides that nobody has put together yet wait for somebody; the rest is kept and does no harm
        const isOpen = problem.code === 'conflict-marker' || problem.code === 'unreadable-file';
        const severity = isOpen ? DiagnosticSeverity.Error : DiagnosticSeverity.Warning;
        const diagnostic = new Diagnostic(range, words.problem(problem), severity);
        diagnostic.source = 'Communiqué';
        diagnostic.code = problem.code;
        return diagnostic;
      }),
    );
  };
  return [collection, store.onDidRead(show)];
}
