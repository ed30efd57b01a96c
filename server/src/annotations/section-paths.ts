import { type PlacedDocument, StructureAnalyser } from '../structure/analyser.ts';
import type { SectionNode } from '../structure/section.ts';
import { LineIndex, splitLines } from '../text/lines.ts';
import { foldKey } from '../text/width.ts';
import { distance } from './alignment.ts';

/** Characters of a name that are compared, and the share of them that may differ. */
const COMPARED = 40;
const DIFFERENT = 0.35;

/** The way from the title of a document down to the section, for every offset of a text. */
export class SectionPaths {
  readonly #lines: LineIndex;
  readonly #documents: readonly PlacedDocument[];

  constructor(text: string) {
    this.#lines = new LineIndex(text);
    this.#documents = new StructureAnalyser(splitLines(text)).documents();
  }

  /** Title and names of sections, outermost first; empty above the first document. */
  at(offset: number): string[] {
    const { line } = this.#lines.positionAt(offset);
    let k = this.#documents.length - 1;
    while (k >= 0 && this.#documents[k].firstLine > line) k--;
    if (k < 0) return [];
    const { tree, firstLine } = this.#documents[k];
    const path = [tree.titleBlock.title];
    const inside = line - firstLine;
    for (let section = child(tree.sections, inside); section !== undefined; ) {
      path.push(section.name);
      section = child(section.children, inside);
    }
    return path;
  }
}

/** The section of a list, ascending by line, that holds a line. */
function child(sections: readonly SectionNode[], line: number): SectionNode | undefined {
  let low = -1;
  let high = sections.length;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (sections[middle].line <= line) low = middle;
    else high = middle;
  }
  const section = sections[low];
  return section !== undefined && line <= section.lastLine ? section : undefined;
}

/** Compares section paths; one for a text, as it remembers. */
export class SectionAgreement {
  readonly #known = new Map<string, number>();

  /** From 0 to 1: the share of the first path that the second has as well, a deeper section counting twice the one above it. */
  of(wanted: readonly string[], found: readonly string[]): number {
    const key = `${wanted.join('\n')}\n\n${found.join('\n')}`;
    let agreement = this.#known.get(key);
    if (agreement === undefined) {
      let weight = 1;
      let all = 0;
      let same = 0;
      for (const name of wanted) {
        all += weight;
        if (found.some((other) => alike(name, other))) same += weight;
        weight *= 2;
      }
      agreement = all === 0 ? 0 : same / all;
      this.#known.set(key, agreement);
    }
    return agreement;
  }
}

function alike(a: string, b: string): boolean {
  if (a === b) return true;
  const [x, y] = [foldKey(a).slice(0, COMPARED), foldKey(b).slice(0, COMPARED)];
  if (x === y) return true;
  const longer = Math.max(x.length, y.length);
  if (Math.abs(x.length - y.length) > longer * DIFFERENT) return false;
  return distance(x, y) <= longer * DIFFERENT;
}
