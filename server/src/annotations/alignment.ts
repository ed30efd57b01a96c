// What two short texts have in common, character by character.

/** Scores are counted in quarters of a character: whole numbers are compared faster. */
const UNIT = 4;
const MATCH = UNIT;
const MISMATCH = -UNIT;
const GAP_OPEN = -1.5 * UNIT;
/** Words that were put in or taken out together are one change. */
const GAP_EXTEND = -0.25 * UNIT;
const NEVER = -1_000_000;

let scores = new Int32Array(128);
let gaps = new Int32Array(128);

/**
 * How far `a` read from `aFrom` agrees with `b` read from `bFrom`, both in the direction `step` (1 or -1), for at most `aLength` and
 * `bLength` characters: the score of the best common beginning, one for each character that agrees, less what changes cost. At least 0.
 */
export function commonBeginning(
  a: string,
  aFrom: number,
  aLength: number,
  b: string,
  bFrom: number,
  bLength: number,
  step: 1 | -1,
): number {
  let same = 0;
  while (same < aLength && same < bLength && a.charCodeAt(aFrom + step * same) === b.charCodeAt(bFrom + step * same)) {
    same++;
  }
  if (same === aLength || same === bLength) return same;
  const before = same;
  aFrom += step * same;
  bFrom += step * same;
  aLength -= same;
  bLength -= same;

  if (!haveCommon(a, aFrom, aLength, b, bFrom, bLength, step)) return before;

  if (bLength >= scores.length) {
    scores = new Int32Array(2 * bLength + 2);
    gaps = new Int32Array(2 * bLength + 2);
  }
  let best = 0;
  scores[0] = 0;
  gaps[0] = NEVER;
  for (let j = 1; j <= bLength; j++) {
    scores[j] = GAP_OPEN + (j - 1) * GAP_EXTEND;
    gaps[j] = NEVER;
  }
  for (let i = 1; i <= aLength; i++) {
    const unit = a.charCodeAt(aFrom + step * (i - 1));
    let diagonal = scores[0];
    scores[0] = GAP_OPEN + (i - 1) * GAP_EXTEND;
    let inRow = NEVER;
    for (let j = 1; j <= bLength; j++) {
      const above = scores[j];
      const down = Math.max(above + GAP_OPEN, gaps[j] + GAP_EXTEND);
      gaps[j] = down;
      inRow = Math.max(scores[j - 1] + GAP_OPEN, inRow + GAP_EXTEND);
      let score = diagonal + (b.charCodeAt(bFrom + step * (j - 1)) === unit ? MATCH : MISMATCH);
      if (down > score) score = down;
      if (inRow > score) score = inRow;
      diagonal = above;
      scores[j] = score;
      if (score > best) best = score;
    }
  }
  return before + best / UNIT;
}

/** Characters of the shortest run that two texts must have in common to be compared closely; every run of five holds one that is asked for. */
const RUN = 3;

function haveCommon(
  a: string,
  aFrom: number,
  aLength: number,
  b: string,
  bFrom: number,
  bLength: number,
  step: 1 | -1,
): boolean {
  const other = step > 0 ? b.slice(bFrom, bFrom + bLength) : b.slice(bFrom - bLength + 1, bFrom + 1);
  for (let i = 0; i + RUN <= aLength; i += RUN) {
    const from = step > 0 ? aFrom + i : aFrom - i - RUN + 1;
    if (other.includes(a.slice(from, from + RUN))) return true;
  }
  return aLength < RUN;
}

/** Insertions, deletions and substitutions between two texts (Levenshtein). */
export function distance(a: string, b: string): number {
  if (a === b) return 0;
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const change = row[j - 1] + (a.charCodeAt(i - 1) === b.charCodeAt(j - 1) ? 0 : 1);
      next.push(Math.min(change, row[j] + 1, next[j - 1] + 1));
    }
    row = next;
  }
  return row[b.length];
}
