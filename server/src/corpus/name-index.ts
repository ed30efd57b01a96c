import { BestHits } from './best-hits.ts';
import { DAYS, type FileKeys, type FileNames, LAST_KIND, NameKind, SPELLING_BIT } from './name-key.ts';
import { NameMatcher } from './name-match.ts';
import { packedSize, packNames, unpackNames } from './name-pack.ts';

export { type FileNames, NameKind } from './name-key.ts';

/** A name that answers to a query. */
export interface NameHit {
  readonly file: number;
  /** Its place in the names of the file. */
  readonly ordinal: number;
  /** The higher the better, for this query alone: how it matches, then kind, then length. */
  readonly score: number;
}

// a score is points, kind and length, one below the other, in 20 bits; a rank has the day below it, in 27 bits
const LENGTHS = 256;
const POINT_BITS = 10;
/** What a point counts in a score. */
const POINT = 1 << POINT_BITS;
const score = (points: number, kind: number, length: number): number =>
  points * POINT + (LAST_KIND - kind) * LENGTHS + LENGTHS - 1 - Math.min(length, LENGTHS - 1);

/**
 * The names of all documents, sections and terms of many files, found by typing parts of them. What `packNames` made of a file is searched where
 * it stands, so that it takes no room twice: two bytes and a bit for each character of a key, twelve bytes for each name. A search is one walk
 * over the masks of all names, and over the characters of the few that can answer.
 */
export class NameIndex {
  /** By the number of the file. */
  readonly #files: (FileKeys | undefined)[] = [];
  #names = 0;
  #bytes = 0;

  /** How many names there are. */
  get size(): number {
    return this.#names;
  }

  /** Memory that the names take, in bytes. */
  get bytes(): number {
    return this.#bytes;
  }

  /**
   * Takes the names of a file, or what `packNames` made of them, in place of those that it had; the bytes must not change from now on. `file`: a
   * whole number from 0 on; numbers should be given out in turn, for there is room for all below the highest. @throws RangeError for bytes that are
   * no packed names
   */
  set(file: number, names: FileNames | Uint8Array): void {
    const keys = unpackNames(names instanceof Uint8Array ? names : packNames(names));
    this.remove(file);
    if (keys.count === 0) return;
    while (this.#files.length < file) this.#files.push(undefined);
    this.#files[file] = keys;
    this.#names += keys.count;
    this.#bytes += packedSize(keys);
  }

  /** Forgets the names of a file. */
  remove(file: number): void {
    const keys = this.#files[file];
    if (keys === undefined) return;
    this.#files[file] = undefined;
    this.#names -= keys.count;
    this.#bytes -= packedSize(keys);
  }

  /**
   * Names in which every part of the query stands, parts being what white space divides: as a whole name, at its beginning, at that of a
   * word, inside, or with gaps between its characters. At most `limit`, best first. Without a query: the documents, newest first.
   */
  search(query: string, limit: number): NameHit[] {
    if (!(limit >= 1)) return [];
    const matcher = new NameMatcher(query);
    const best = new BestHits(Math.min(Math.floor(limit), Math.max(1, this.#names)));
    if (matcher.isEmpty) this.#walkDocuments(best);
    else this.#walk(matcher, best);
    const hits: NameHit[] = [];
    best.forEach((rank, file, ordinal) => {
      hits.push({ file, ordinal, score: Math.floor(rank / DAYS) });
    });
    return hits;
  }

  #walk(matcher: NameMatcher, best: BestHits): void {
    const { kanji, other } = matcher.mask;
    const { longest } = matcher;
    // below this score nothing is kept
    let floorScore = -1;
    for (let file = 0; file < this.#files.length; file++) {
      const keys = this.#files[file];
      if (keys === undefined) continue;
      const { count, day, masks, lengths, heads, kinds } = keys;
      let isSet = false;
      for (let name = 0, start = 0; name < count; name++) {
        const length = lengths[name];
        const others = masks[2 * name + 1];
        if ((masks[2 * name] & kanji) === kanji && (others & other) === other && length >= longest) {
          if (!isSet) matcher.setNames(keys.codes, keys.begins);
          isSet = true;
          const below = score(0, kinds[name], length);
          const needed = (floorScore - below + POINT - 1) >> POINT_BITS;
          const several = (others & SPELLING_BIT) !== 0;
          const points = matcher.points(start, start + length, heads[name], several, needed);
          if (points > 0 && points >= needed) {
            best.add((points * POINT + below) * DAYS + day, file, name);
            floorScore = Math.floor(best.floor / DAYS) | 0;
          }
        }
        start += length;
      }
    }
  }

  #walkDocuments(best: BestHits): void {
    this.#files.forEach((keys, file) => {
      for (let k = 0; k < (keys?.count ?? 0); k++) {
        if (keys?.kinds[k] === NameKind.document) best.add(keys.day, file, k);
      }
    });
  }
}
