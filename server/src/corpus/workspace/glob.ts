/**
 * Glob patterns, matched without regular expressions: patterns come from settings and ignore files of a workspace, and what is compiled from
 * them must not be able to keep the server busy. Time is at most the length of the path times that of the pattern.
 */

/** A pattern whose alternatives and segments have been taken apart. */
export type Glob = readonly (readonly string[])[];

/** What is longer, or has more alternatives, is no pattern that anybody has written. */
const MAX_LENGTH = 500;
const MAX_ALTERNATIVES = 64;

/**
 * Takes a pattern apart: `*` and `?` stand for characters of a name, `[ab]` for one of them, `{a,b}` for alternatives, `**` between slashes for any
 * directories. Undefined where it is too long.
 */
export function readGlob(pattern: string): Glob | undefined {
  if (pattern.length > MAX_LENGTH) return undefined;
  const alternatives = expand(pattern.normalize('NFC').replace(/^\.?\/+/, ''));
  return alternatives?.map((alternative) => alternative.split('/').filter((segment) => segment !== ''));
}

/** Whether a path, with slashes between its names and none at its ends, is meant by a pattern. */
export function matchesGlob(glob: Glob, path: string): boolean {
  const names = path.split('/');
  return glob.some((segments) => matchesSegments(segments, names));
}

/** `**` as the last one before which all went well is what has to be tried again with one name more. */
function matchesSegments(segments: readonly string[], names: readonly string[]): boolean {
  let s = 0;
  let n = 0;
  let star = -1;
  let starName = 0;
  while (n < names.length) {
    if (segments[s] === '**') {
      star = s++;
      starName = n;
      // at the end it stands for all that is below
      if (s === segments.length) return true;
    } else if (s < segments.length && matchesName(segments[s], names[n])) {
      s++;
      n++;
    } else if (star >= 0) {
      s = star + 1;
      n = ++starName;
    } else return false;
  }
  while (segments[s] === '**') s++;
  return s === segments.length;
}

/** The same for the characters of one name. */
function matchesName(pattern: string, name: string): boolean {
  let p = 0;
  let i = 0;
  let star = -1;
  let starAt = 0;
  while (i < name.length) {
    const one = p < pattern.length ? characterAt(pattern, p, name[i]) : undefined;
    if (pattern[p] === '*') {
      star = p++;
      starAt = i;
    } else if (one?.matches === true) {
      p = one.end;
      i++;
    } else if (star >= 0) {
      p = star + 1;
      i = ++starAt;
    } else return false;
  }
  while (pattern[p] === '*') p++;
  return p === pattern.length;
}

/** Whether the character of the pattern at a place is this one, and where the next one stands. */
function characterAt(pattern: string, at: number, char: string): { readonly matches: boolean; readonly end: number } {
  const sign = pattern[at];
  if (sign === '?') return { matches: true, end: at + 1 };
  if (sign === '\\' && at + 1 < pattern.length) return { matches: pattern[at + 1] === char, end: at + 2 };
  const close = sign === '[' ? pattern.indexOf(']', at + 2) : -1;
  if (close < 0) return { matches: sign === char, end: at + 1 };
  const negated = pattern[at + 1] === '!' || pattern[at + 1] === '^';
  let found = false;
  for (let k = at + (negated ? 2 : 1); k < close; k++) {
    if (pattern[k + 1] === '-' && k + 2 < close) {
      found ||= pattern[k] <= char && char <= pattern[k + 2];
      k += 2;
    } else found ||= pattern[k] === char;
  }
  return { matches: found !== negated, end: close + 1 };
}

/** The patterns that one with `{a,b}` stands for; undefined where they are too many. */
function expand(pattern: string): string[] | undefined {
  let done: string[] = [];
  let waiting = [pattern];
  while (waiting.length > 0) {
    const next: string[] = [];
    for (const one of waiting) {
      const group = innermost(one);
      if (group === undefined) done.push(one);
      else for (const choice of group.choices) next.push(one.slice(0, group.start) + choice + one.slice(group.end));
    }
    waiting = next;
    if (done.length + waiting.length > MAX_ALTERNATIVES) return undefined;
  }
  done = [...new Set(done)];
  return done;
}

function innermost(pattern: string): { start: number; end: number; choices: string[] } | undefined {
  const close = pattern.indexOf('}');
  const open = close < 0 ? -1 : pattern.lastIndexOf('{', close);
  if (open < 0) return undefined;
  return { start: open, end: close + 1, choices: pattern.slice(open + 1, close).split(',') };
}
