import type { Participants } from '../../structure/title-block.ts';
import type { TermAnalyser, TextRange } from '../../terms/analyser.ts';
import type { StatementLexicon } from './lexicon.ts';

/** Who is said to have spoken. */
export interface Speaker {
  /** As in the catalogue (`Japan`); `all` where all sides are one; '' for a person whose side is not known. */
  readonly party: string;
  /** 日本側, 麻生大臣; folded. */
  readonly words: string;
  readonly range: TextRange;
  /** The sentence itself does not say so: the one before it in the paragraph did. */
  readonly carried: boolean;
}

/** What came of it: a row of outcomes.tsv. */
export interface Outcome {
  readonly kind: string;
  /** Folded. */
  readonly words: string;
  readonly range: TextRange;
}

/** A sentence, or the part of one in which one side speaks. */
export interface Statement {
  readonly range: TextRange;
  /** Folded, lines joined. */
  readonly text: string;
  readonly speaker: Speaker | undefined;
  /** The one that the sentence ends with comes first, the others in order; empty where nothing came of it. */
  readonly outcomes: readonly Outcome[];
}

/** What makes a word of an outcome the verb of its clause, and what takes it back. */
const DONE =
  /^(?:し|する|した|され|させ|、|,|。|$|が(?:あ|な|示|述|表|行|得)|を(?:表|示|述|行|求|受|得|伝|見|共有|深)|で(?:あ|き)|に(?:達|至)|の(?:意|念)を|た(?![めち])|て|る|合|い(?!て)|も(?:あ|示))/;
const UNDONE =
  /^(?:(?:する|した|し|に|が|を)?[^。,]{0,6}(?:至らな|していな|しなかった|できなかった|されていな|なかった|得られな|必要|べき))/;
const UNDONE_EN = /(?:did not|not|failed to|unable to|need to) $/;

/**
 * Who said what in one document of a text, sentence by sentence. Sentences of hard-wrapped lines are whole; a sentence in which one side speaks and
 * then another is two statements. Sentences with neither speaker nor outcome are left out. Linear in the text.
 *
 * @param d which document of the text.
 * @param at only the paragraph that this line is in.
 * @param participants who sat on which side, as the title block says; by it a person is known to be of a side.
 */
export function readStatements(
  terms: TermAnalyser,
  d: number,
  participants: readonly Participants[],
  lexicon: StatementLexicon,
  at?: number,
): Statement[] {
  const found: Statement[] = [];
  for (const { text, line, lineCount, range } of terms.texts(d)) {
    if (at !== undefined && (at < line || at >= line + lineCount)) continue;
    // a title or a heading says nothing
    if (text.length >= SHORTEST) found.push(...statementsIn(text, range, participants, lexicon));
  }
  return found;
}

/** The same of one passage: folded text, lines joined; `range` gives the place of offsets in it. */
export function statementsIn(
  text: string,
  range: (start: number, end: number) => TextRange,
  participants: readonly Participants[],
  lexicon: StatementLexicon,
): Statement[] {
  const found: Statement[] = [];
  let last: Speaker | undefined;
  for (const { start, end } of clausesOf(text, lexicon)) {
    const part = text.slice(start, end);
    const spoken = speakerIn(part, start, range, participants, lexicon);
    const outcomes = outcomesIn(part, start, range, lexicon);
    const speaker = spoken ?? (outcomes.length > 0 && last !== undefined ? { ...last, carried: true } : undefined);
    if (spoken !== undefined) last = spoken;
    if (speaker === undefined && outcomes.length === 0) continue;
    found.push({ range: range(start, end), text: part.trim(), speaker, outcomes });
  }
  return found;
}

const SHORTEST = 8;

/** Sentences, parted where another side begins to speak. */
function* clausesOf(text: string, lexicon: StatementLexicon): Generator<{ start: number; end: number }> {
  let start = 0;
  let depth = 0;
  for (let i = 0; i <= text.length; i++) {
    const char = text[i];
    if (char === '(' || char === '「') depth++;
    else if ((char === ')' || char === '」') && depth > 0) depth--;
    const ends =
      i === text.length ||
      (depth === 0 && (char === '。' || (char === '.' && /[a-z)]/.test(text[i - 1] ?? '') && text[i + 1] === ' ')));
    if (!ends) continue;
    const end = Math.min(i + 1, text.length);
    if (end > start) yield* partsOf(text, start, end, lexicon);
    start = end;
    // a bracket that is never closed ends with the text
  }
}

function* partsOf(
  text: string,
  start: number,
  end: number,
  lexicon: StatementLexicon,
): Generator<{ start: number; end: number }> {
  const sentence = text.slice(start, end);
  let from = start;
  let count = 0;
  for (const match of sentence.matchAll(lexicon.speaker)) {
    const at = start + match.index;
    // …述べ,豪側より: only behind the end of a clause
    if (count++ > 0 && /[,、] ?$/.test(text.slice(from, at))) {
      yield { start: from, end: at };
      from = at;
    }
  }
  yield { start: from, end };
}

function speakerIn(
  part: string,
  offset: number,
  range: (start: number, end: number) => TextRange,
  participants: readonly Participants[],
  lexicon: StatementLexicon,
): Speaker | undefined {
  lexicon.speaker.lastIndex = 0;
  const match = lexicon.speaker.exec(part);
  if (match === null) return undefined;
  const words = match[1] ?? match[2] ?? match[3];
  const party = match[3] === undefined ? (lexicon.parties.get(words) ?? '') : partyOf(words, participants, lexicon);
  const start = offset + match.index + match[0].indexOf(words);
  return { party, words, range: range(start, start + words.length), carried: false };
}

/** The side that a person sits on, by the family name. */
function partyOf(person: string, participants: readonly Participants[], lexicon: StatementLexicon): string {
  const name = person.replace(/(?:外務|防衛|国務|国防|官房|総理|副)?(?:大臣|長官|相|大統領|首相|総理)$/, '');
  if (name.length < 2) return '';
  for (const { side, names } of participants) {
    if (side === undefined || !names.includes(name)) continue;
    const known = lexicon.parties.get(side) ?? lexicon.parties.get(`${side}側`);
    if (known !== undefined) return known;
  }
  return '';
}

function outcomesIn(
  part: string,
  offset: number,
  range: (start: number, end: number) => TextRange,
  lexicon: StatementLexicon,
): Outcome[] {
  const found: Outcome[] = [];
  for (const match of part.matchAll(lexicon.outcome)) {
    const [words] = match;
    const behind = part.slice(match.index + words.length, match.index + words.length + 24);
    if (match[1] !== undefined) {
      if (!DONE.test(behind) || UNDONE.test(behind)) continue;
    } else if (UNDONE_EN.test(part.slice(Math.max(0, match.index - 12), match.index))) continue;
    const kind = lexicon.outcomes.get(words);
    const start = offset + match.index;
    if (kind !== undefined) found.push({ kind, words, range: range(start, start + words.length) });
  }
  if (found.length < 2) return found;
  // Japanese puts the verb of the sentence last, English first
  const main = /[^\x00-\x7f]/.test(part) ? found.length - 1 : 0;
  return [found[main], ...found.filter((_, k) => k !== main)];
}
