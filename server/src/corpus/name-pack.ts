import { type FileNames, NameKeys } from './name-key.ts';

/**
 * The keys of the names of a file as bytes, to be made in one thread and searched in another where they stand, or kept. In the byte order of the
 * machine: count, characters and day; characters, lengths, then what takes a byte each; up to a multiple of four bytes.
 */

const HEADER = 12;
const keys = new NameKeys();

/** The names of a file where they are packed. */
export interface PackedKeys {
  /** How many names, and how many characters. */
  readonly count: number;
  readonly used: number;
  readonly day: number;
  /** As in `FileKeys`. */
  readonly codes: Uint16Array;
  readonly lengths: Uint16Array;
  /** `heads`, from `kindsOf` on `kinds`, and from `beginsOf` on `begins`: an object each would be more than what is in them. */
  readonly small: Uint8Array;
}

/** Where the kinds of so many names are among their small numbers. */
export const kindsOf = (count: number): number => count;
/** Where the beginnings of words are there. */
export const beginsOf = (count: number): number => 2 * count;

/** The bytes for `NameIndex.set`. */
export function packNames(names: FileNames): Uint8Array {
  const { count, used, day, codes, lengths, heads, kinds, begins } = keys.take(names);
  const bytes = new Uint8Array(packedSize(keys));
  new Int32Array(bytes.buffer, 0, 3).set([count, used, day]);
  let at = HEADER;
  const put = (array: Uint8Array | Uint16Array, length: number): void => {
    const size = length * array.BYTES_PER_ELEMENT;
    bytes.set(new Uint8Array(array.buffer, array.byteOffset, size), at);
    at += size;
  };
  put(codes, used);
  put(lengths, count);
  put(heads, count);
  put(kinds, count);
  put(begins, bitBytes(used));
  return bytes;
}

/** The keys in bytes of `packNames`; they are good as long as the bytes. @throws RangeError for bytes of another length than they say */
export function unpackNames(packed: Uint8Array): PackedKeys {
  // a copy where numbers would not lie as the machine wants them; `slice` of a Buffer is none
  const bytes = packed.byteOffset % 4 === 0 ? packed : new Uint8Array(packed);
  const { buffer, byteOffset } = bytes;
  if (bytes.length < HEADER) throw new RangeError('no packed names');
  const [count, used, day] = new Int32Array(buffer, byteOffset, 3);
  if (count < 0 || used < 0 || bytes.length !== packedSize({ count, used })) throw new RangeError('no packed names');
  let at = byteOffset + HEADER;
  const from = (size: number): number => {
    at += size;
    return at - size;
  };
  return {
    count,
    used,
    day,
    codes: new Uint16Array(buffer, from(2 * used), used),
    lengths: new Uint16Array(buffer, from(2 * count), count),
    small: new Uint8Array(buffer, at, 2 * count + bitBytes(used)),
  };
}

const bitBytes = (used: number): number => (used + 7) >> 3;

/** How many bytes names take. */
export function packedSize({ count, used }: Pick<PackedKeys, 'count' | 'used'>): number {
  return Math.ceil((HEADER + 4 * count + 2 * used + bitBytes(used)) / 4) * 4;
}
