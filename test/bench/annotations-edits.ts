import type { Place, Random } from './annotations-texts.ts';

/**
 * A text after an edit of which it is known where everything went: characters, and for each the offset that it had, or -1 for one that
 * is new. A character that was replaced keeps the offset, but is marked as changed.
 */
export interface Edited {
  readonly text: string;
  readonly origins: Int32Array;
  readonly changed: Uint8Array;
}

interface Unit {
  readonly char: string;
  readonly origin: number;
  readonly changed?: boolean;
}

const unitsOf = (text: string): Unit[] => [...text].reduce(addUnits, { units: [] as Unit[], at: 0 }).units;

function addUnits(state: { units: Unit[]; at: number }, char: string): { units: Unit[]; at: number } {
  state.units.push({ char, origin: state.at });
  state.at += char.length;
  return state;
}

function finish(units: readonly Unit[]): Edited {
  const text = units.map(({ char }) => char).join('');
  const origins = new Int32Array(text.length);
  const changed = new Uint8Array(text.length);
  let at = 0;
  for (const { char, origin, changed: isChanged } of units) {
    for (let k = 0; k < char.length; k++, at++) {
      origins[at] = origin;
      changed[at] = isChanged ? 1 : 0;
    }
  }
  return { text, origins, changed };
}

/** Where a place is after an edit; undefined where no character of it is left as it was. */
export function truePlace(edited: Edited, { start, end }: Place): Place | undefined {
  let first = -1;
  let last = -1;
  let kept = false;
  for (let i = 0; i < edited.origins.length; i++) {
    if (edited.origins[i] < start || edited.origins[i] >= end) continue;
    if (first < 0) first = i;
    last = i;
    if (!edited.changed[i]) kept = true;
  }
  return kept ? { start: first, end: last + 1 } : undefined;
}

/** `share` of the characters inserted, in runs of 1 to 20. */
export function insertions(text: string, share: number, random: Random): Edited {
  return mutate(text, share, random, () => 'insert', 20);
}

/** `share` of the characters replaced, removed or inserted, in runs of 1 to `run`. */
export function changes(text: string, share: number, random: Random, run: number): Edited {
  return mutate(text, share, random, () => (['replace', 'remove', 'insert'] as const)[random(3)], run);
}

function mutate(
  text: string,
  share: number,
  random: Random,
  kind: () => 'replace' | 'remove' | 'insert',
  run: number,
): Edited {
  const units = unitsOf(text);
  // what is put in are characters of the text, as people write about what the text is about
  const letters = units.filter(({ char }) => char !== '\n');
  const letter = (): string => letters[random(letters.length)].char;
  const edits: { at: number; kind: string; length: number }[] = [];
  for (let left = Math.round(units.length * share); left > 0; ) {
    const length = Math.min(left, 1 + random(run));
    edits.push({ at: random(units.length), kind: kind(), length });
    left -= length;
  }
  const removed = new Set<number>();
  const replaced = new Set<number>();
  const inserted = new Map<number, number>();
  for (const { at, kind, length } of edits) {
    if (kind === 'insert') inserted.set(at, (inserted.get(at) ?? 0) + length);
    for (let k = at; kind !== 'insert' && k < Math.min(units.length, at + length); k++) {
      // line ends stay: paragraphs are shuffled and reflowed by edits of their own
      if (units[k].char !== '\n') (kind === 'remove' ? removed : replaced).add(k);
    }
  }
  const out: Unit[] = [];
  units.forEach((unit, k) => {
    for (let n = inserted.get(k) ?? 0; n > 0; n--) out.push({ char: letter(), origin: -1 });
    if (removed.has(k)) return;
    out.push(replaced.has(k) ? { char: letter(), origin: unit.origin, changed: true } : unit);
  });
  return finish(out);
}

