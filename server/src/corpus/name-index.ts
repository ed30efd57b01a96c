import { BestHits } from './best-hits.ts';
import {
  DAYS,
  type FileKeys,
  type FileNames,
  LAST_KIND,
  NameKeys,
  NameKind,
  resized,
  SPELLING_BIT,
} from './name-key.ts';
import { NameMatcher } from './name-match.ts';
import { unpackNames } from './name-pack.ts';

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

// ---- where the names of a file are: five numbers for each file
const CHARS = 0;
const CHAR_COUNT = 1;
const NAMES = 2;
const NAME_COUNT = 3;
const DAY = 4;
const FIELDS = 5;

/** Below this nothing is gained by giving memory back. */
const SMALL = 1 << 15;
/** Characters of a file begin at a whole byte of the bits beside them. */
const aligned = (count: number): number => (count + 7) & ~7;

/**
 * The names of all documents, sections and terms of many files, found by typing parts of them. Two bytes and a bit for each character of a
 * key, twelve bytes for each name and twenty for each file, in a handful of arrays: a search is one walk over the masks of all names, and over
 * the characters of the few that can answer.
 */
export class NameIndex {
  /** The keys, those of a file one after another. */
  #codes = new Uint16Array(1024);
  /** A bit for each of those characters that begins a word. */
  #begins = new Uint8Array(1024 >> 3);
  /** Two words for each name. */
  #masks = new Int32Array(128);
  #lengths = new Uint16Array(64);
  #heads = new Uint8Array(64);
  #kinds = new Uint8Array(64);
  /** `FIELDS` numbers for each file. */
  #files = new Int32Array(64 * FIELDS);
  #fileCount = 0;
  // up to where the arrays are taken, and how much of it is still said by a file
  #charEnd = 0;
  #nameEnd = 0;
  #liveChars = 0;
  #liveNames = 0;
  /** The keys of the file that is being set. */
  readonly #keys = new NameKeys();

  /** How many names there are. */
  get size(): number {
    return this.#liveNames;
  }

  /** Memory that the names take, in bytes. */
  get bytes(): number {
    const { byteLength } = this.#files;
    return byteLength + this.#codes.byteLength + this.#begins.byteLength + 12 * this.#lengths.length;
  }

