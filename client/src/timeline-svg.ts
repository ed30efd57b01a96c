/**
 * The timeline of a term or a document as SVG: a column for each year, a mark for each place. Nothing here needs VS Code at run time. Colours are those of
 * the theme, by the variables that VS Code gives to webviews.
 */
import type { YearOfHistory } from './history-table.ts';

export interface TimelineWords {
  /** Of the whole picture, for screen readers. */
  readonly picture: string;
  readonly year: (year: string, places: number) => string;
  readonly place: (date: string, document: string, section: string) => string;
  readonly noDate: string;
}

const COLUMN = 46;
const MARK = 9;
const STEP = 13;
const FOOT = 40;
const EDGE = 20;
/** Marks of one column; more are told by their number. */
const MOST = 24;

/** Marks have `data-entry`, the place of the entry among those of all years in order, and can be focused. */
export function timelineSvg(years: readonly YearOfHistory[], words: TimelineWords): string {
  const tallest = Math.min(MOST, Math.max(1, ...years.map(({ entries }) => entries.length)));
  const height = EDGE + tallest * STEP + STEP + FOOT;
  const width = 2 * EDGE + Math.max(1, years.length) * COLUMN;
  const ground = height - FOOT;
  const parts: string[] = [];
  let number = 0;
  years.forEach(({ year, entries }, k) => {
    const x = EDGE + k * COLUMN + COLUMN / 2;
    const label = year === '' ? words.noDate : year;
    parts.push(
      `<text class="year" x="${x}" y="${ground + 22}" text-anchor="middle">${escaped(label)}</text>`,
      `<line class="tick" x1="${x}" y1="${ground}" x2="${x}" y2="${ground + 5}"/>`,
    );
    const marks = entries.map((entry, n) => {
      const at = number++;
      if (n >= MOST) return '';
      const y = ground - STEP * (n + 0.7);
      const name = words.place(entry.date, entry.documentTitle, entry.section);
      return (
        `<circle class="mark" cx="${x}" cy="${y}" r="${MARK / 2}" tabindex="${at === 0 ? 0 : -1}" role="button" ` +
        `data-entry="${at}" aria-label="${escaped(name)}"><title>${escaped(`${name}\n${entry.sentence}`)}</title></circle>`
      );
    });
    const more =
      entries.length > MOST
        ? `<text class="more" x="${x}" y="${ground - STEP * (MOST + 0.4)}" text-anchor="middle">+${entries.length - MOST}</text>`
        : '';
    parts.push(
      `<g role="group" aria-label="${escaped(words.year(label, entries.length))}">${marks.join('')}${more}</g>`,
    );
  });
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" role="group" aria-label="${escaped(words.picture)}" width="${width}" height="${height}" ` +
    `viewBox="0 0 ${width} ${height}"><line class="ground" x1="${EDGE}" y1="${ground}" x2="${width - EDGE}" y2="${ground}"/>${parts.join('')}</svg>`
  );
}

/** Words of a text are no markup. */
export function escaped(words: string): string {
  return words
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}
