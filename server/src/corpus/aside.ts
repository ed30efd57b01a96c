/** Bytes that are put aside until somebody asks for them. */
export interface Aside {
  readonly length: number;
  /** How many of them take up memory. */
  readonly held: number;
  /** Bytes [from, to), which are good until anything is read again. Throws where they cannot be had any more. */
  read(from: number, to: number): Uint8Array;
}

/** A place for what is put aside. */
export interface Depot {
  /** Never throws: what finds no place there is held in memory. */
  put(bytes: Uint8Array): Aside;
  /** Nothing else is needed any more: takes back the room of the rest where that is worth it. Others get their turns meanwhile; never rejects. */
  keep(asides: readonly Aside[]): Promise<void>;
}

/** Where there is no disk, or too little to need one. */
export const MEMORY: Depot = {
  put: inMemory,
  keep: () => Promise.resolve(),
};

/** Bytes that stay in memory. */
export function inMemory(bytes: Uint8Array): Aside {
  return { length: bytes.length, held: bytes.length, read: (from, to) => bytes.subarray(from, to) };
}
