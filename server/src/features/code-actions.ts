import type { CodeAction, Diagnostic, Range, TextEdit } from 'vscode-languageserver-types';
import { isJapanese } from '../structure/characters.ts';

/** Titles of the fixes, in the language of the client. */
export interface FixTitles {
  readonly removeSpaces: string;
  readonly removeControlCharacters: string;
}

/**
 * `textDocument/codeAction` for text problems: only what is safe. Spaces between Japanese characters and control characters go;
 * a wrong encoding and lines of one character are for the user to mend at the source.
 */
export function quickFixes(
  uri: string,
  diagnostics: readonly Diagnostic[],
  lineAt: (line: number) => string,
  titles: FixTitles,
): CodeAction[] {
  const actions: CodeAction[] = [];
  for (const diagnostic of diagnostics) {
    const { line } = diagnostic.range.start;
    const text = lineAt(line);
    let unwanted: (index: number) => boolean;
    let title = titles.removeSpaces;
    if (diagnostic.code === 'text-spaces-for-line-breaks' || diagnostic.code === 'text-letter-spaced') {
      const { character: from } = diagnostic.range.start;
      const { character: to } = diagnostic.range.end;
      unwanted = (i) => i >= from && i < to && isGap(text, i, diagnostic.code === 'text-letter-spaced');
    } else if (diagnostic.code === 'text-control-characters') {
      title = titles.removeControlCharacters;
      unwanted = (i) => isControl(text.charCodeAt(i));
    } else continue;
    const edits = removals(text, line, unwanted);
    if (edits.length > 0) {
      actions.push({
        title,
        kind: 'quickfix',
        diagnostics: [diagnostic],
        isPreferred: true,
        edit: { changes: { [uri]: edits } },
      });
    }
  }
  return actions;
}

function isGap(text: string, i: number, wide: boolean): boolean {
  if (text[i] !== ' ' && !(wide && text[i] === '\u3000')) return false;
  return isJapanese(text.charCodeAt(i - 1)) && isJapanese(text.charCodeAt(i + 1));
}

function isControl(code: number): boolean {
  return code < 0x20 && code !== 9 && code !== 10 && code !== 12 && code !== 13;
}

/** One deletion for each run of unwanted characters. */
function removals(text: string, line: number, unwanted: (index: number) => boolean): TextEdit[] {
  const edits: TextEdit[] = [];
  for (let i = 0; i < text.length; i++) {
    if (!unwanted(i)) continue;
    const start = i;
    while (i + 1 < text.length && unwanted(i + 1)) i++;
    edits.push({ range: { start: { line, character: start }, end: { line, character: i + 1 } }, newText: '' });
  }
  return edits;
}

/** The problem that a diagnostic was made of: of its code, at its place. */
export function problemOf<T extends { readonly code: string; readonly range: Range }>(
  { code, range }: Diagnostic,
  problems: readonly T[],
): T | undefined {
  const { line, character } = range.start;
  return problems.find(
    (problem) =>
      problem.code === code && problem.range.start.line === line && problem.range.start.character === character,
  );
}
