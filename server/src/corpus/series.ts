import { type Ids, isIsoDate, readConfidence, readLinks, readTable, type TableProblem } from './table.ts';

/** A meeting of a series: one row of series.tsv. */
export interface Meeting {
  readonly series: string;
  /** From 1; undefined where the meetings of the series are not counted, or this one's number is not known. */
  readonly ordinal?: number;
  /** ISO: day, month or year, by the clock of the place. */
  readonly dateLocal: string;
  /** The same by the clock of Japan; it is never earlier. */
  readonly dateJapan: string;
  /** '' where it is not known. */
  readonly place: string;
  /** Ids of the catalogue. */
  readonly documents: readonly string[];
  /** `verified`, `partly verified`, `unverified` or ''. */
  readonly confidence: string;
  /** 0-based line of the row. */
  readonly line: number;
}

/** The columns of series.tsv; lists are split by `|`. */
export const SERIES_COLUMNS = [
  'series',
  'ordinal',
  'date_local',
  'date_japan',
  'place',
  'documents',
  'confidence',
] as const;

export interface Series {
  /** In the order of the rows. */
  readonly meetings: readonly Meeting[];
  readonly problems: readonly TableProblem[];
}

/**
 * Reads meetings; a date in Japan that is left out is the local one. `known` says which documents there are: links to others are left
 * out and become problems. Total: a row that cannot be read becomes a problem, and the others are read.
 */
export function readSeries(tsv: string, known?: Ids): Series {
  const meetings: Meeting[] = [];
  const problems = readTable(tsv, SERIES_COLUMNS, ['series', 'date_local'], (row) => {
    const [series, ordinal, local, japan] = [
      row.cell('series'),
      row.cell('ordinal'),
      row.cell('date_local'),
      row.cell('date_japan'),
    ];
    if (series.text === '') return row.report('missing-id', series);
    if (!/^(?:[1-9]\d{0,3})?$/.test(ordinal.text)) return row.report('bad-ordinal', ordinal);
    if (!isIsoDate(local.text)) return row.report('bad-date', local);
    if (japan.text !== '' && !isIsoDate(japan.text)) return row.report('bad-date', japan);
    meetings.push({
      series: series.text,
      ...(ordinal.text === '' ? {} : { ordinal: Number(ordinal.text) }),
      dateLocal: local.text,
      dateJapan: japan.text || local.text,
      place: row.cell('place').text,
      documents: readLinks(row, 'documents', known),
      confidence: readConfidence(row, 'confidence'),
      line: row.line,
    });
  });
  return { meetings, problems };
}
