import { type Bounds, bounds } from '../dates/interval.ts';
import { readNumeral } from '../text/numerals.ts';
import { fold } from '../text/width.ts';
import type { CatalogueDocument } from './catalogue.ts';
import type { DocumentSummary } from './summary.ts';

/** A copy of a document in the workspace. */
export interface Copy {
  readonly uri: string;
  /** Which document of the file. */
  readonly index: number;
  /** Made from what is stored of the file when it is asked for: do not keep it. */
  readonly summary: DocumentSummary;
}

/** A document, meeting or event that can be cited: of the catalogue, of the workspace, or of both. */
export interface Work {
  /** The catalogue's, or made of the address of the file and the place of the document in it. */
  readonly id: string;
  /** ISO; '' where none is known. */
  readonly date: string;
  /** The same by the clock of Japan, where that is another day. */
  readonly dateJapan: string;
  /** As the text or the catalogue has it. */
  readonly title: string;
  readonly kind: string;
  readonly parties: readonly string[];
  /** The series of meetings it belongs to. */
  readonly series: string | undefined;
  readonly row: CatalogueDocument | undefined;
  /** By address and place. */
  readonly copies: readonly Copy[];
  /** First and last day of each of its dates; empty where none is known. */
  readonly spans: readonly Bounds[];
}

/** What a title block says of its document by itself and by the catalogue: no fact of any other file. */
export interface Identity {
  /** The catalogue's row that it is a copy of. */
  readonly row: string | undefined;
  readonly kind: string;
  readonly series: string | undefined;
}

/** What the library needs of a document of a file to find it. */
export interface DocumentHead {
  readonly title: string;
  /** ISO; undefined where it has none. */
  readonly date: string | undefined;
  readonly identity: Identity;
}

/** Tags by which works of a day are looked up. */
export function kindTag(kind: string): string {
  return `kind ${kind}`;
}

export function seriesTag(series: string): string {
  return `series ${series}`;
}

/** Days of the dates of a work. */
export function spansOf(date: string, japan: string): Bounds[] {
  const days = date === japan ? [date] : [date, japan];
  return days.flatMap((day) => bounds(day) ?? []);
}

/** The dates of a work, here and in Japan; none, one or two. */
export function daysOf({ date, dateJapan }: Work): string[] {
  return date === '' ? [] : date === dateJapan ? [date] : [date, dateJapan];
}

/** The number of the meeting in a title: 第17回. */
export function ordinalOf({ title }: Work): number | undefined {
  if (!title.includes('第')) return undefined;
  const match = /第([0-9]{1,3}|[一二三四五六七八九十百]{1,5})回/.exec(fold(title).text);
  return match === null ? undefined : readNumeral(match[1], 0)?.value;
}
