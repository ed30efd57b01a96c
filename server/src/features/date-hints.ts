import type { InlayHint } from 'vscode-languageserver-types';
import type { TextDate } from '../corpus/text-references.ts';

export interface DateHintChoices {
  /** 昨年5月 → 2006-05: dates whose year, month or day the text does not say. */
  readonly relative: boolean;
  /** 平成19年5月1日 → 2007-05-01: dates of the Japanese calendar. */
  readonly era: boolean;
}

/** `textDocument/inlayHint`: behind a date its ISO value, where a reader would have to work it out. */
export function dateHints(dates: readonly TextDate[], from: number, to: number, choices: DateHintChoices): InlayHint[] {
  const hints: InlayHint[] = [];
  for (const { date, range } of dates) {
    if (date.value === undefined || date.length || range.end.line < from || range.start.line > to) continue;
    const relative = date.anchor !== undefined;
    const wanted = relative ? choices.relative : choices.era && date.calendar === 'era';
    if (wanted) hints.push({ position: range.end, label: date.value, paddingLeft: true, paddingRight: false });
  }
  return hints;
}
