import type { Range } from 'vscode-languageserver-types';
import type { Statement } from '../corpus/statements/statements.ts';
import type { Style } from './markdown.ts';
import type { ReferenceWords } from './reference-messages.ts';

/** The hover over the words that say who speaks, or what came of it; undefined elsewhere. */
export function statementHover(
  statements: readonly Statement[],
  line: number,
  character: number,
  words: ReferenceWords,
  style: Style,
): { value: string; range: Range } | undefined {
  for (const { speaker, outcomes } of statements) {
    const ranges = [...(speaker === undefined ? [] : [speaker.range]), ...outcomes.map(({ range }) => range)];
    const range = ranges.find((one) => holds(one, line, character));
    if (range === undefined) continue;
    const who =
      speaker === undefined
        ? undefined
        : `${words.speaker(speaker.party)} (${speaker.words}${speaker.carried ? `; ${words.carried}` : ''})`;
    const what = outcomes.map(({ kind, words: said }) => `${words.outcome(kind)} (${said})`).join(words.separator);
    const value = [who, what].filter((part) => part !== undefined && part !== '').join(' — ');
    return { value: style.text(value), range };
  }
  return undefined;
}

function holds({ start, end }: Range, line: number, character: number): boolean {
  if (line < start.line || line > end.line) return false;
  return (line > start.line || character >= start.character) && (line < end.line || character < end.character);
}
