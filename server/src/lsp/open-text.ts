import type { Position, Range, TextDocumentContentChangeEvent } from 'vscode-languageserver-textdocument';
import { SectionVoices } from '../features/section-voices.ts';
import { type PlacedDocument, StructureAnalyser } from '../structure/analyser.ts';
import type { DocumentTree } from '../structure/fold.ts';
import { findTextProblems, type TextProblem } from '../structure/text-problems.ts';
import { TermAnalyser } from '../terms/analyser.ts';
import type { Glossary } from '../terms/glossary.ts';
import { LineDocument } from '../text/line-document.ts';
import { OutlineCache } from './outline-cache.ts';

/** Why a text is not read as it stands, or not to its end. */
export type Notice = 'empty' | 'binary' | 'encoding' | 'too-many-sections';

/** Characters looked at to tell a text from binary content, and the share of odd ones from which it is none. */
const BINARY_SAMPLE = 20_000;
const BINARY_SHARE = 0.02;
/** Replacement characters in the sample from which the text was decoded with the wrong encoding. */
const WRONG_ENCODING_SHARE = 0.01;

/** An open buffer with its analysis. Nothing is analysed before something is asked. */
export class OpenText {
  readonly outline = new OutlineCache();
  readonly voices = new SectionVoices();
  private readonly buffer: LineDocument;
  private analyser: StructureAnalyser | undefined;
  private termAnalyser: TermAnalyser | undefined;
  private placed: PlacedDocument[] | undefined;
  private problemsOf = new WeakMap<DocumentTree, TextProblem[]>();
  private contentKind: 'text' | 'binary' | 'encoding' | undefined;

  constructor(uri: string, languageId: string, version: number, text: string) {
    this.buffer = LineDocument.create(uri, languageId, version, text);
  }

  /** With `update` below, what the TextDocuments manager of vscode-languageserver makes its documents with. */
  static create(uri: string, languageId: string, version: number, text: string): OpenText {
    return new OpenText(uri, languageId, version, text);
  }

  static update(text: OpenText, changes: TextDocumentContentChangeEvent[], version: number): OpenText {
    text.buffer.update(changes, version);
    text.placed = undefined;
    text.contentKind = undefined;
    return text;
  }

  get uri(): string {
    return this.buffer.uri;
  }

  get version(): number {
    return this.buffer.version;
  }

  /** The structure of the present text. */
  structure(): StructureAnalyser {
    const edits = this.buffer.takeLineEdits();
    if (this.analyser === undefined) this.analyser = new StructureAnalyser(this.buffer.lines);
    else {
      for (const edit of edits) {
        this.analyser.splice(edit);
        this.termAnalyser?.splice(this.analyser.scans, edit.start, edit.removed, edit.inserted.length);
      }
    }
    return this.analyser;
  }

  /** The terms of the present text, by this glossary. */
  terms(glossary: Glossary): TermAnalyser {
    const { scans } = this.structure();
    this.termAnalyser ??= new TermAnalyser(glossary);
    this.termAnalyser.setGlossary(glossary);
    this.termAnalyser.update(scans, this.documents());
    return this.termAnalyser;
  }

  /** A line without its terminator; '' where there is none. */
  readonly lineAt = (line: number): string => this.buffer.lineAt(line);

  /** The lines without their terminators. */
  lines(): string[] {
    return Array.from({ length: this.buffer.lineCount }, (_, line) => this.buffer.lineAt(line));
  }

  /** The whole text as it stands. */
  getText(): string {
    return this.buffer.getText();
  }

  offsetAt(position: Position): number {
    return this.buffer.offsetAt(position);
  }

  positionAt(offset: number): Position {
    return this.buffer.positionAt(offset);
  }

  /** The text of a range as it stands. */
  readonly textOf = (range: Range): string => this.buffer.getText(range);

  /** The documents of the present text; none where it is binary. */
  documents(): PlacedDocument[] {
    if (this.placed === undefined) {
      const analyser = this.structure();
      this.placed = this.content() === 'binary' ? [] : analyser.documents();
    }
    return this.placed;
  }

  /** Column at which the text of a line ends, trailing space left out. */
  readonly endColumn = (line: number): number => this.structure().scan(line)?.end ?? 0;

  sectionCount(): number {
    let count = 0;
    for (const { tree } of this.documents()) count += 1 + tree.sectionCount;
    return count;
  }

  /** Text problems with absolute lines. */
  problems(): TextProblem[] {
    const analyser = this.structure();
    const all: TextProblem[] = [];
    for (const { tree, firstLine } of this.documents()) {
      let found = this.problemsOf.get(tree);
      if (found === undefined) {
        found = findTextProblems(analyser.scans, firstLine, firstLine + tree.lineCount);
        this.problemsOf.set(tree, found);
      }
      for (const problem of found) all.push({ ...problem, line: problem.line + firstLine });
    }
    return all;
  }

  notice(maxSections: number): Notice | null {
    const content = this.content();
    if (content !== 'text') return content;
    if (this.documents().length === 0) return 'empty';
    return this.sectionCount() > maxSections ? 'too-many-sections' : null;
  }

  private content(): 'text' | 'binary' | 'encoding' {
    this.contentKind ??= contentKind(this.buffer);
    return this.contentKind;
  }
}

function contentKind(buffer: LineDocument): 'text' | 'binary' | 'encoding' {
  let seen = 0;
  let controls = 0;
  let replaced = 0;
  for (let line = 0; line < buffer.lineCount && seen < BINARY_SAMPLE; line++) {
    const text = buffer.lines[line];
    const end = Math.min(text.length, BINARY_SAMPLE - seen);
    for (let i = 0; i < end; i++) {
      const c = text.charCodeAt(i);
      if (c < 9 || (c > 13 && c < 0x20 && c !== 0x1b)) controls++;
      else if (c === 0xfffd) replaced++;
    }
    seen += end;
  }
  if (controls > 0 && controls >= seen * BINARY_SHARE) return 'binary';
  return replaced > 0 && replaced >= seen * WRONG_ENCODING_SHARE ? 'encoding' : 'text';
}
