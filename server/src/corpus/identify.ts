import { kindOfTitle } from '../references/kinds.ts';
import { ANY_2PLUS2, bareTitle, type Lexicon } from '../references/lexicon.ts';
import { fold } from '../text/width.ts';
import { titleKey } from './title-index.ts';
import { daysOf, type Identity, type Work } from './work.ts';
import type { WorkIndex } from './work-index.ts';

/** The 2+2 that is meant where nobody says which. */
export const HOME_2PLUS2 = '日米2+2';

/** Keys of titles from which a title alone, without a date, says which document it is; and from which it does inside a longer one. */
const DISTINCTIVE = 14;
const CONTAINED = 10;

/** Tells what a document is by its title block, by the catalogue alone: the same in every workspace. */
export class Identifier {
  readonly #catalogue: WorkIndex<Work>;
  readonly #lexicon: Lexicon;

  /** `catalogue` holds the works of the catalogue and no others. */
  constructor(catalogue: WorkIndex<Work>, lexicon: Lexicon) {
    this.#catalogue = catalogue;
    this.#lexicon = lexicon;
  }

  /** `date`: ISO; undefined where the document has none. */
  identify(title: string, date: string | undefined): Identity {
    const kind = kindOfTitle(title);
    const series = this.seriesNamed(title);
    return { row: this.#rowOf(title, date, kind, series)?.id, kind, series };
  }

  /** The series that words name, that with parties where they name two: that of Japan and the United States where they say 2+2 and no parties. */
  seriesNamed(words: string): string | undefined {
    let any = false;
    for (const found of this.#lexicon.find(fold(words).text)) {
      for (const word of found.words) {
        if (word.type !== 'series') continue;
        if (word.series !== ANY_2PLUS2) return word.series;
        any = true;
      }
    }
    return any ? HOME_2PLUS2 : undefined;
  }

  #rowOf(title: string, date: string | undefined, kind: string, series: string | undefined): Work | undefined {
    const best: { work: Work | undefined; score: number } = { work: undefined, score: 0 };
    const consider = (work: Work, score: number): void => {
      if (score > best.score) Object.assign(best, { work, score });
    };
    for (const { value, distance } of this.#catalogue.titled(title)) {
      if (date !== undefined ? sameDate(value, date) : titleKey(title).length >= DISTINCTIVE)
        consider(value, 10 - distance);
    }
    if (date === undefined || best.work !== undefined) return best.work;
    const key = titleKey(bareTitle(title));
    for (const work of this.#catalogue.dated(date)) {
      if (work.row === undefined) continue;
      const own = titleKey(bareTitle(work.row.titleJa || work.row.titleEn));
      const english = titleKey(bareTitle(work.row.titleEn));
      if (own === key) consider(work, 9);
      // the outline of a meeting is not what the meeting published
      if ((kind === 'outline') !== (work.kind === 'outline')) continue;
      // 「…協定」の署名 is not the agreement
      if (own.length >= CONTAINED && key.includes(own) && this.#lexicon.isPlain(key.replace(own, '')))
        consider(work, 7);
      else if (english.length >= CONTAINED && key.includes(english) && this.#lexicon.isPlain(key.replace(english, '')))
        consider(work, 7);
      else if (key.length >= CONTAINED && own.includes(key)) consider(work, 6);
      else if (series !== undefined && series === work.series && kind === work.kind && isPlain(own, key))
        consider(work, 4);
    }
    return best.work;
  }
}

/** Whether a title says no more than series and kind, so that the date decides. */
function isPlain(own: string, key: string): boolean {
  return Math.abs(own.length - key.length) <= 12 && (/共同発表|共同声明|開催|概要/.test(own) || key.length < 20);
}

/** Whether a document that says this date can be the work: the same day here or there, or the same month where only that is known. */
function sameDate(work: Work, date: string): boolean {
  return daysOf(work).some((day) => day.startsWith(date) || date.startsWith(day));
}
