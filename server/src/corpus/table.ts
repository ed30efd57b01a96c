import { daysInMonth, isWesternYear } from '../dates/calendar.ts';

// What the tables of server/knowledge/ and their like in a workspace have in common.

/** What is wrong in a table, and where: 0-based line, UTF-16 columns, half open. */
export interface TableProblem {
  readonly code: TableProblemCode;
  readonly line: number;
  readonly start: number;
  readonly end: number;
  /** What it is about: a column, an id, a date; cut where it is long. */
  readonly about: string;
}

/**
 * Those of the whole file (it is not read, or not as it should be) stand at its beginning: `too-large`, `unreadable`, `encoding`.
 * With `unknown-column`, `bad-url` and `unknown-confidence` the row is read without what is wrong, with `dead-link` without the
 * link; with `too-many` reading ends there; with all others the row is passed over.
 */
export type TableProblemCode =
  | 'too-large'
  | 'unreadable'
  | 'encoding'
  | 'missing-column'
  | 'unknown-column'
  | 'too-many'
  | 'control-character'
  | 'too-long'
  | 'missing-id'
  | 'bad-id'
  | 'duplicate-id'
  | 'bad-date'
  | 'bad-ordinal'
  | 'missing-title'
  | 'bad-url'
  | 'unknown-confidence'
  | 'dead-link';

/** Bounds of a table. What is longer is no title of anything. */
export const TABLE_LIMITS = { bytes: 8 << 20, rows: 20_000, cell: 2000, list: 200, about: 60 } as const;

/** How sure a row is; '' where nobody has said. */
export const CONFIDENCES: ReadonlySet<string> = new Set(['verified', 'partly verified', 'unverified', '']);

/** A cell of a row: trimmed text and where it stands. */
export interface Cell {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

export interface Row<Column extends string> {
  readonly line: number;
  /** An empty cell where the row or the table does not have the column. */
  cell(column: Column): Cell;
  /** The items of a cell that are split by `|`, empty ones left out. */
  list(column: Column): string[];
  report(code: TableProblemCode, cell: Cell, about?: string): void;
}

/** Control characters, and those that turn the direction of what is shown. */
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/;

/**
 * Reads tab-separated values with a head line that names the columns, in any order; lines end in any of the three ways, a byte order
 * mark and empty lines are passed over. `required` lists columns, or choices of columns (`a|b`), without which no row is read. Calls
 * back with each row that has neither control characters nor cells beyond all bounds. Total; an empty text has no problems.
 */
export function readTable<Column extends string>(
  tsv: string,
  columns: readonly Column[],
  required: readonly string[],
  read: (row: Row<Column>) => void,
): TableProblem[] {
  const problems: TableProblem[] = [];
  const report = (code: TableProblemCode, line: number, cell: Cell, about = cell.text): void => {
    const { start, end } = cell;
    const { about: limit } = TABLE_LIMITS;
    problems.push({ code, line, start, end, about: about.length > limit ? `${about.slice(0, limit)}…` : about });
  };
  const lines = tsv.replace(/^\uFEFF/, '').split(/\r\n|\r|\n/);
  const first = lines.findIndex((line) => line.trim() !== '');
  if (first < 0) return problems;

  const whole = (line: number): Cell => ({ text: '', start: 0, end: lines[line].length });
  const head = cellsOf(lines[first]);
  const names = head.map(({ text }) => text.toLowerCase());
  const at = new Map(columns.map((column) => [column, names.indexOf(column)]));
  const missing = required.filter((choice) => !choice.split('|').some((column) => names.includes(column)));
  for (const choice of missing) report('missing-column', first, whole(first), choice.split('|')[0]);
  if (missing.length > 0) return problems;
  head.forEach((cell, i) => {
    if (cell.text !== '' && !at.has(names[i] as Column)) report('unknown-column', first, cell);
  });

  let rows = 0;
  for (let line = first + 1; line < lines.length; line++) {
    if (lines[line].trim() === '') continue;
    if (++rows > TABLE_LIMITS.rows) {
      report('too-many', line, whole(line), String(TABLE_LIMITS.rows));
      break;
    }
    const cells = cellsOf(lines[line]);
    const controlled = cells.find(({ text }) => CONTROL.test(text));
    const long = cells.find(
      ({ text }) => text.length > TABLE_LIMITS.cell || text.split('|').length > TABLE_LIMITS.list,
    );
    if (controlled !== undefined) {
      const code = CONTROL.exec(controlled.text)?.[0].charCodeAt(0) ?? 0;
      report('control-character', line, controlled, `U+${code.toString(16).toUpperCase().padStart(4, '0')}`);
    } else if (long !== undefined) report('too-long', line, long);
    else {
      const cell = (column: Column): Cell =>
        cells[at.get(column) ?? -1] ?? { text: '', start: 0, end: lines[line].length };
      read({
        line,
        cell,
        list: (column) => splitList(cell(column).text),
        report: (code, place, about) => report(code, line, place, about),
      });
    }
  }
  return problems;
}

function cellsOf(line: string): Cell[] {
  const cells: Cell[] = [];
  let start = 0;
  for (const raw of line.split('\t')) {
    const text = raw.trim();
    const from = text === '' ? start : start + raw.indexOf(text);
    cells.push({ text, start: from, end: from + text.length });
    start += raw.length + 1;
  }
  return cells;
}

function splitList(text: string): string[] {
  return text
    .split('|')
    .map((item) => item.trim())
    .filter((item) => item !== '');
}

/** Whether a text is a day, a month or a year that the calendar has: `2007-05-01`, `2006-05`, `2014`. */
export function isIsoDate(text: string): boolean {
  const match = /^(\d{4})(?:-(\d\d)(?:-(\d\d))?)?$/.exec(text);
  if (match === null) return false;
  const [year, month, day] = match.slice(1).map((part) => (part === undefined ? undefined : Number(part)));
  if (year === undefined || !isWesternYear(year)) return false;
  if (month !== undefined && (month < 1 || month > 12)) return false;
  return day === undefined || (day >= 1 && day <= daysInMonth(month ?? 1, year));
}

/** The confidence of a row; '' with a problem where it is none of the known ones. */
export function readConfidence<Column extends string>(row: Row<Column>, column: Column): string {
  const cell = row.cell(column);
  if (CONFIDENCES.has(cell.text)) return cell.text;
  row.report('unknown-confidence', cell);
  return '';
}

/** The ids of a list that are known, all of them where nothing says which are; the others become problems. */
export function readLinks<Column extends string>(row: Row<Column>, column: Column, known?: Ids): string[] {
  return row.list(column).filter((id) => {
    if (known === undefined || known.has(id)) return true;
    row.report('dead-link', row.cell(column), id);
    return false;
  });
}

/** The ids that there are: a set, or a map by id. */
export interface Ids {
  has(id: string): boolean;
}
