import type { SemanticTokens, SemanticTokensDelta, SemanticTokensLegend } from 'vscode-languageserver-types';
import type { TermOccurrence } from '../terms/analyser.ts';
import { isDeclaration } from '../terms/occurrence.ts';

/** Semantic tokens: what the grammar cannot know. */
export const LEGEND: SemanticTokensLegend = {
  tokenTypes: ['term'],
  tokenModifiers: ['declaration', 'defined', 'uncertain'],
};
const DECLARATION = 1;
const DEFINED = 2;
const UNCERTAIN = 4;

/** The tokens as five numbers each, relative to the one before. A term over a line break is one token on each line. */
export function tokenData(occurrences: readonly TermOccurrence[], lengthOf: (line: number) => number): number[] {
  const data: number[] = [];
  let line = 0;
  let character = 0;
  for (const occurrence of occurrences) {
    const { start, end } = occurrence.range;
    const [{ definition, entry }] = occurrence.meanings;
    const modifiers =
      (isDeclaration(occurrence) ? DECLARATION : 0) |
      (definition !== undefined ? DEFINED : 0) |
      (occurrence.meanings.length > 1 || entry?.confidence === 'uncertain' ? UNCERTAIN : 0);
    for (let at = start.line; at <= end.line; at++) {
      const from = at === start.line ? start.character : 0;
      const to = at === end.line ? end.character : lengthOf(at);
      if (to <= from) continue;
      data.push(at - line, at === line ? from - character : from, to - from, 0, modifiers);
      line = at;
      character = from;
    }
  }
  return data;
}

/** Answers with what changed since the last answer of a text, where the client still has that. */
export class TokenStore {
  readonly #last = new Map<string, { id: number; data: number[] }>();
  #id = 0;

  full(uri: string, data: number[]): SemanticTokens {
    const id = ++this.#id;
    this.#last.set(uri, { id, data });
    return { resultId: String(id), data };
  }

  delta(uri: string, previous: string, data: number[]): SemanticTokens | SemanticTokensDelta {
    const last = this.#last.get(uri);
    if (last === undefined || String(last.id) !== previous) return this.full(uri, data);
    const { resultId } = this.full(uri, data);
    const old = last.data;
    let start = 0;
    while (start < old.length && start < data.length && old[start] === data[start]) start++;
    if (start === old.length && start === data.length) return { resultId, edits: [] };
    let end = 0;
    const room = Math.min(old.length, data.length) - start;
    while (end < room && old[old.length - 1 - end] === data[data.length - 1 - end]) end++;
    return {
      resultId,
      edits: [{ start, deleteCount: old.length - start - end, data: data.slice(start, data.length - end) }],
    };
  }

  forget(uri: string): void {
    this.#last.delete(uri);
  }
}
