import { trailAt } from '../references/parts.ts';
import type { TextRange } from '../terms/analyser.ts';
import { FewMap } from './few-map.ts';
import type { Library } from './library.ts';
import { type Resolution, resolveDocument, type Target } from './resolve.ts';
import type { DocumentSummary, SectionSummary } from './summary.ts';
import { isWhole } from './text-references.ts';
import { Watches } from './watches.ts';
import type { Copy, Work } from './work.ts';

/** A place of the workspace that refers to a document. */
export interface Citation {
  readonly copy: Copy;
  readonly range: TextRange;
  /** First line of the innermost section around it; -1 where it is in none. */
  readonly sectionLine: number;
  /** Whether it refers to a part, named or implied. */
  readonly hasPart: boolean;
  /** Whether it refers to the document that it stands in. */
  readonly isOwn: boolean;
  /** The rest is found again when it is asked for. */
  readonly resolution: Resolution;
  readonly target: Target;
  /** The sections around it, outermost first. */
  readonly trail: readonly SectionSummary[];
}

/** What a file refers to, in few bytes: FIELDS numbers for each reference that leads to a work, in the order of the text. */
interface FileCitations {
  readonly works: readonly string[];
  readonly records: Records;
}

/** In two bytes a number where they are enough, as they are for all but a very long text. */
type Records = Uint16Array | Int32Array;

/** Numbers of a record: place of the work in `works`, document, ask, range (4), line of the section and 1 or 0 for none, flags. */
const FIELDS = 9;
const HAS_PART = 1;
const IS_OWN = 2;

/**
 * Who refers to what, over all files of the workspace. A file is resolved again when it changes, or when something comes or goes that its
 * references have asked for; `settle` does it little by little, and a question does what is left.
 */
export class Citations {
  readonly #library: Library;
  readonly #byFile = new Map<string, FileCitations>();
  readonly #byWork = new FewMap<string, string>();
  readonly #stale = new Set<string>();
  readonly #changed = new Set<Work>();
  readonly #watches: Watches;

  constructor(library: Library) {
    this.#library = library;
    this.#watches = new Watches(library);
    library.listener = {
      file: (uri) => this.#stale.add(uri),
      // asked about together, later: nobody needs to know yet
      work: (work) => this.#changed.add(work),
    };
    for (const uri of library.files()) this.#stale.add(uri);
  }

  /** Whether nothing has changed since all was resolved. */
  get isSettled(): boolean {
    return this.#stale.size === 0 && this.#changed.size === 0;
  }

