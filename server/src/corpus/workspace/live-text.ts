import type { PlacedDocument } from '../../structure/analyser.ts';
import type { TermAnalyser } from '../../terms/analyser.ts';
import type { Glossary } from '../../terms/glossary.ts';

/** A text that stands over what the disk has, as it is now. */
export interface LiveText {
  readonly uri: string;
  /** Another number for another text. */
  readonly version: number;
  documents(): PlacedDocument[];
  terms(glossary: Glossary): TermAnalyser;
  /** A line without its terminator; '' where there is none. */
  readonly lineAt: (line: number) => string;
}
