import { type FileNames, NameKind } from '../../../server/src/corpus/name-index.ts';
import { HEADING, SPELLING } from '../../../server/src/corpus/name-key.ts';
import { keyString } from '../../../server/src/terms/key.ts';
import { fold } from '../../../server/src/text/width.ts';

/** A character that is compared, and whether a word begins with it. */
interface Sign {
  readonly char: string;
  readonly begins: boolean;
}

interface Spelling {
  readonly signs: readonly Sign[];
  /** How many of them are the marker. */
  readonly head: number;
}

type Script = 'kanji' | 'katakana' | 'kana' | 'latin' | 'digit' | 'sign';

function scriptOf(char: string): Script {
  if (/[0-9]/.test(char)) return 'digit';
  if (/[\u4e00-\u9fff々]/.test(char)) return 'kanji';
  if (/[\u30a1-\u30fa]/.test(char)) return 'katakana';
  if (/[\u3041-\u3096]/.test(char)) return 'kana';
  return /[a-zé]/i.test(char) ? 'latin' : 'sign';
}

const same = (char: string): string =>
  keyString(char)
    .replace(/[\u30a1-\u30f6]/, (kana) => String.fromCharCode(kana.charCodeAt(0) - 0x60))
    .replace('會', '会');

function spellingOf(folded: string): Spelling {
  const signs: Sign[] = [];
  let head = 0;
  let fresh = true;
  let before: Script = 'sign';
  for (const char of folded) {
    if (char === HEADING) head = signs.length;
    const key = char === HEADING ? '' : same(char);
    if (key === '') {
      fresh = true;
      continue;
    }
    const script = scriptOf(keyString(char));
    const changes = char !== 'ー' && script !== before && (before === 'sign' || script !== 'kana');
    signs.push({ char: key, begins: fresh || changes });
    fresh = false;
    if (char !== 'ー') before = script;
  }
  return { signs, head };
}

/** Fewest characters left out between those of a part, the first of which are found up to `from`; Infinity where they are too far apart. */
function leftOut(part: string, k: number, { signs }: Spelling, from: number): number {
  if (k === part.length) return 0;
  const short = part.length === 2 ? 2 : 1;
  const char = part[k];
  const script = scriptOf(char);
  const digit = script === 'digit';
  let least = Number.POSITIVE_INFINITY;
  for (let at = from; at < signs.length; at++) {
    if (signs[at].char !== char) continue;
    const cut = digit && k + 1 < part.length && scriptOf(part[k + 1]) !== 'digit';
    if (cut && at + 1 < signs.length && scriptOf(signs[at + 1].char) === 'digit') continue;
    if (k === 0) {
      if (script === 'kanji' || signs[at].begins) least = Math.min(least, leftOut(part, 1, { signs, head: 0 }, at + 1));
      continue;
    }
    const gap = { kanji: 6, katakana: 2, kana: 2, latin: 1, digit: 0, sign: 0 }[script];
    const inNumber = digit && scriptOf(part[k - 1]) === 'digit';
    const allowed = inNumber ? 0 : Math.floor((signs[at].begins ? 16 : gap) / short);
    if (at - from <= allowed) least = Math.min(least, at - from + leftOut(part, k + 1, { signs, head: 0 }, at + 1));
  }
  return least;
}

function together(part: string, spelling: Spelling): number {
  const text = spelling.signs.map(({ char }) => char).join('');
  let best = 0;
  for (let at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + 1)) {
    const starts = at === 0 || at === spelling.head;
    if (starts) best = Math.max(best, at + part.length === text.length ? 100 : 80);
    else best = Math.max(best, spelling.signs[at].begins ? 60 : 40);
  }
  return best;
}

function scattered(part: string, spelling: Spelling): number {
  if (part.length < 2) return 0;
  const left = leftOut(part, 0, spelling, 0);
  return left === Number.POSITIVE_INFINITY ? 0 : Math.max(1, 20 - left);
}

const spellingsOf = (name: string): Spelling[] => fold(name).text.split(SPELLING).map(spellingOf);

const partsOf = (query: string): string[] =>
  fold(query)
    .text.split(/[\s\u001e\u001f]+/)
    .map((part) => [...part].map(same).join(''))
    .filter((part) => part !== '');

/** What the index of names does, by reading every name anew for each query. For the characters that the tests write names with. */
export class NaiveIndex {
  readonly #files = new Map<number, FileNames>();

  set(file: number, names: FileNames): void {
    this.#files.set(file, names);
  }

  remove(file: number): void {
    this.#files.delete(file);
  }

  get size(): number {
    return [...this.#files.values()].reduce((sum, { names }) => sum + names.length, 0);
  }

  /** Whether anything of a text is compared. */
  isCompared(text: string): boolean {
    return partsOf(text).length > 0;
  }

  search(query: string, limit: number): { file: number; ordinal: number }[] {
    const parts = partsOf(query);
    const rows: { file: number; ordinal: number; order: number[] }[] = [];
    for (const [file, { names, kinds, day }] of this.#files) {
      for (const [ordinal, name] of names.entries()) {
        const kind = kinds[ordinal];
        if (parts.length === 0) {
          if (kind === NameKind.document) rows.push({ file, ordinal, order: [-day, file, ordinal] });
          continue;
        }
        const spellings = spellingsOf(name);
        const best = (part: string, points: typeof together): number =>
          Math.max(...spellings.map((spelling) => points(part, spelling)));
        const each = parts.map((part) => best(part, together) || best(part, scattered));
        const mean = each.includes(0) ? 0 : Math.floor((10 * each.reduce((a, b) => a + b)) / each.length);
        const points = Math.max(mean, 10 * best(parts.join(''), together));
        if (points === 0) continue;
        const length = spellings.reduce((sum, { signs }) => sum + signs.length, spellings.length - 1);
        rows.push({ file, ordinal, order: [-points, kind, length, -day, file, ordinal] });
      }
    }
    rows.sort((a, b) => {
      const k = a.order.findIndex((value, i) => value !== b.order[i]);
      return k < 0 ? 0 : a.order[k] - b.order[k];
    });
    return rows.slice(0, limit).map(({ file, ordinal }) => ({ file, ordinal }));
  }
}