/** The paragraphs in another order; empty lines stay where they are. */
export function shuffled(text: string, random: Random): Edited {
  const lines = paragraphsOf(linesOf(unitsOf(text)));
  const full = lines.map((line, i) => ({ line, i })).filter(({ line }) => line.some(({ char }) => char !== '\n'));
  const order = full.map(({ line }) => line);
  for (let i = order.length - 1; i > 0; i--) {
    const j = random(i + 1);
    [order[i], order[j]] = [order[j], order[i]];
  }
  full.forEach(({ i }, n) => {
    lines[i] = order[n];
  });
  return finish(lines.flat());
}

/** Lines, those of a hard-wrapped sentence together. */
function paragraphsOf(lines: readonly Unit[][]): Unit[][] {
  const paragraphs: Unit[][] = [];
  lines.forEach((line, i) => {
    const before = (lines[i - 1] ?? []).map(({ char }) => char).join('');
    const goesOn = before.length > 20 && !/[。．.）)」]\s*$/.test(before) && /\S/.test(line[0]?.char ?? '');
    if (goesOn) paragraphs[paragraphs.length - 1].push(...line);
    else paragraphs.push([...line]);
  });
  return paragraphs;
}

/** Each line with its end; the last is given one, so that any can stand anywhere. */
function linesOf(units: readonly Unit[]): Unit[][] {
  const lines: Unit[][] = [[]];
  for (const unit of units) {
    lines[lines.length - 1].push(unit);
    if (unit.char === '\n') lines.push([]);
  }
  const last = lines.pop() ?? [];
  if (last.length > 0) lines.push([...last, { char: '\n', origin: -1 }]);
  return lines;
}

/** Without a place; `whole`: without all of its paragraph. */
export function deleted(text: string, { start, end }: Place, whole: boolean): Edited {
  const from = whole ? text.lastIndexOf('\n', start - 1) + 1 : start;
  const next = text.indexOf('\n', end);
  const to = whole ? (next < 0 ? text.length : next + 1) : end;
  return finish(unitsOf(text).filter(({ origin }) => origin < from || origin >= to));
}

/** Lines broken after `width` characters (after a word in Latin letters), with an indent where `indent` is given. */
export function reflowed(text: string, width: number, indent: string): Edited {
  const out: Unit[] = [];
  for (const line of linesOf(unitsOf(text))) {
    let column = 0;
    line.forEach((unit, i) => {
      const inWord = /\w/.test(unit.char) && /\w/.test(line[i - 1]?.char ?? ' ');
      if (column >= width && unit.char !== '\n' && !inWord) {
        out.push({ char: '\n', origin: -1 });
        for (const char of indent) out.push({ char, origin: -1 });
        column = 0;
        if (unit.char === ' ') return;
      }
      out.push(unit);
      column++;
    });
  }
  return finish(out);
}

const HALF_KATAKANA =
  'ヲァィゥェォャュョッーアイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワン';

/** Letters, digits and signs in full width, or in half width with half-width katakana. */
export function rewidened(text: string, full: boolean): Edited {
  const out: Unit[] = [];
  for (const { char, origin } of unitsOf(text)) {
    for (const made of full ? fullWidth(char) : halfWidth(char)) out.push({ char: made, origin });
  }
  return finish(out);
}

function fullWidth(char: string): string {
  const code = char.charCodeAt(0);
  if (code === 0x20) return '\u3000';
  return code > 0x20 && code < 0x7f ? String.fromCharCode(code + 0xfee0) : char;
}

function halfWidth(char: string): string {
  const code = char.charCodeAt(0);
  if (code === 0x3000) return ' ';
  if (code >= 0xff01 && code <= 0xff5e) return String.fromCharCode(code - 0xfee0);
  const [base, mark = ''] = char.normalize('NFD');
  const at = HALF_KATAKANA.indexOf(base);
  if (at < 0) return char;
  return String.fromCharCode(0xff66 + at) + (mark === '\u3099' ? '\uff9e' : mark === '\u309a' ? '\uff9f' : '');
}