  /** Resolves what has changed until the time (of `performance.now()`) is over; true when all is done. */
  settle(until: number): boolean {
    if (!this.#library.settle(until)) return false;
    this.#takeChanges();
    for (const uri of this.#stale) {
      if (performance.now() > until) return false;
      this.#resolve(uri);
    }
    return true;
  }

  /**
   * Places that refer to a work, those that may mean another one included: in the order of the addresses and of the text. Where all that has
   * changed is not resolved by `until` (as for `settle`), those that are known so far.
   */
  to(work: Work, until = Number.POSITIVE_INFINITY): Citation[] {
    this.settle(until);
    const found: Citation[] = [];
    for (const uri of [...this.#byWork.get(work.id)].sort()) {
      // what was found in a text that is another one now leads nowhere
      if (this.#stale.has(uri)) this.#resolve(uri);
      const file = this.#byFile.get(uri);
      if (file === undefined) continue;
      const place = file.works.indexOf(work.id);
      for (let at = 0; at < file.records.length; at += FIELDS) {
        if (file.records[at] === place) found.push(this.#citation(uri, file.records, at));
      }
    }
    return found;
  }

  /** What a document of a file refers to. */
  of(uri: string, index: number): Citation[] {
    this.#library.settle(Number.POSITIVE_INFINITY);
    this.#takeChanges();
    if (this.#stale.has(uri)) this.#resolve(uri);
    const { records } = this.#byFile.get(uri) ?? NOTHING;
    const found: Citation[] = [];
    for (let at = 0; at < records.length; at += FIELDS) {
      if (records[at + 1] === index) found.push(this.#citation(uri, records, at));
    }
    return found;
  }

  /**
   * The works that lines [from, to] of a document refer to, each once, in the order of the text; as far as the file is resolved. An open
   * text is, once something was asked about it.
   */
  targetsIn(uri: string, index: number, from: number, to: number): Work[] {
    const { works, records } = this.#byFile.get(uri) ?? NOTHING;
    const places = new Set<number>();
    for (let at = 0; at < records.length; at += FIELDS) {
      if (records[at + 1] === index && records[at + 3] >= from && records[at + 3] <= to) places.add(records[at]);
    }
    return [...places].flatMap((place) => this.#library.work(works[place]) ?? []);
  }

  /** Finds the files that what has changed since the last time concerns. */
  #takeChanges(): void {
    if (this.#changed.size > MANY) for (const uri of this.#library.files()) this.#stale.add(uri);
    else for (const work of this.#changed) for (const uri of this.#watches.concerned(work)) this.#stale.add(uri);
    this.#changed.clear();
  }

  #citation(uri: string, records: Records, at: number): Citation {
    const copy = this.#library.copies(uri)[records[at + 1]];
    return new StoredCitation(this.#library, copy, records.subarray(at, at + FIELDS));
  }

  #forget(uri: string): void {
    this.#stale.delete(uri);
    this.#watches.forget(uri);
    for (const id of this.#byFile.get(uri)?.works ?? []) this.#byWork.delete(id, uri);
    this.#byFile.delete(uri);
  }

  #resolve(uri: string): void {
    this.#forget(uri);
    const documents = this.#library.summaries(uri);
    if (documents.length === 0) return;
    const works: string[] = [];
    const records: number[] = [];
    this.#watches.watch(uri, (library) => {
      documents.forEach((summary, index) => {
        resolveDocument({ library, documents, index, uri }).forEach((resolution, ask) => {
          const [target] = resolution?.targets ?? [];
          if (resolution === undefined || target === undefined) return;
          const id = target.work?.id ?? '';
          let place = works.indexOf(id);
          if (place < 0) place = works.push(id) - 1;
          records.push(place, ...recordOf(summary, index, ask, resolution, target));
        });
      });
    });
    if (records.length === 0) return;
    const fits = records.every((number) => number <= 0xffff);
    this.#byFile.set(uri, { works, records: (fits ? Uint16Array : Int32Array).from(records) });
    for (const id of works) this.#byWork.add(id, uri);
  }
}

/** When more documents have changed, all is resolved again. */
const MANY = 200;

const NOTHING: FileCitations = { works: [], records: new Int32Array(0) };

function recordOf(
  summary: DocumentSummary,
  index: number,
  ask: number,
  resolution: Resolution,
  target: Target,
): number[] {
  const { whole, core } = summary.ranges[ask];
  const { start, end } = isWhole(resolution) ? whole : core;
  const section = trailAt(summary.sections, start.line).at(-1);
  const part = target.section !== undefined || target.steps.length > 0 || target.implied.length > 0;
  const flags = (part ? HAS_PART : 0) | (target.here === index ? IS_OWN : 0);
  return [
    index,
    ask,
    start.line,
    start.character,
    end.line,
    end.character,
    section === undefined ? 0 : section.line + 1,
    flags,
  ];
}

class StoredCitation implements Citation {
  readonly copy: Copy;
  readonly #library: Library;
  readonly #record: Records;
  #resolution: Resolution | undefined;

  constructor(library: Library, copy: Copy, record: Records) {
    this.#library = library;
    this.copy = copy;
    this.#record = record;
  }

  get range(): TextRange {
    const [, , , line, character, endLine, endCharacter] = this.#record;
    return { start: { line, character }, end: { line: endLine, character: endCharacter } };
  }

  get sectionLine(): number {
    return this.#record[7] - 1;
  }

  get hasPart(): boolean {
    return (this.#record[8] & HAS_PART) !== 0;
  }

  get isOwn(): boolean {
    return (this.#record[8] & IS_OWN) !== 0;
  }

  get resolution(): Resolution {
    const { uri, index } = this.copy;
    this.#resolution ??= resolveDocument({
      library: this.#library,
      documents: this.#library.summaries(uri),
      index,
      uri,
    })[this.#record[2]];
    if (this.#resolution === undefined) throw new Error(`${uri}: the reference is not there any more`);
    return this.#resolution;
  }

  get target(): Target {
    return this.resolution.targets[0];
  }

  get trail(): readonly SectionSummary[] {
    return this.sectionLine < 0 ? [] : trailAt(this.copy.summary.sections, this.sectionLine);
  }
}
