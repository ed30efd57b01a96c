import { BestHits } from './best-hits.ts';
import { DAYS, type FileNames, LAST_KIND, NameKind, resized, SPELLING_BIT, writeMasks } from './name-key.ts';
import { NameMatcher } from './name-match.ts';
import { beginsOf, kindsOf, packedSize, packNames, unpackNames } from './name-pack.ts';

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

// ---- of a file: where its masks and lengths are, how many, its day, and the bytes of its names
const FIRST = 0;
const COUNT = 1;
const DAY = 2;
const BYTES = 3;
const FIELDS = 4;

const NOTHING = new Uint8Array(0);

/** Below this many names nothing is gained by moving them together. */
const SMALL = 1 << 12;

/**
 * The names of all documents, sections and terms of many files, found by typing parts of them. What `packNames` made of a file is searched where
 * it stands, so that its characters take no room twice; masks and lengths of all files, ten bytes for each name, stand together besides. A search
 * is one walk over these, and over the characters of the few names that can answer.
 */
export class NameIndex {
  /** By the number of the file: its characters, and what takes a byte for each name or less (see `FileKeys`). Two objects, not one for each kind. */
  readonly #codes: (Uint16Array | undefined)[] = [];
  readonly #small: Uint8Array[] = [];
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
    this.#places[file * FIELDS + DAY] = keys.day;
    this.#places[file * FIELDS + BYTES] = packedSize(keys);
    writeMasks(keys, this.#masks, 2 * this.#end);
    this.#lengths.set(keys.lengths, this.#end);
    this.#end += keys.count;
    this.#names += keys.count;
    this.#packed += packedSize(keys);
    this.#codes[file] = keys.codes;
    this.#small[file] = keys.small;
  }

  /** Forgets the names of a file. */
  remove(file: number): void {
    if (this.#codes[file] === undefined) return;
    const first = this.#places[file * FIELDS + FIRST];
    const count = this.#places[file * FIELDS + COUNT];
    this.#masks.fill(0, 2 * first, 2 * (first + count));
    this.#places[file * FIELDS + COUNT] = 0;
    this.#codes[file] = undefined;
    this.#small[file] = NOTHING;
    this.#names -= count;
    this.#packed -= this.#places[file * FIELDS + BYTES];
    if (first + count === this.#end) this.#end = first;
    if (this.#end > SMALL && 4 * this.#names < this.#lengths.length) this.#move(this.#names);
  }

  /** Makes room for a file, and for so many names more at the end. */
  #reserve(file: number, count: number): void {
    while (this.#codes.length <= file) {
      this.#codes.push(undefined);
      this.#small.push(NOTHING);
    }
    if (this.#codes.length * FIELDS > this.#places.length)
      this.#places = resized(this.#places, 2 * this.#codes.length * FIELDS);
    if (this.#end + count > this.#lengths.length) this.#move(this.#names + count);
  }

  /** Moves masks and lengths together, with room for so many and a quarter more. */
  #move(count: number): void {
    const room = count + (count >> 2) + 64;
    const masks = new Int32Array(2 * room);
    const lengths = new Uint16Array(room);
    this.#end = 0;
    for (let file = 0; file < this.#codes.length; file++) {
      const first = this.#places[file * FIELDS + FIRST];
      const count = this.#places[file * FIELDS + COUNT];
      masks.set(this.#masks.subarray(2 * first, 2 * (first + count)), 2 * this.#end);
      lengths.set(this.#lengths.subarray(first, first + count), this.#end);
      this.#places[file * FIELDS + FIRST] = this.#end;
      this.#end += count;
    }
    this.#masks = masks;
    this.#lengths = lengths;
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
    const places = this.#places;
    const masks = this.#masks;
    const lengths = this.#lengths;
    for (let file = 0; file < this.#codes.length; file++) {
      const first = places[file * FIELDS + FIRST];
      const count = places[file * FIELDS + COUNT];
      const last = first + count;
      let start = 0;
      for (let name = first; name < last; name++) {
        const length = lengths[name];
        const others = masks[2 * name + 1];
        if ((masks[2 * name] & kanji) === kanji && (others & other) === other && length >= longest) {
          const small = this.#small[file];
          matcher.setNames(this.#codes[file] as Uint16Array, small, beginsOf(count));
          const below = score(0, small[kindsOf(count) + name - first], length);
          const needed = (floorScore - below + POINT - 1) >> POINT_BITS;
          const several = (others & SPELLING_BIT) !== 0;
          const points = matcher.points(start, start + length, small[name - first], several, needed);
          if (points > 0 && points >= needed) {
            best.add((points * POINT + below) * DAYS + places[file * FIELDS + DAY], file, name - first);
            floorScore = Math.floor(best.floor / DAYS) | 0;
          }
        }
        start += length;
      }
    }
  }

  #walkDocuments(best: BestHits): void {
    for (let file = 0; file < this.#codes.length; file++) {
      const count = this.#places[file * FIELDS + COUNT];
      for (let k = 0; k < count; k++) {
        const kind = this.#small[file][kindsOf(count) + k];
        if (kind === NameKind.document) best.add(this.#places[file * FIELDS + DAY], file, k);
      }
    }
  }
}
