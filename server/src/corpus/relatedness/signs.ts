import type { Work } from '../library.ts';
import type { Candidate } from './sketches.ts';

/** What ties two sections whatever they say: one refers to the other, or the table of sections lists them together. */
export type Link = 'cites' | 'cited' | 'listed';

/** Why two sections belong together, strongest first; words are made of it in features/. */
export type Reason =
  | { readonly kind: 'cites' }
  | { readonly kind: 'cited' }
  | { readonly kind: 'listed' }
  | { readonly kind: 'targets'; readonly works: readonly Work[] }
  | { readonly kind: 'heading'; readonly same: boolean }
  | { readonly kind: 'named' }
  | { readonly kind: 'terms'; readonly ids: readonly string[] }
  | { readonly kind: 'facts' }
  | { readonly kind: 'words' }
  | { readonly kind: 'series'; readonly series: string };

/**
 * How much each sign says by itself where it is complete. Signs are taken as independent: the score is the chance that not all of them are wrong,
 * 1 − ∏ (1 − weight × likeness). The weights were chosen on the development part of test/corpus/related.json.
 */
export const WEIGHTS = {
  /** The same words, by rarity: the matter itself. */
  words: 0.9,
  /** Terms of the glossary: half of what they say is said by their words. */
  terms: 0.4,
  heading: 0.35,
  /** What is the heading of one stands in the text of the other: one line of a list takes up a whole section of another year. */
  named: 0.35,
  /** Dates and amounts. */
  facts: 0.25,
  /** Both refer to the same document. */
  targets: 0.35,
  /** One refers to the document of the other. */
  document: 0.15,
  /** One refers to the other section itself, or the table of sections links them. */
  link: 0.9,
  /** Another meeting of the same series. */
  series: 0.15,
} as const;

/** A sign that says less than this is no reason. */
const REASON = 0.05;

export interface Signs {
  readonly score: number;
  /** With what each says. */
  readonly reasons: readonly (readonly [number, Reason])[];
}

/** What the words of two sections say. */
export function wordSigns({ likeness }: Candidate): Signs {
  return together(0, [
    [WEIGHTS.words * likeness.words, { kind: 'words' }],
    [WEIGHTS.terms * likeness.terms, { kind: 'terms', ids: [] }],
    [WEIGHTS.heading * likeness.heading, { kind: 'heading', same: likeness.heading > 0.95 }],
    [WEIGHTS.named * likeness.named, { kind: 'named' }],
    [WEIGHTS.facts * likeness.facts, { kind: 'facts' }],
  ]);
}

/** What two sections of such words come to at most, without a link. */
export function mostOf(words: Signs): number {
  const matter = Math.min(1, 2 * words.score);
  const { targets, document, series } = WEIGHTS;
  const wrong = (1 - targets * matter) * (1 - document * matter) ** 2 * (1 - series * matter);
  return 1 - (1 - words.score) * wrong;
}

/** That, and what stands around: what is referred to, the series, and what links the two. */
export function allSigns(
  words: Signs,
  targets: readonly Work[],
  theirs: readonly Work[],
  own: Work,
  work: Work,
  link: Link | undefined,
): Signs {
  const more: [number, Reason][] = [];
  // company says little of two sections that speak of nothing alike
  const matter = Math.min(1, 2 * words.score);
  const both = targets.filter((one) => one !== own && one !== work && theirs.includes(one));
  if (both.length > 0) more.push([WEIGHTS.targets * matter, { kind: 'targets', works: both }]);
  if (link !== undefined) more.push([WEIGHTS.link, { kind: link }]);
  if (link !== 'cites' && targets.includes(work)) more.push([WEIGHTS.document * matter, { kind: 'cites' }]);
  if (link !== 'cited' && theirs.includes(own)) more.push([WEIGHTS.document * matter, { kind: 'cited' }]);
  if (own.series !== undefined && own.series === work.series) {
    more.push([WEIGHTS.series * matter, { kind: 'series', series: own.series }]);
  }
  const all = together(words.score, more);
  return { score: all.score, reasons: [...words.reasons, ...all.reasons].sort((a, b) => b[0] - a[0]) };
}

function together(score: number, signs: readonly (readonly [number, Reason])[]): Signs {
  let wrong = 1 - score;
  for (const [value] of signs) wrong *= 1 - value;
  return { score: 1 - wrong, reasons: signs.filter(([value]) => value >= REASON) };
}
