import { anchorAll } from '../../server/src/annotations/anchor.ts';
import { AnchorText } from '../../server/src/annotations/anchor-text.ts';
import type { Anchor, TextTarget } from '../../server/src/annotations/model.ts';
import { selectorsFor } from '../../server/src/annotations/selectors.ts';
import {
  changes,
  deleted,
  type Edited,
  insertions,
  reflowed,
  rewidened,
  shuffled,
  truePlace,
} from './annotations-edits.ts';
import { choosePlaces, type Place, type Random, randomOf, type Sample } from './annotations-texts.ts';

export interface Tally {
  right: number;
  wrong: number;
  orphan: number;
}

/** A kind of edit; bars are shares, of notes whose phrase is left for `right`, of all for `wrong`. */
export interface Trial {
  readonly name: string;
  readonly right?: number;
  readonly wrong?: number;
  /** Edits of a text; each is tried with all notes, or with the one for which it was made. */
  edits(text: string, places: readonly Place[], random: Random): Iterable<{ edited: Edited; only?: number }>;
}

const one = (make: (text: string, random: Random) => Edited): Trial['edits'] =>
  function* (text, _places, random) {
    yield { edited: make(text, random) };
  };

/** The bars are those of the product: see docs/annotations.md. */
export const TRIALS: readonly Trial[] = [
  { name: '5 % inserted', right: 0.9, wrong: 0.01, edits: one((text, random) => insertions(text, 0.05, random)) },
  { name: '2 % changed', right: 0.9, wrong: 0.01, edits: one((text, random) => changes(text, 0.02, random, 1)) },
  { name: '10 % changed', right: 0.9, wrong: 0.01, edits: one((text, random) => changes(text, 0.1, random, 1)) },
  {
    name: '10 % changed, in runs',
    right: 0.9,
    wrong: 0.01,
    edits: one((text, random) => changes(text, 0.1, random, 6)),
  },
  { name: '25 % changed', edits: one((text, random) => changes(text, 0.25, random, 1)) },
  { name: 'paragraphs shuffled', right: 0.95, wrong: 0.005, edits: one(shuffled) },
  { name: 'target deleted', wrong: 0.05, edits: eachDeleted(false) },
  { name: 'its paragraph deleted', wrong: 0.05, edits: eachDeleted(true) },
  { name: 'reflow to 20', right: 1, wrong: 0, edits: one((text) => reflowed(text, 20, '')) },
  { name: 'reflow to 36, indented', right: 1, wrong: 0, edits: one((text) => reflowed(text, 36, '　')) },
  { name: 'to full width', right: 1, wrong: 0, edits: one((text) => rewidened(text, true)) },
  { name: 'to half width', right: 1, wrong: 0, edits: one((text) => rewidened(text, false)) },
];

function eachDeleted(whole: boolean): Trial['edits'] {
  return function* (text, places) {
    for (let only = 0; only < places.length; only++) yield { edited: deleted(text, places[only], whole), only };
  };
}

export interface Failure {
  readonly sample: string;
  readonly quote: string;
  readonly found: string;
  readonly expected: string;
}

/** Tries one kind of edit on all samples. `report` is told of the notes that are wrong or lost. */
export function runTrial(
  trial: Trial,
  samples: readonly Sample[],
  perText: number,
  seed: number,
  report?: (kind: 'wrong' | 'orphan', failure: Failure) => void,
): Tally {
  const tally = { right: 0, wrong: 0, orphan: 0 };
  samples.forEach(({ name, text }, n) => {
    const random = randomOf(seed + n);
    const places = choosePlaces(text, perText, random);
    const before = new AnchorText(text);
    const targets = places.map(
      ({ start, end }): TextTarget => ({ kind: 'text', source: name, ...selectorsFor(before, start, end) }),
    );
    for (const { edited, only } of trial.edits(text, places, random)) {
      const tried = only === undefined ? places.map((_, i) => i) : [only];
      const anchors = anchorAll(
        new AnchorText(edited.text),
        tried.map((i) => targets[i]),
      );
      tried.forEach((i, k) => {
        const truth = truePlace(edited, places[i]);
        const verdict = judge(anchors[k], edited, places[i]);
        tally[verdict]++;
        if (verdict === 'right' || (verdict === 'orphan' && truth === undefined)) return;
        const anchor = anchors[k];
        report?.(verdict, {
          sample: name,
          quote: text.slice(places[i].start, places[i].end),
          found: anchor === undefined || anchor.status === 'orphan' ? '' : edited.text.slice(anchor.start, anchor.end),
          expected: truth === undefined ? '' : edited.text.slice(truth.start, truth.end),
        });
      });
    }
  });
  return tally;
}

/**
 * Right is an anchor that holds at least half of what is left of the phrase, and of which at least half lies between its first and last
 * character. Of a phrase of which no character is left, nothing is to be found.
 */
function judge(anchor: Anchor | undefined, edited: Edited, place: Place): 'right' | 'wrong' | 'orphan' {
  const truth = truePlace(edited, place);
  if (anchor === undefined || anchor.status === 'orphan') return truth === undefined ? 'right' : 'orphan';
  if (truth === undefined) return 'wrong';
  const isLeft = (i: number): boolean =>
    edited.origins[i] >= place.start && edited.origins[i] < place.end && !edited.changed[i];
  let left = 0;
  let held = 0;
  for (let i = truth.start; i < truth.end; i++) {
    if (!isLeft(i)) continue;
    left++;
    if (i >= anchor.start && i < anchor.end) held++;
  }
  const common = Math.min(anchor.end, truth.end) - Math.max(anchor.start, truth.start);
  return held >= left / 2 && common >= (anchor.end - anchor.start) / 2 ? 'right' : 'wrong';
}
