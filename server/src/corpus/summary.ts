import type { DocumentAsks } from '../references/analyser.ts';
import { rangeOf } from '../references/analyser.ts';
import type { Ask } from '../references/ask.ts';
import type { PlacedDocument } from '../structure/analyser.ts';
import type { MarkerKind, Section } from '../structure/model.ts';
import type { TextRange } from '../terms/analyser.ts';

/** What other files need of one document: no fact of any other file is in it. Lines are those of the file. */
export interface DocumentSummary {
  readonly title: string;
  /** ISO; undefined where the document has no date. */
  readonly date: string | undefined;
  readonly titleRange: TextRange;
  readonly firstLine: number;
  readonly lastLine: number;
  readonly sections: readonly SectionSummary[];
  readonly asks: readonly Ask[];
  /** Where each ask stands, whole and without the date before it. */
  readonly ranges: readonly { readonly whole: TextRange; readonly core: TextRange }[];
}

/** A section with what is needed to find and show it. */
export interface SectionSummary extends Section {
  readonly children: readonly SectionSummary[];
}

/** Summaries of the documents of a text. `asksOf` gives what a document asks for, by its place. */
export function summarise(
  placed: readonly PlacedDocument[],
  lineAt: (line: number) => string,
  asksOf: (d: number) => DocumentAsks,
): DocumentSummary[] {
  return placed.map(({ tree, firstLine }, d) => {
    const { titleBlock } = tree;
    const asks = asksOf(d);
    const lastTitle = firstLine + titleBlock.lastTitleLine;
    const first = lineAt(firstLine + titleBlock.titleLine);
    let sections: readonly SectionSummary[] | undefined;
    return {
      // most keystrokes never need them
      get sections() {
        sections ??= tree.sections.map((section) => copy(section, firstLine));
        return sections;
      },
      title: titleBlock.title,
      date: titleBlock.date?.iso,
      titleRange: {
        start: { line: firstLine + titleBlock.titleLine, character: first.length - first.trimStart().length },
        end: { line: lastTitle, character: lineAt(lastTitle).trimEnd().length },
      },
      firstLine,
      lastLine: firstLine + tree.lastLine,
      asks: asks.asks,
      ranges: asks.asks.map(({ passage, start, end, coreStart, coreEnd }) => ({
        whole: rangeOf(asks, passage, start, end),
        core: rangeOf(asks, passage, coreStart, coreEnd),
      })),
    };
  });
}

function copy(section: Section, shift: number): SectionSummary {
  return {
    kind: section.kind as MarkerKind,
    marker: section.marker,
    number: section.number,
    heading: section.heading,
    name: section.name,
    line: section.line + shift,
    startColumn: section.startColumn,
    endColumn: section.endColumn,
    lastLine: section.lastLine + shift,
    children: section.children.map((child) => copy(child, shift)),
  };
}

/** A name that a document gives to something: 以下「B」という, A（B）. */
export interface DefinedName {
  /** Folded, as are the next two. */
  readonly alias: string;
  /** What it stands for; '' where that is a sentence. */
  readonly long: string;
  readonly english: string;
  readonly range: TextRange;
  /** Which document of the file. */
  readonly document: number;
}

/** What other files, and questions about the whole workspace, need of one file. */
export interface FileSummary {
  readonly documents: readonly DocumentSummary[];
  readonly definitions: readonly DefinedName[];
}

/** A document, a section or a defined name of a file, with what is shown of it. */
export interface NamedPlace {
  /** Undefined for a name of no document. */
  readonly document: Pick<DocumentSummary, 'title' | 'date' | 'titleRange'> | undefined;
  /** Sections from the top to the one that is meant; empty for documents and defined names. */
  readonly path: readonly SectionSummary[];
  readonly definition: DefinedName | undefined;
}
