import { isBracket, isBullet, isHeadingBullet, KIND_COUNT, Kind } from './kinds.ts';

/**
 * Levels of a document, inferred from the document alone: the order in which kinds of marker first appear, what was seen to
 * stand below what, and whether the run of an open level goes on further down. There is no table of ranks.
 */

const WORDS = (KIND_COUNT + 31) >> 5;
export const BELOW_LENGTH = KIND_COUNT * WORDS;

/** What a level needs of the section that opened it. */
export interface Headed {
  /** Whether the item is a heading, not a sentence. */
  readonly hasHeading: boolean;
}

export interface Level<T> {
  readonly kind: number;
  /** The last number of the run; 0 where nothing is counted. */
  number: number;
  readonly indent: number;
  readonly node: T;
}

/** What comes of a kind further down: the number of its next candidate and where it stands, or line -1. */
export interface Ahead {
  readonly line: number;
  readonly number: number;
}

export class Levels<T extends Headed> {
  readonly stack: Level<T>[] = [];

  /** `below`: a row of bits for each kind, the kinds seen to stand below it; BELOW_LENGTH zeros at first. */
  constructor(
    private readonly ahead: (kind: number) => Ahead,
    private readonly below: Uint32Array,
  ) {}

  get top(): Level<T> | undefined {
    return this.stack[this.stack.length - 1];
  }

  /** Index of the open level that a marker of this kind belongs to, or -1. */
  open(kind: number): number {
    for (let i = this.stack.length - 1; i >= 0; i--) if (this.stack[i].kind === kind) return i;
    return -1;
  }

  /** Closes all levels above `depth` and opens one there. */
  push(depth: number, level: Level<T>): void {
    while (this.stack.length > depth) this.stack.pop();
    for (const outer of this.stack) this.below[outer.kind * WORDS + (level.kind >> 5)] |= 1 << (level.kind & 31);
    this.stack.push(level);
  }

  private contains(outer: number, inner: number): boolean {
    return ((this.below[outer * WORDS + (inner >> 5)] >>> (inner & 31)) & 1) === 1;
  }

  /**
   * Whether the run of an open level goes on below the present line, before anything closes it: the next candidate of its kind
   * counts one more, and no level around it moves on first.
   */
  goesOn(index: number): boolean {
    const level = this.stack[index];
    if (level.number === 0) return false;
    const next = this.ahead(level.kind);
    if (next.line < 0 || next.number !== level.number + 1) return false;
    for (let i = 0; i < index; i++) {
      const outer = this.stack[i];
      const move = this.ahead(outer.kind);
      if (move.line >= 0 && move.line < next.line && (outer.number === 0 || move.number === outer.number + 1))
        return false;
    }
    return true;
  }

  /** Depth (number of levels that stay open) at which a counted or listed item of this kind opens. */
  place(kind: number, indent: number): number {
    const open = this.open(kind);
    if (open >= 0) {
      // the same sign used at two depths, told apart by the indentation: ・ below ・
      if (isBullet(kind)) return this.placeBullet(kind, indent);
      return open;
    }
    let depth = this.stack.length;
    while (depth > 0) {
      const level = this.stack[depth - 1];
      if (level.kind === Kind.note) {
        depth--;
        continue;
      }
      if (this.goesOn(depth - 1)) break;
      if (this.contains(kind, level.kind) && !this.contains(level.kind, kind)) {
        depth--;
        continue;
      }
      // bullets and notes are leaves unless what follows is set deeper than they are
      if (
        isBullet(level.kind) &&
        !isHeadingBullet(level.kind) &&
        !isBullet(kind) &&
        !this.contains(level.kind, kind) &&
        indent <= level.indent
      ) {
        depth--;
        continue;
      }
      if (isBullet(level.kind) && isBullet(kind) && indent < level.indent) {
        depth--;
        continue;
      }
      break;
    }
    return depth;
  }

  private placeBullet(kind: number, indent: number): number {
    let found = -1;
    for (let i = this.stack.length - 1; i >= 0; i--) {
      const level = this.stack[i];
      if (level.kind !== kind) continue;
      found = i;
      if (indent >= level.indent) {
        // deeper by at least a full character: a level of its own, if it is the innermost open one
        if (indent >= level.indent + 2 && i === this.stack.length - 1) return i + 1;
        return i;
      }
    }
    return found;
  }

  /**
   * Depth at which a heading without a number opens (a plain one, or one in brackets). It stands above numbered sentences,
   * whose numbering may run on across it, and inside the section of a numbered heading that is not finished yet.
   */
  placeHeading(kind: number, next: { kind: number; number: number } | undefined): number {
    const open = this.open(kind);
    if (open >= 0) {
      for (let i = this.stack.length - 1; i > open; i--) {
        if (this.stack[i].node.hasHeading && isCounted(this.stack[i].kind) && this.goesOn(i)) return i + 1;
      }
      return open;
    }
    if (next !== undefined && isCounted(next.kind)) {
      for (let i = 0; i < this.stack.length; i++) {
        const level = this.stack[i];
        if (level.kind !== next.kind) continue;
        // the run goes on (or begins anew) behind this heading: it groups sentences, but stands inside a numbered heading
        if (!level.node.hasHeading) return i;
        if (next.number === 1 && level.number > 0 && i === 0) return i;
        break;
      }
    }
    let depth = this.stack.length;
    while (depth > 0) {
      const level = this.stack[depth - 1];
      // another pair of brackets beside one that is finished: <前文> 〔第一条〕
      if (
        isBracket(level.kind) &&
        isBracket(kind) &&
        !this.contains(level.kind, kind) &&
        this.ahead(level.kind).line < 0
      ) {
        depth--;
        continue;
      }
      if (!isBullet(level.kind) && level.kind !== Kind.note && level.node.hasHeading) break;
      if (depth === 1 && !level.node.hasHeading && this.goesOn(0)) break;
      depth--;
    }
    return depth;
  }
}

/** Kinds whose items are counted. */
export function isCounted(kind: number): boolean {
  return (kind > 0 && kind < Kind.attachment) || kind === Kind.brokenRoman || kind === Kind.brokenCircled;
}
