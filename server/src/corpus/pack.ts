import type { Aside } from './aside.ts';
import type { PackedSummary } from './pack-summary.ts';
import type { DocumentHead } from './work.ts';

/**
 * A file as the index keeps it, in few bytes. The head is read when the file is taken; the summary when something is asked about the file; the
 * uses of terms stand as numbers, which are walked over for all files at once.
 */
export interface PackedFile {
  readonly heads: readonly DocumentHead[];
  readonly uses: TermUses;
  /** The names of its symbols, for `NameIndex.set`. */
  readonly names: Uint8Array;
  /** What its sections are about, for `Sketches.set`. */
  readonly sketches: Uint16Array;
  readonly summary: PackedSummary;
}

/** Where a text uses the terms of the glossary. */
export interface TermUses {
  /** What is meant (`Meaning.id`), each once. */
  readonly ids: readonly string[];
  /** USE_FIELDS numbers for each use, in the order of the text: place in `ids`, line, column, further lines, end column, 1 where it is a declaration. */
  readonly places: Int32Array;
}

export const USE_FIELDS = 6;

// ---- bytes ----------------------------------------------------------------------------------------------------------

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** A packed file as bytes, for the way between threads and for the disk. */
export interface FileBytes {
  /** What is needed of all files at once; its length is a multiple of ALIGNMENT. */
  readonly bytes: Uint8Array;
  /** What is read when the file is taken, and when something is asked about it: head, outline and asks. */
  readonly aside: Uint8Array;
}

/** A packed file as it is kept. */
export interface KeptBytes {
  readonly bytes: Uint8Array;
  readonly aside: Aside;
}

/** Lengths of uses, names, sketches, head, outline and asks in bytes, as 32 bits each, little end first. */
const PREFIX = 24;
/** Bytes of one run begin and end at a multiple of this, so that numbers can be read where they stand. */
export const ALIGNMENT = 4;

const IS_LITTLE = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1;

/** A packed file as bytes. */
export function toBytes({ heads, uses, names, sketches, summary: { outline, asks } }: PackedFile): FileBytes {
  const head = encoder.encode(JSON.stringify([heads, uses.ids]));
  const { places } = uses;
  const lengths = [places.length * 4, names.length, sketches.byteLength];
  const size = lengths.reduce((sum, length) => sum + length, PREFIX);
  const bytes = new Uint8Array(Math.ceil(size / ALIGNMENT) * ALIGNMENT);
  const view = new DataView(bytes.buffer);
  const far = [head, outline, asks];
  [...lengths, ...far.map(({ length }) => length)].forEach((length, k) => {
    view.setUint32(4 * k, length, true);
  });
  let at = PREFIX;
  for (const place of places) {
    view.setInt32(at, place, true);
    at += 4;
  }
  bytes.set(names, at);
  at += names.length;
  for (const feature of sketches) {
    view.setUint16(at, feature, true);
    at += 2;
  }
  const aside = new Uint8Array(far.reduce((sum, { length }) => sum + length, 0));
  at = 0;
  for (const part of far) {
    aside.set(part, at);
    at += part.length;
  }
  return { bytes, aside };
}

/**
 * Reads what `toBytes` gave; outline and asks each time that they are asked for. Names, and where they stand at a multiple of ALIGNMENT the numbers
 * too, stay part of `bytes`: an archive has tens of megabytes of them, and needs them once. Throws where the bytes are none of ours.
 */
export function fromBytes({ bytes, aside }: KeptBytes): PackedFile {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const [numbers, nameLength, sketched, head, outline, asks] = [0, 4, 8, 12, 16, 20].map((at) =>
    view.getUint32(at, true),
  );
  if (PREFIX + numbers + nameLength + sketched > bytes.length) throw new Error('no packed file');
  if (head + outline + asks !== aside.length) throw new Error('no packed file');
  if (numbers % (4 * USE_FIELDS) !== 0 || nameLength % ALIGNMENT !== 0 || sketched % 2 !== 0)
    throw new Error('no packed file');
  const inPlace = IS_LITTLE && bytes.byteOffset % ALIGNMENT === 0;
  let at = PREFIX;
  const places = inPlace
    ? new Int32Array(bytes.buffer, bytes.byteOffset + at, numbers / 4)
    : Int32Array.from({ length: numbers / 4 }, (_, k) => view.getInt32(PREFIX + 4 * k, true));
  at += numbers;
  const names = bytes.subarray(at, at + nameLength);
  at += nameLength;
  const features = at;
  const sketches = inPlace
    ? new Uint16Array(bytes.buffer, bytes.byteOffset + at, sketched / 2)
    : Uint16Array.from({ length: sketched / 2 }, (_, k) => view.getUint16(features + 2 * k, true));
  const [heads, ids] = JSON.parse(decoder.decode(aside.read(0, head))) as [DocumentHead[], string[]];
  return { heads, uses: { ids, places }, names, sketches, summary: new SummaryAside(aside, head, head + outline) };
}

class SummaryAside implements PackedSummary {
  readonly #aside: Aside;
  readonly #outline: number;
  readonly #asks: number;

  /** `outline`, `asks`: where they begin. */
  constructor(aside: Aside, outline: number, asks: number) {
    this.#aside = aside;
    this.#outline = outline;
    this.#asks = asks;
  }

  get outline(): Uint8Array {
    return this.#aside.read(this.#outline, this.#asks);
  }

  get asks(): Uint8Array {
    return this.#aside.read(this.#asks, this.#aside.length);
  }
}
