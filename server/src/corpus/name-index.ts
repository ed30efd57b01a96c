import { BestHits } from './best-hits.ts';
import { DAYS, type FileKeys, type FileNames, LAST_KIND, NameKind, resized, SPELLING_BIT } from './name-key.ts';
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

// ---- where the masks and lengths of a file are: two numbers for each file
const FIRST = 0;
const COUNT = 1;
const FIELDS = 2;

/** Below this many names nothing is gained by moving them together. */
const SMALL = 1 << 12;

/**
 * The names of all documents, sections and terms of many files, found by typing parts of them. What `packNames` made of a file is searched where
 * it stands, so that its characters take no room twice; masks and lengths of all files, ten bytes for each name, stand together besides. A search
 * is one walk over these, and over the characters of the few names that can answer.
 */
export class NameIndex {
  /** By the number of the file. */
  readonly #files: (FileKeys | undefined)[] = [];
  /** `FIELDS` numbers for each file. */
  #places = new Int32Array(64 * FIELDS);
  /** Two words for each name; where no file says anything any more, 0. */
  #masks = new Int32Array(128);
  #lengths = new Uint16Array(64);
  /** Up to where masks and lengths are taken. */
  #end = 0;
  #names = 0;
  #packed = 0;

  /** How many names there are. */
  get size(): number {
    return this.#names;
  }

  /** Memory that the names take, in bytes. */
  get bytes(): number {
    return this.#packed + this.#places.byteLength + this.#masks.byteLength + this.#lengths.byteLength;
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
    this.#reserve(file, keys.count);
    this.#places[file * FIELDS + FIRST] = this.#end;
    this.#places[file * FIELDS + COUNT] = keys.count;
    this.#write(this.#end, keys);
    this.#end += keys.count;
    this.#names += keys.count;
    this.#packed += packedSize(keys);
    this.#files[file] = keys;
  }

  /** Forgets the names of a file. */
  remove(file: number): void {
    const keys = this.#files[file];
    if (keys === undefined) return;
    const first = this.#places[file * FIELDS + FIRST];
    this.#masks.fill(0, 2 * first, 2 * (first + keys.count));
    this.#places[file * FIELDS + COUNT] = 0;
    this.#files[file] = undefined;
    this.#names -= keys.count;
    this.#packed -= packedSize(keys);
    if (first + keys.count === this.#end) this.#end = first;
    if (this.#end > SMALL && 4 * this.#names < this.#lengths.length) this.#move(this.#names);
  }

  #write(first: number, { masks, lengths, count }: FileKeys): void {
    this.#masks.set(masks.subarray(0, 2 * count), 2 * first);
    this.#lengths.set(lengths.subarray(0, count), first);
  }

  /** Makes room for a file, and for so many names more at the end. */
  #reserve(file: number, count: number): void {
    while (this.#files.length <= file) this.#files.push(undefined);
    if (this.#files.length * FIELDS > this.#places.length)
      this.#places = resized(this.#places, 2 * this.#files.length * FIELDS);
    if (this.#end + count > this.#lengths.length) this.#move(this.#names + count);
  }

  /** Moves masks and lengths together, with room for so many and a quarter more. */
  #move(count: number): void {
    const room = count + (count >> 2) + 64;
    this.#masks = new Int32Array(2 * room);
    this.#lengths = new Uint16Array(room);
    this.#end = 0;
    this.#files.forEach((keys, file) => {
      if (keys === undefined) return;
      this.#places[file * FIELDS + FIRST] = this.#end;
      this.#write(this.#end, keys);
      this.#end += keys.count;
    });
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
    const files = this.#files;
    const places = this.#places;
    const masks = this.#masks;
    const lengths = this.#lengths;
    for (let file = 0; file < files.length; file++) {
      const first = places[file * FIELDS + FIRST];
      const last = first + places[file * FIELDS + COUNT];
      let start = 0;
      for (let name = first; name < last; name++) {
        const length = lengths[name];
        const others = masks[2 * name + 1];
        if ((masks[2 * name] & kanji) === kanji && (others & other) === other && length >= longest) {
          const { codes, begins, heads, kinds, day } = files[file] as FileKeys;
          matcher.setNames(codes, begins);
          const below = score(0, kinds[name - first], length);
          const needed = (floorScore - below + POINT - 1) >> POINT_BITS;
          const several = (others & SPELLING_BIT) !== 0;
          const points = matcher.points(start, start + length, heads[name - first], several, needed);
          if (points > 0 && points >= needed) {
            best.add((points * POINT + below) * DAYS + day, file, name - first);
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
