import type { InlayHint } from 'vscode-languageserver-types';
import type { TermAnalyser } from '../terms/analyser.ts';
import { keyOf } from '../terms/glossary.ts';
import { isJapanese } from '../terms/matcher.ts';

/**
 * `textDocument/inlayHint`: behind the first use of an acronym that its document never spells out, the long form from the
 * glossary, in the language of the line.
 */
export function firstUseHints(
  terms: TermAnalyser,
  from: number,
  to: number,
  lineAt: (line: number) => string,
): InlayHint[] {
  const hints: InlayHint[] = [];
  const spelledOut = new Set<string>();
  const occurrences = terms.occurrences();
  for (const { document, surface, meanings } of occurrences) {
    const { entry, definition } = meanings[0];
    if (entry === undefined) continue;
    const acronym = isAcronym(surface, entry.acronym);
    if (definition !== undefined || !acronym) spelledOut.add(`${document} ${entry.ja}`);
  }
  const seen = new Set<string>();
  for (const { document, surface, meanings, range } of occurrences) {
    const { entry } = meanings[0];
    if (entry === undefined || meanings.length > 1 || !isAcronym(surface, entry.acronym)) continue;
    const id = `${document} ${entry.ja}`;
    if (seen.has(id)) continue;
    seen.add(id);
    if (spelledOut.has(id) || range.start.line < from || range.end.line > to) continue;
    const japanese = hasJapanese(lineAt(range.start.line));
    const long = japanese ? entry.ja || entry.en : entry.en || entry.ja;
    if (long === '' || keyOf(long) === keyOf(surface)) continue;
    hints.push({ position: range.end, label: japanese ? `（${long}）` : ` (${long})`, paddingLeft: false });
  }
  return hints;
}

function isAcronym(surface: string, acronym: string): boolean {
  return acronym !== '' && /^[\x21-\x7e ]+$/.test(surface) && keyOf(surface) === keyOf(acronym);
}

function hasJapanese(line: string): boolean {
  for (let i = 0; i < line.length; i++) {
    if (isJapanese(line.charCodeAt(i))) return true;
  }
  return false;
}
