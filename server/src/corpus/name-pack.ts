import { type FileKeys, type FileNames, NameKeys } from './name-key.ts';

/**
 * The keys of the names of a file as bytes, to be made in one thread and searched in another where they stand, or kept. In the byte order of the
 * machine: count, characters and day; masks, characters, lengths, then what takes a byte each; up to a multiple of four bytes.
 */

const HEADER = 12;
const keys = new NameKeys();

/** The bytes for `NameIndex.set`. */
export function packNames(names: FileNames): Uint8Array {
  const { count, used, day, masks, codes, lengths, heads, kinds, begins } = keys.take(names);
  const bytes = new Uint8Array(packedSize(keys));
  new Int32Array(bytes.buffer, 0, 3).set([count, used, day]);
  let at = HEADER;
  const put = (array: Uint8Array | Uint16Array | Int32Array, length: number): void => {
    const size = length * array.BYTES_PER_ELEMENT;
    bytes.set(new Uint8Array(array.buffer, array.byteOffset, size), at);
    at += size;
  };
  put(masks, 2 * count);
  put(codes, used);
  put(lengths, count);
  put(heads, count);
  put(kinds, count);
  put(begins, bitBytes(used));
  return bytes;
}

/** The keys in bytes of `packNames`; they are good as long as the bytes. @throws RangeError for bytes of another length than they say */
export function unpackNames(packed: Uint8Array): FileKeys {
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
    masks: new Int32Array(buffer, from(8 * count), 2 * count),
    codes: new Uint16Array(buffer, from(2 * used), used),
    lengths: new Uint16Array(buffer, from(2 * count), count),
    heads: new Uint8Array(buffer, from(count), count),
    kinds: new Uint8Array(buffer, from(count), count),
    begins: new Uint8Array(buffer, from(bitBytes(used)), bitBytes(used)),
  };
}

const bitBytes = (used: number): number => (used + 7) >> 3;

/** How many bytes names take. */
export function packedSize({ count, used }: Pick<FileKeys, 'count' | 'used'>): number {
  return Math.ceil((HEADER + 12 * count + 2 * used + bitBytes(used)) / 4) * 4;
}
