import { keyString } from '../terms/key.ts';
import { fold } from '../text/width.ts';
import { editDistance } from './edit-distance.ts';
import { FewMap } from './few-map.ts';

/** A title found, and by how many characters of its key it differs from what was looked for. */
export interface TitleMatch<T> {
  readonly value: T;
  readonly distance: number;
  /** The title as it is written. */
  readonly title: string;
}

interface Item<T> {
  readonly key: string;
  readonly title: string;
  readonly value: T;
}

/** Characters of a key from which one, and from which two may differ. */
const ONE_FROM = 8;
const TWO_FROM = 12;
const PARTS = 3;
/** By how many characters of its key a title may be misspelt and be found. */
export const MISSPELT = 2;

/**
 * Titles, found exactly or with one or two characters different, in time that does not depend on how many there are: of three parts of a
 * title at least one stands unchanged in every text that differs by two characters.
 */
export class TitleIndex<T> {
  /** Of most there is one, which needs no map. */
  readonly #exact = new Map<string, Item<T> | Map<T, Item<T>>>();
  /** By `partHash`, which several parts may share. */
  readonly #parts = new FewMap<number, Item<T>>();
  /** How many titles have this length and these numbers and countries: most that is looked for has none beside it. */
  readonly #shapes = new Map<string, number>();

  /** `written`: the title with the widths and signs that it is shown with. */
  add(title: string, value: T, written = title): void {
    const key = titleKey(title);
    if (key === '') return;
    const item = { key, title: written, value };
    const known = this.#exact.get(key);
    if (known === undefined) this.#exact.set(key, item);
    else if (!(known instanceof Map)) {
      if (known.value === value) return;
      const both = [known, item].map((one) => [one.value, one] as const);
      this.#exact.set(key, new Map(both));
    } else if (known.has(value)) return;
    else known.set(value, item);
    if (key.length < ONE_FROM) return;
    const shape = shapeKey(key.length, tellingOf(key));
    this.#shapes.set(shape, (this.#shapes.get(shape) ?? 0) + 1);
    for (const part of partsOf(key, shape)) this.#parts.add(part, item);
  }

  remove(title: string, value: T): void {
    const key = titleKey(title);
    const known = this.#exact.get(key);
    const item = known instanceof Map ? known.get(value) : known;
    if (item?.value !== value) return;
    if (known instanceof Map) known.delete(value);
    if (!(known instanceof Map) || known.size === 0) this.#exact.delete(key);
    if (key.length < ONE_FROM) return;
    const shape = shapeKey(key.length, tellingOf(key));
    const left = (this.#shapes.get(shape) ?? 1) - 1;
    if (left === 0) this.#shapes.delete(shape);
    else this.#shapes.set(shape, left);
    for (const part of partsOf(key, shape)) this.#parts.delete(part, item);
  }

  /** Equal titles; else those with one or two characters different, the closest first. */
  find(title: string): TitleMatch<T>[] {
    const key = titleKey(title);
    const equal = this.#exact.get(key);
    if (equal !== undefined) {
      const items = equal instanceof Map ? [...equal.values()] : [equal];
      return items.map((item) => ({ value: item.value, distance: 0, title: item.title }));
    }
    if (key.length < ONE_FROM) return [];
    const limit = key.length >= TWO_FROM ? MISSPELT : 1;
    const telling = tellingOf(key);
    const seen = new Set<Item<T>>();
    const found: TitleMatch<T>[] = [];
    for (let length = key.length - limit; length <= key.length + limit; length++) {
      const shape = shapeKey(length, telling);
      if (!this.#shapes.has(shape)) continue;
      const size = Math.floor(length / PARTS);
      for (let k = 0; k < PARTS; k++) {
        const width = k === PARTS - 1 ? length - size * (PARTS - 1) : size;
        for (let shift = -limit; shift <= limit; shift++) {
          const from = k * size + shift;
          if (from < 0 || from + width > key.length) continue;
          for (const item of this.#parts.get(partHash(k, shape, key, from, from + width))) {
            if (seen.has(item) || shapeKey(item.key.length, tellingOf(item.key)) !== shape) continue;
            seen.add(item);
            const distance = editDistance(item.key, key, limit);
            if (distance <= limit) {
              found.push({ value: item.value, distance, title: item.title });
            }
          }
        }
      }
    }
    return found.sort((a, b) => a.distance - b.distance);
  }
}

/** What of a title is compared. */
export function titleKey(title: string): string {
  return (
    keyString(fold(title).text)
      .replace(/[:、,。.―-]/g, '')
      // 平成二十三年度以降 as 平成23年度以降; the key has turned the digits already
      .replace(/([1-9]?)十([1-9]?)/g, (_, tens: string, ones: string) => `${tens || '1'}${ones || '0'}`)
  );
}

function partsOf(key: string, shape: string): number[] {
  const size = Math.floor(key.length / PARTS);
  return Array.from({ length: PARTS }, (_, k) =>
    partHash(k, shape, key, k * size, k === PARTS - 1 ? key.length : (k + 1) * size),
  );
}

/**
 * Numbers and countries of a key: 第6回 and 第7回, 日米 and 日豪 differ by one character, and are two. Part of what is looked up, so that the
 * hundred outlines of a series are not compared with each other.
 */
export function tellingOf(key: string): string {
  return (key.match(/[0-9]+|[米豪英仏印比韓朝露独伊中加]/g) ?? []).sort().join();
}

function shapeKey(length: number, telling: string): string {
  return `${length} ${telling}`;
}

/** A number (FNV-1a) for a part of a key and all else that has to be the same, which takes less than the words. */
function partHash(k: number, shape: string, key: string, from: number, to: number): number {
  let hash = 0x811c9dc5 ^ k;
  for (let at = 0; at < shape.length; at++) hash = Math.imul(hash ^ shape.charCodeAt(at), 0x01000193);
  for (let at = from; at < to; at++) hash = Math.imul(hash ^ key.charCodeAt(at), 0x01000193);
  return hash | 0;
}
