import type { StatementLexicon } from '../corpus/statements/lexicon.ts';
import { type Statement, statementsIn } from '../corpus/statements/statements.ts';
import type { PlacedDocument } from '../structure/analyser.ts';
import type { SectionNode } from '../structure/section.ts';
import type { Participants } from '../structure/title-block.ts';
import { fold } from '../text/width.ts';
import type { ReferenceWords } from './reference-messages.ts';

/** Who speaks in a section, and what comes of it, in a few words for the outline; '' where nobody does. */
export type SectionDetail = (section: SectionNode, document: PlacedDocument) => string;

/** Documents of more lines have an outline without these words: it must not wait for them. */
const MAX_LINES = 3_000;
/** A longer paragraph of one section is not read to its end. */
const MAX_LENGTH = 4_000;
const MAX_SPEAKERS = 2;
const MAX_OUTCOMES = 2;

/**
 * The voices of the sections of one text. A section is read once for as long as its own lines are the same, so that a key costs the section that it
 * is typed in.
 */
export class SectionVoices {
  #known = new Map<string, string>();
  #next = new Map<string, string>();
  #participants: readonly Participants[] | undefined;
  #sides = '';

  /** What is known of sections that are not asked for between two calls is forgotten. */
  begin(): void {
    this.#known = this.#next;
    this.#next = new Map();
  }

  /** `lineAt`: a line of the text without its terminator. */
  detail(lineAt: (line: number) => string, lexicon: StatementLexicon, words: ReferenceWords): SectionDetail {
    return (section, { tree, firstLine }) => {
      if (tree.lineCount > MAX_LINES) return '';
      const { participants } = tree.titleBlock;
      // who sits on which side tells whose words a person's are
      if (participants !== this.#participants) {
        this.#participants = participants;
        this.#sides = JSON.stringify(participants);
      }
      const text = ownText(section, firstLine, lineAt);
      const key = `${this.#sides}\n${text}`;
      const detail = this.#next.get(key) ?? this.#known.get(key) ?? wordsOf(read(text, participants, lexicon), words);
      this.#next.set(key, detail);
      return detail;
    };
  }
}

/** The lines of a section before those of its first child, a paragraph a line. */
function ownText(
  { line, lastLine, children, hasHeading }: SectionNode,
  base: number,
  lineAt: (line: number) => string,
): string {
  const end = children.length === 0 ? lastLine : Math.min(lastLine, children[0].line - 1);
  let text = lineAt(base + line);
  for (let at = line + 1; at <= end && text.length < MAX_LENGTH; at++) {
    const next = lineAt(base + at);
    if (next === '') continue;
    // the heading ends with its line; a hard-wrapped sentence goes on in the next
    const isNew = (hasHeading && at === line + 1) || /^[\s\u3000]/.test(next) || /[。．.」）)]\s*$/.test(text);
    text += isNew ? `\n${next}` : next;
  }
  return text;
}

function read(text: string, participants: readonly Participants[], lexicon: StatementLexicon): Statement[] {
  return text.split('\n').flatMap((line) => statementsIn(fold(line).text, () => NOWHERE, participants, lexicon));
}

const NOWHERE = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };

/** 日本側 説明・期待／双方 一致: of each speaker, in the order in which they begin, what their sentences end with. */
function wordsOf(statements: readonly Statement[], words: ReferenceWords): string {
  const said = new Map<string, Set<string>>();
  for (const { speaker, outcomes } of statements) {
    const who = speaker === undefined ? NOBODY : speaker.party === '' ? speaker.words : words.speaker(speaker.party);
    const kinds = said.get(who) ?? new Set();
    said.set(who, kinds);
    if (outcomes.length > 0) kinds.add(words.outcome(outcomes[0].kind));
  }
  const parts: string[] = [];
  for (const [who, kinds] of said) {
    if (parts.length === MAX_SPEAKERS) break;
    const what = [...kinds].slice(0, MAX_OUTCOMES).join(words.japanese ? '・' : ', ');
    if (who === NOBODY && what === '') continue;
    parts.push(who === NOBODY ? what : what === '' ? who : `${who} ${what}`);
  }
  return parts.join(words.japanese ? '／' : '; ');
}

const NOBODY = '';
