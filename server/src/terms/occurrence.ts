import type { TermOccurrence, TextDefinition, TextRange } from './analyser.ts';

/** Whether an occurrence is the place at which its alias is given. */
export function isDeclaration({ range, meanings: [{ definition }] }: TermOccurrence): boolean {
  return definition !== undefined && startsAt(definition, range);
}

/** Whether an occurrence is what an alias stands for, at the place where it is given. */
export function isExplained({ range, meanings: [{ definition }] }: TermOccurrence): boolean {
  const start = definition?.longRange?.start;
  return start !== undefined && start.line === range.start.line && start.character === range.start.character;
}

/** Whether a definition gives its alias where a range begins. */
export function startsAt({ aliasRange: { start } }: TextDefinition, range: TextRange): boolean {
  return start.line === range.start.line && start.character === range.start.character;
}
