import { inMemory } from '../../../server/src/corpus/aside.ts';
import { fromBytes, type PackedFile, toBytes } from '../../../server/src/corpus/pack.ts';

/** A packed file as it comes out of the bytes that are kept of it. */
export function throughBytes(packed: PackedFile): PackedFile {
  const { bytes, aside } = toBytes(packed);
  return fromBytes({ bytes, aside: inMemory(aside) });
}
