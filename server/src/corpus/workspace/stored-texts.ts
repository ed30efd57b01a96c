import type { TextRange } from '../../terms/analyser.ts';
import { fromBytes, type KeptBytes, type PackedFile, type TermUses, USE_FIELDS } from '../pack.ts';
import { type PackedSummary, unpackNamed, unpackSummary } from '../pack-summary.ts';
import type { FileSummary, NamedPlace } from '../summary.ts';

/** Where a text that is not open uses a term. */
export interface TermUse {
  readonly uri: string;
  readonly range: TextRange;
  /** Whether the text gives the name there. */
  readonly isDeclaration: boolean;
}

interface StoredText {
  readonly summary: PackedSummary;
  /** Numbers of what the uses mean, and the uses as `TermUses.places`. */
  readonly ids: readonly number[];
  readonly places: Int32Array;
}

/** Summaries that are held read: questions about one file come one after another. */
const HELD = 8;

/** The texts of the workspace that are not open, in few bytes: a summary is read when something is asked about its file. */
export class StoredTexts {
  readonly #texts = new Map<string, StoredText>();
  readonly #summaries = new Map<string, FileSummary>();
  /** What terms mean, as numbers. */
  readonly #ids = new Map<string, number>();

  /** Takes what was read of a text (`toBytes`); gives it. Throws where the bytes are none of ours. */
  set(uri: string, bytes: KeptBytes): PackedFile {
    const packed = fromBytes(bytes);
    const { uses, summary } = packed;
    this.#texts.set(uri, { summary, ids: this.#numbersOf(uses), places: uses.places });
    this.#summaries.delete(uri);
    return packed;
  }

  delete(uri: string): void {
    this.#texts.delete(uri);
    this.#summaries.delete(uri);
  }

  clear(): void {
    this.#texts.clear();
    this.#summaries.clear();
  }

  /** What is known of a text; of one that is not there, that nothing is in it. */
  summary(uri: string): FileSummary {
    let summary = this.#summaries.get(uri);
    if (summary !== undefined) {
      // the one asked for last goes last
      this.#summaries.delete(uri);
    } else {
      const text = this.#texts.get(uri);
      if (text === undefined) return NOTHING;
      summary = unpackSummary(text.summary);
      if (this.#summaries.size >= HELD) {
        const [oldest] = this.#summaries.keys();
        this.#summaries.delete(oldest);
      }
    }
    this.#summaries.set(uri, summary);
    return summary;
  }

  /** What has a place in `symbolNames` of a text; undefined where there is nothing. */
  named(uri: string, ordinal: number): NamedPlace | undefined {
    const text = this.#texts.get(uri);
    return text && unpackNamed(text.summary, ordinal);
  }

  /** How often each text uses a term; `id` as in `Meaning`. */
  *counts(id: string): Generator<readonly [uri: string, count: number]> {
    const number = this.#ids.get(id);
    if (number === undefined) return;
    for (const [uri, { ids, places }] of this.#texts) {
      const place = ids.indexOf(number);
      if (place < 0) continue;
      let count = 0;
      for (let at = 0; at < places.length; at += USE_FIELDS) if (places[at] === place) count++;
      yield [uri, count];
    }
  }

  /** Where the texts use a term, those of one text in order. */
  *uses(id: string): Generator<TermUse> {
    const number = this.#ids.get(id);
    if (number === undefined) return;
    for (const [uri, { ids, places }] of this.#texts) {
      const place = ids.indexOf(number);
      if (place < 0) continue;
      for (let at = 0; at < places.length; at += USE_FIELDS) {
        if (places[at] !== place) continue;
        const line = places[at + 1];
        const end = { line: line + places[at + 3], character: places[at + 4] };
        const range = { start: { line, character: places[at + 2] }, end };
        yield { uri, range, isDeclaration: places[at + 5] === 1 };
      }
    }
  }

  #numbersOf({ ids }: TermUses): number[] {
    return ids.map((id) => {
      const known = this.#ids.get(id);
      if (known !== undefined) return known;
      this.#ids.set(id, this.#ids.size);
      return this.#ids.size - 1;
    });
  }
}

const NOTHING: FileSummary = { documents: [], definitions: [] };
