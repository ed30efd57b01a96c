import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A mark of a judged text; UTF-16 offsets in the text without its marks. */
export interface Mark {
  readonly start: number;
  readonly end: number;
  readonly answer: string;
}

/** A judged text of references/ (see references/README.md): the text without its marks, and what a careful reader sees in it. */
export interface JudgedReferences {
  readonly file: string;
  readonly text: string;
  /** `answer` is an ISO value, or `?`. */
  readonly dates: readonly Mark[];
  /** `answer` is one or more targets, parted by `;`. */
  readonly references: readonly Mark[];
}

export function readJudgedReferences(folder: string): JudgedReferences[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.gold'))
    .sort()
    .map((name) => parseJudgedReferences(name, readFileSync(join(folder, name), 'utf8')));
}

const OPEN = '⟦⟪';
const CLOSE = '⟧⟫';

export function parseJudgedReferences(file: string, source: string): JudgedReferences {
  const body = source.replace(/^(?:#\|.*\n)*/, '');
  const dates: Mark[] = [];
  const references: Mark[] = [];
  const open: { kind: number; start: number }[] = [];
  let text = '';
  for (let i = 0; i < body.length; i++) {
    const opens = OPEN.indexOf(body[i]);
    if (opens >= 0) {
      open.push({ kind: opens, start: text.length });
      continue;
    }
    if (body[i] === '|' && open.length > 0) {
      const kind = open[open.length - 1].kind;
      const end = body.indexOf(CLOSE[kind], i);
      const mark = open.pop();
      if (end < 0 || mark === undefined) throw new Error(`${file}: a mark is not closed at ${text.slice(-30)}`);
      (kind === 0 ? references : dates).push({ start: mark.start, end: text.length, answer: body.slice(i + 1, end) });
      i = end;
      continue;
    }
    if (CLOSE.includes(body[i])) throw new Error(`${file}: a mark closes that was not opened at ${text.slice(-30)}`);
    text += body[i];
  }
  if (open.length > 0) throw new Error(`${file}: a mark is not closed`);
  const order = (a: Mark, b: Mark): number => a.start - b.start;
  return { file, text, dates: dates.sort(order), references: references.sort(order) };
}
