import type { Diagnostic, DiagnosticSeverity } from 'vscode-languageserver-types';
import type { TextProblem, TextProblemCode } from '../structure/text-problems.ts';

const SEVERITY = { error: 1, warning: 2, information: 3, hint: 4 } as const;

/**
 * Text problems as LSP diagnostics; codes whose severity is `off` are left out. `documentation` is the address of the folder
 * docs/, with a slash at its end, where the client knows one: it has a page for each code.
 */
export function diagnostics(
  problems: readonly TextProblem[],
  severity: Readonly<Record<TextProblemCode, keyof typeof SEVERITY | 'off'>>,
  message: (code: TextProblemCode, count: number) => string,
  documentation: string | undefined,
): Diagnostic[] {
  const list: Diagnostic[] = [];
  for (const { code, line, start, end, count } of problems) {
    const level = severity[code];
    if (level === 'off') continue;
    list.push({
      range: { start: { line, character: start }, end: { line, character: end } },
      severity: SEVERITY[level] as DiagnosticSeverity,
      code,
      ...(documentation === undefined ? {} : { codeDescription: { href: `${documentation}diagnostics/${code}.md` } }),
      source: 'communique',
      message: message(code, count),
    });
  }
  return list;
}
