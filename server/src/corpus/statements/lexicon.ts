import { fold } from '../../text/width.ts';
import { readTable } from '../table.ts';

/** The words by which outlines say who spoke and what came of it; of the tables speakers.tsv and outcomes.tsv. */
export class StatementLexicon {
  /** Parties by the words for their side, folded. */
  readonly parties: ReadonlyMap<string, string>;
  /** Kinds of outcome by their words, folded. */
  readonly outcomes: ReadonlyMap<string, string>;
  /** Finds a side with the particle or verb that makes it the one who speaks. */
  readonly speaker: RegExp;
  readonly outcome: RegExp;

  /** Tables that ship with the server; no pattern of a workspace comes here. */
  constructor(speakers: string, outcomes: string) {
    this.parties = read(speakers, 'party');
    this.outcomes = read(outcomes, 'outcome');
    const sides = alternatives(this.parties.keys());
    this.speaker = new RegExp(
      `(?<![一-龠々ァ-ヶー])(${sides.ja})(?=(?:から|より|は|が|も|とも|として|の間で)(?!の))|(?<![A-Za-z])(?:[Tt]he )?(${sides.en})(?![A-Za-z])(?= [a-z])|` +
        `([一-龠々ァ-ヶー・]{1,10}?(?:外務大臣|防衛大臣|防衛庁長官|国務長官|国防長官|外務・貿易大臣|国防大臣|官房長官|総理大臣|大統領|首相|外相|防衛相|国防相|大臣|長官|総理))(?=(?:から|より|は)(?!の))`,
      'g',
    );
    const words = alternatives(this.outcomes.keys());
    this.outcome = new RegExp(`(${words.ja})|(?<![A-Za-z])(${words.en})(?![A-Za-z])`, 'g');
  }
}

function read(tsv: string, column: 'party' | 'outcome'): Map<string, string> {
  const found = new Map<string, string>();
  readTable(tsv, [column, 'words_ja', 'words_en'] as const, [column], (row) => {
    const { text } = row.cell(column as never);
    for (const word of [...row.list('words_ja' as never), ...row.list('words_en' as never)]) {
      const folded = fold(word).text;
      if (text !== '' && !found.has(folded)) found.set(folded, text);
    }
  });
  return found;
}

/** Longer words first, for they hold shorter ones. */
function alternatives(words: Iterable<string>): { ja: string; en: string } {
  const all = [...words].sort((a, b) => b.length - a.length || (a < b ? -1 : 1));
  const of = (list: readonly string[]): string =>
    list.map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|');
  return {
    ja: of(all.filter((word) => /[^\x00-\x7f]/.test(word))),
    en: of(all.filter((word) => !/[^\x00-\x7f]/.test(word))),
  };
}