  /**
   * Takes the names of a file, or what `packNames` made of them, in place of those that it had. `file`: a whole number from 0 on; numbers
   * should be given out in turn, for there is room for all below the highest. @throws RangeError for bytes that are no packed names
   */
  set(file: number, names: FileNames | Uint8Array): void {
    const keys = names instanceof Uint8Array ? unpackNames(names) : this.#keys.take(names);
    this.#reserveFile(file);
    const at = file * FIELDS;
    const files = this.#files;
    files[at + DAY] = keys.day;
    if (this.#hasSame(at, keys)) return;
    this.#release(at);
    if (keys.count === 0) return;
    this.#reserve(aligned(keys.used), keys.count);
    const chars = this.#charEnd;
    const first = this.#nameEnd;
    this.#codes.set(keys.codes.subarray(0, keys.used), chars);
    this.#begins.set(keys.begins.subarray(0, (keys.used + 7) >> 3), chars >> 3);
    this.#masks.set(keys.masks.subarray(0, 2 * keys.count), 2 * first);
    this.#lengths.set(keys.lengths.subarray(0, keys.count), first);
    this.#heads.set(keys.heads.subarray(0, keys.count), first);
    this.#kinds.set(keys.kinds.subarray(0, keys.count), first);
    files[at + CHARS] = chars;
    files[at + CHAR_COUNT] = keys.used;
    files[at + NAMES] = first;
    files[at + NAME_COUNT] = keys.count;
    this.#charEnd += aligned(keys.used);
    this.#nameEnd += keys.count;
    this.#liveChars += aligned(keys.used);
    this.#liveNames += keys.count;
  }

  /** Forgets the names of a file. */
  remove(file: number): void {
    if (file >= this.#fileCount) return;
    this.#release(file * FIELDS);
    if (this.#charEnd > SMALL && 4 * this.#liveChars < this.#codes.length) this.#move(this.#liveChars, this.#liveNames);
  }

  /**
   * Names in which every part of the query stands, parts being what white space divides: as a whole name, at its beginning, at that of a
   * word, inside, or with gaps between its characters. At most `limit`, best first. Without a query: the documents, newest first.
   */
  search(query: string, limit: number): NameHit[] {
    if (!(limit >= 1)) return [];
    const matcher = new NameMatcher(query);
    const best = new BestHits(Math.min(Math.floor(limit), Math.max(1, this.#liveNames)));
    if (matcher.isEmpty) this.#walkDocuments(best);
    else this.#walk(matcher, best);
    const hits: NameHit[] = [];
    best.forEach((rank, file, ordinal) => {
      hits.push({ file, ordinal, score: Math.floor(rank / DAYS) });
    });
    return hits;
  }

  #walk(matcher: NameMatcher, best: BestHits): void {
    const files = this.#files;
    const masks = this.#masks;
    const lengths = this.#lengths;
    const heads = this.#heads;
    const kinds = this.#kinds;
    const { kanji, other } = matcher.mask;
    const { longest } = matcher;
    matcher.setNames(this.#codes, this.#begins);
    // below this score nothing is kept
    let floorScore = -1;
    for (let file = 0; file < this.#fileCount; file++) {
      const at = file * FIELDS;
      let start = files[at + CHARS];
      const first = files[at + NAMES];
      const last = first + files[at + NAME_COUNT];
      for (let name = first; name < last; name++) {
        const length = lengths[name];
        const others = masks[2 * name + 1];
        if ((masks[2 * name] & kanji) === kanji && (others & other) === other && length >= longest) {
          const below = score(0, kinds[name], length);
          const needed = (floorScore - below + POINT - 1) >> POINT_BITS;
          const several = (others & SPELLING_BIT) !== 0;
          const points = matcher.points(start, start + length, heads[name], several, needed);
          if (points > 0 && points >= needed) {
            best.add((points * POINT + below) * DAYS + files[at + DAY], file, name - first);
            floorScore = Math.floor(best.floor / DAYS) | 0;
          }
        }
        start += length;
      }
    }
  }

  #walkDocuments(best: BestHits): void {
    const files = this.#files;
    for (let at = 0; at < this.#fileCount * FIELDS; at += FIELDS) {
      const first = files[at + NAMES];
      for (let k = 0; k < files[at + NAME_COUNT]; k++) {
        if (this.#kinds[first + k] === NameKind.document) best.add(files[at + DAY], at / FIELDS, k);
      }
    }
  }

  #hasSame(at: number, keys: FileKeys): boolean {
    const files = this.#files;
    if (files[at + NAME_COUNT] !== keys.count || files[at + CHAR_COUNT] !== keys.used) return false;
    const first = files[at + NAMES];
    for (let k = 0; k < keys.count; k++) {
      if (
        this.#lengths[first + k] !== keys.lengths[k] ||
        this.#heads[first + k] !== keys.heads[k] ||
        this.#kinds[first + k] !== keys.kinds[k]
      )
        return false;
    }
    const chars = files[at + CHARS];
    for (let k = 0; k < keys.used; k++) if (this.#codes[chars + k] !== keys.codes[k]) return false;
    for (let k = 0; k < keys.used; k += 8) if (this.#begins[(chars + k) >> 3] !== keys.begins[k >> 3]) return false;
    return true;
  }

  /** Lets go of what a file has. The last file gives its room back: of an edited text the names are written in one place again and again. */
  #release(at: number): void {
    const files = this.#files;
    const chars = aligned(files[at + CHAR_COUNT]);
    const names = files[at + NAME_COUNT];
    this.#liveChars -= chars;
    this.#liveNames -= names;
    if (names > 0 && files[at + NAMES] + names === this.#nameEnd) {
      this.#nameEnd -= names;
      this.#charEnd -= chars;
    }
    files[at + CHAR_COUNT] = 0;
    files[at + NAME_COUNT] = 0;
  }

  #reserveFile(file: number): void {
    if (file < this.#fileCount) return;
    this.#fileCount = file + 1;
    const needed = this.#fileCount * FIELDS;
    if (needed > this.#files.length) this.#files = resized(this.#files, Math.max(needed, this.#files.length * 2));
  }

  /** Makes room for more at the end: of what nobody says any more if that is more than half of all, else by a quarter. */
  #reserve(chars: number, names: number): void {
    const fits = this.#charEnd + chars <= this.#codes.length && this.#nameEnd + names <= this.#lengths.length;
    const dead = 2 * this.#liveChars < this.#charEnd || 2 * this.#liveNames < this.#nameEnd;
    if (fits && !(dead && this.#charEnd > SMALL)) return;
    if (dead) {
      this.#move(this.#liveChars + chars, this.#liveNames + names);
      return;
    }
    if (this.#charEnd + chars > this.#codes.length) {
      this.#codes = resized(this.#codes, roomFor(this.#charEnd + chars));
      this.#begins = resized(this.#begins, this.#codes.length >> 3);
    }
    if (this.#nameEnd + names > this.#lengths.length) {
      const size = roomFor(this.#nameEnd + names);
      this.#masks = resized(this.#masks, 2 * size);
      this.#lengths = resized(this.#lengths, size);
      this.#heads = resized(this.#heads, size);
      this.#kinds = resized(this.#kinds, size);
    }
  }

  /** Moves what the files have into new arrays, in the order of the files, with room for so much in all and a quarter more. */
  #move(chars: number, names: number): void {
    const codes = this.#codes;
    const begins = this.#begins;
    const masks = this.#masks;
    const lengths = this.#lengths;
    const heads = this.#heads;
    const kinds = this.#kinds;
    const charRoom = roomFor(chars);
    const nameRoom = roomFor(names);
    this.#codes = new Uint16Array(charRoom);
    this.#begins = new Uint8Array(charRoom >> 3);
    this.#masks = new Int32Array(2 * nameRoom);
    this.#lengths = new Uint16Array(nameRoom);
    this.#heads = new Uint8Array(nameRoom);
    this.#kinds = new Uint8Array(nameRoom);
    const files = this.#files;
    let charEnd = 0;
    let nameEnd = 0;
    for (let at = 0; at < this.#fileCount * FIELDS; at += FIELDS) {
      const from = files[at + CHARS];
      const first = files[at + NAMES];
      const last = first + files[at + NAME_COUNT];
      const length = aligned(files[at + CHAR_COUNT]);
      this.#codes.set(codes.subarray(from, from + length), charEnd);
      this.#begins.set(begins.subarray(from >> 3, (from + length) >> 3), charEnd >> 3);
      this.#masks.set(masks.subarray(2 * first, 2 * last), 2 * nameEnd);
      this.#lengths.set(lengths.subarray(first, last), nameEnd);
      this.#heads.set(heads.subarray(first, last), nameEnd);
      this.#kinds.set(kinds.subarray(first, last), nameEnd);
      files[at + CHARS] = charEnd;
      files[at + NAMES] = nameEnd;
      charEnd += length;
      nameEnd += last - first;
    }
    this.#charEnd = charEnd;
    this.#nameEnd = nameEnd;
  }
}

/** Room for so much and a quarter more, a multiple of eight. */
function roomFor(count: number): number {
  return aligned(count + (count >> 2) + 64);
}
