import { DateReader, type ReadDate } from '../dates/read.ts';
import type { PlacedDocument } from '../structure/analyser.ts';
import type { PassageReading, TermAnalyser, TextRange } from '../terms/analyser.ts';
import { keyString } from '../terms/key.ts';
import type { Ask } from './ask.ts';
import { type AliasPlace, compose, type Draft } from './compose.ts';
import type { Lexicon } from './lexicon.ts';
import { type PassageScan, scanPassage } from './scan.ts';
import { Subject } from './subject.ts';

/** A date of a document, with the passage that its offsets are in. */
export interface PlacedDate {
  readonly passage: number;
  readonly date: ReadDate;
}

/** What one document of a text says of dates and other documents, whatever other documents there are. */
export interface DocumentAsks {
  /** The same object as long as the document and the words that are looked for stay the same. */
  readonly token: object;
  /** ISO date of the document; undefined where it has none. */
  readonly date: string | undefined;
  /** In order, as are the dates. */
  readonly asks: readonly Ask[];
  readonly dates: readonly PlacedDate[];
  readonly passages: readonly ReadPassage[];
}

export interface ReadPassage {
  readonly text: string;
  /** First line, from the first of the document, and number of lines. */
  readonly line: number;
  readonly lineCount: number;
  readonly reading: PassageReading;
}

/** References of one text as asks; kept while the text is edited, like the terms that it reads them with. */
export class ReferenceAnalyser {
  #lexicon: Lexicon;
  /** By the token of a passage. */
  #scans = new WeakMap<object, PassageScan>();
  /** By the token of a document's terms. */
  #documents = new WeakMap<object, DocumentAsks>();

  constructor(lexicon: Lexicon) {
    this.#lexicon = lexicon;
  }

  setLexicon(lexicon: Lexicon): void {
    if (lexicon === this.#lexicon) return;
    this.#lexicon = lexicon;
    this.#scans = new WeakMap();
    this.#documents = new WeakMap();
  }

  /** What document `d` asks for. */
  document(d: number, terms: TermAnalyser, { tree, firstLine }: PlacedDocument): DocumentAsks {
    const { token } = terms.document(d);
    const known = this.#documents.get(token);
    const date = tree.titleBlock.date?.iso;
    if (known !== undefined && known.date === date) return known;
    const read = this.#read(d, terms, { tree, firstLine });
    this.#documents.set(token, read);
    return read;
  }

  #read(d: number, terms: TermAnalyser, { tree, firstLine }: PlacedDocument): DocumentAsks {
    const { date, lastTitleLine } = tree.titleBlock;
    const iso = date?.iso;
    const reader = new DateReader({ iso });
    const passages: ReadPassage[] = [];
    const dates: PlacedDate[] = [];
    const thread = new Thread();
    const titleEnd = firstLine + lastTitleLine;
    for (const reading of terms.texts(d)) {
      const { text } = reading;
      const passage = passages.length;
      passages.push({ text, line: reading.line - firstLine, lineCount: reading.lineCount, reading });
      let scan = this.#scans.get(reading.token);
      if (scan === undefined) {
        scan = scanPassage(text, this.#lexicon);
        this.#scans.set(reading.token, scan);
      }
      const found = scan.dates.length === 0 ? [] : reader.read(scan.dates, text);
      for (const date of found) dates.push({ passage, date });
      thread.add(
        passage,
        reading,
        reading.line <= titleEnd,
        compose(scan, found, thread.aliasesOf(reading, this.#lexicon)),
      );
    }
    return { token: {}, date: iso, asks: thread.asks, dates, passages };
  }
}

/** The place of an ask or a date in the text. */
export function rangeOf({ passages }: DocumentAsks, passage: number, start: number, end: number): TextRange {
  return passages[passage].reading.range(start, end);
}

/** A single kanji that is a word: 法第5条, 法に基づき. */
const SHORT = /(?<![\u4e00-\u9fff々ァ-ヶー])[\u4e00-\u9fff](?=第|附則|の|に|は|が|を|で|,|」|$)/g;

/** Where the sentence begins that an offset is in; what ends in a bracket (以下「新大綱」という。) goes on. */
function sentenceStart(text: string, at: number): number {
  let end = text.lastIndexOf('。', at - 1);
  while (end > 0 && text[end + 1] === ')') end = text.lastIndexOf('。', end - 1);
  return end + 1;
}

/** The longest line that may be a heading. */
const LONGEST_HEADING = 60;

/** How far back 前者 looks. */
const NEAR = 12;

/** How far back 同条約 looks for its treaty. */
const MEMORY = 60;

/** The asks of a document in order, each tied to the one that it takes up. */
class Thread {
  readonly asks: Ask[] = [];
  readonly #plain: string[] = [];
  /** What each definition of the document stands for. */
  readonly #defined: (number | undefined)[] = [];

  /** Definitions whose alias is no document's. */
  readonly #others = new Set<number>();
  /** Aliases of one character. */
  readonly #short = new Map<string, number>();
  /** The treaty that the title names. */
  #titled: number | undefined;
  readonly #subject = new Subject();
  /** Keys of the aliases that the document has defined so far. */
  readonly #keys: string[] = [];

  /** Where the names stand that the text gives; what they are short for is read like any other words. */
  aliasesOf({ text, taken, definitions, firstDefinition }: PassageReading, lexicon: Lexicon): AliasPlace[] {
    definitions.forEach(({ alias }, k) => {
      // 日米安全保障協議委員会（SCC）: both are names of the series, known without being told
      this.#keys[firstDefinition + k] = lexicon.isSeries(alias) ? '' : keyString(alias);
      if (alias.length === 1) this.#short.set(alias, firstDefinition + k);
    });
    const aliases: AliasPlace[] = [];
    for (const { start, end, meanings } of taken) {
      const { definition } = meanings[0];
      if (
        definition >= 0 &&
        !this.#others.has(definition) &&
        keyString(text.slice(start, end)) === this.#keys[definition]
      ) {
        aliases.push({ start, end, definition });
      }
    }
    // （以下「法」という。）: too short to be looked for anywhere but where such a word stands alone
    this.#short.forEach((definition, alias) => {
      for (const match of text.matchAll(SHORT)) {
        const at = match.index;
        if (match[0] !== alias || aliases.some(({ start, end }) => start <= at && end > at)) continue;
        aliases.push({ start: at, end: at + 1, definition });
      }
    });
    return aliases.sort((a, b) => a.start - b.start);
  }

  add(passage: number, reading: PassageReading, title: boolean, drafts: readonly Draft[]): void {
    const { text } = reading;
    const first = this.asks.length;
    for (const draft of drafts) {
      // the line says what the document is: 閣 議 決 定, 【口上書】
      if (draft.form === 'kind' && draft.date === undefined && isAlone(text, draft)) continue;
      const { definition } = draft;
      let { form } = draft;
      let { pointer } = draft;
      let antecedent: number | undefined;
      const explained =
        pointer !== undefined && this.#subject.begun
          ? this.#subject.read(pointer, text, this.#isTreatyIn(passage, text, draft.start), this.asks.length)
          : undefined;
      if (draft.form === 'alias' && definition !== undefined) {
        antecedent = this.#defined[definition] ?? this.#long(reading, definition, first);
        if (antecedent !== undefined) this.#defined[definition] = antecedent;
        if (antecedent === undefined) {
          // 「米軍再編特措法」とは、…: the name is known all the same
          if (draft.name === undefined) {
            this.#others.add(definition);
            continue;
          }
          form = 'name';
        }
      } else if (draft.pointing === 'same') {
        antecedent = this.#last(draft);
      } else if (explained !== undefined) {
        ({ antecedent, pointer } = explained);
      } else if (draft.pointer?.scope === 'bare' && draft.start === 0) {
        // a line that begins with 第5条 is that article, and does not point at it
        continue;
      } else if (draft.pointer?.scope === 'bare' && draft.part?.steps[0]?.unit === '条') {
        antecedent = this.#lastTreaty();
      } else if (draft.pointer?.scope === 'again') {
        antecedent = this.#lastWith(draft.pointer.unit);
        if (antecedent === undefined) continue;
      } else if (draft.pointer?.scope === 'bare' && draft.part?.steps[0]?.unit === '項') {
        antecedent = this.#lastPart(first);
        if (antecedent === undefined) continue;
      } else if (draft.noun?.naming === true && draft.form === 'kind' && draft.date === undefined) {
        // 本協定 in the report of its signing; 協定の主な内容 there
        antecedent = draft.pointing === 'this' ? (this.#titled ?? this.#last(draft)) : this.#titled;
        // 条約第5条
        if (draft.part !== undefined) antecedent ??= this.#last(draft);
        if (antecedent === undefined && draft.pointing === undefined) continue;
      }
      if (title && this.#titled === undefined && TREATIES.some((word) => calls(draft, word)))
        this.#titled = this.asks.length;
      // この共同発表 in a text that is none
      // 今次決議: no text here is one
      if (draft.pointing === 'this' && draft.noun?.kinds[0] === RESOLUTION) antecedent ??= this.#last(draft);
      if (draft.pointing === 'this' && draft.form === 'kind' && text.startsWith('この', draft.start)) {
        const near = this.#last(draft);
        if (near !== undefined && this.asks[near].passage === passage) antecedent ??= near;
      }
      // 国連海洋法条約（UNCLOS）
      const last = this.asks.at(-1);
      if (draft.apposed && antecedent === undefined && last?.passage === passage && last.end === draft.start - 1)
        antecedent = this.asks.length - 1;
      // 共同発表 again: the one that was named
      if (form === 'kind' && draft.date === undefined && draft.pointing === undefined) antecedent ??= this.#last(draft);
      if (draft.amending)
        antecedent = this.#defined[definition ?? -1] ?? (draft.pointing === 'same' ? antecedent : undefined);
      const scope = draft.pointer?.scope;
      const among = scope === 'former' || scope === 'latter' ? this.#among(text, passage, draft.start) : undefined;
      draft.definition = undefined;
      draft.form = form;
      draft.pointer = pointer;
      draft.part = pointer?.part ?? draft.part;
      draft.passage = passage;
      draft.antecedent = antecedent;
      draft.among = among;
      this.asks.push(draft);
    }
    this.#takeArticles(reading, first);
    this.#explains(text, title, first);
  }

  /** 「補足協定」とは、2017年1月16日に署名された補足協定をいう: what the alias stands for comes behind it. */
  #takeArticles({ text, definitions, firstDefinition }: PassageReading, first: number): void {
    definitions.forEach(({ form, aliasEnd }, k) => {
      if (form !== 'article' || this.#defined[firstDefinition + k] !== undefined) return;
      const long = this.asks.findIndex(
        ({ coreStart, coreEnd }, n) =>
          n >= first && coreStart >= aliasEnd && MEANT.test(text.slice(coreEnd, coreEnd + 4)),
      );
      if (long < 0) return;
      this.#defined[firstDefinition + k] = long;
      this.#others.delete(firstDefinition + k);
    });
  }

  /** Whether the title or heading that was just read says that a treaty is explained. */
  #explains(text: string, title: boolean, first: number): void {
    const last = this.asks.length - 1;
    if (title) {
      if (this.#titled !== undefined && this.#titled >= first) {
        this.#subject.title(this.#titled, text.slice(this.asks[this.#titled].end));
      }
    } else if (text.length <= LONGEST_HEADING && last >= first && TREATIES.some((word) => this.#isCalled(last, word))) {
      this.#subject.heading(last, text.slice(this.asks[last].end));
    }
  }

  /** Whether the sentence has named a treaty before a place in it. */
  #isTreatyIn(passage: number, text: string, start: number): boolean {
    const near = this.#lastTreaty();
    return (
      near !== undefined && this.asks[near].passage === passage && this.asks[near].start >= sentenceStart(text, start)
    );
  }

  /** What the sentence before a place names, and the one before that. */
  #among(text: string, passage: number, start: number): number[][] {
    const own = sentenceStart(text, start);
    const before = sentenceStart(text, own - 1);
    const lists: number[][] = [[], [], []];
    for (let k = this.asks.length - 1; k >= Math.max(0, this.asks.length - NEAR); k--) {
      const ask = this.asks[k];
      if (ask.passage < passage - 1) break;
      if (ask.pointer?.scope === 'former' || ask.pointer?.scope === 'latter') continue;
      const place = ask.passage < passage ? 2 : ask.start >= own ? 0 : ask.start >= before ? 1 : 3;
      if (place === 2 && own > 0) break;
      lists[place]?.unshift(k);
    }
    return lists;
  }

  /** The ask that stands where a definition gives the long form. */
  #long({ definitions, firstDefinition }: PassageReading, definition: number, first: number): number | undefined {
    const own = definitions[definition - firstDefinition];
    if (own === undefined || own.long === '') return undefined;
    let found: number | undefined;
    for (let k = this.asks.length - 1; k >= Math.max(first, this.asks.length - MEMORY); k--) {
      const { start, end, form, coreStart, coreEnd } = this.asks[k];
      if (form === 'alias' || form === 'internal') continue;
      // 特別行動委員会（SACO）最終報告: the alias is inside the name of another thing
      if (coreEnd > own.aliasStart && own.longStart < own.aliasStart) continue;
      if (!(start < own.longEnd && end > own.longStart && coreEnd >= own.longEnd - 2)) continue;
      // the whole title, and not a word in it
      if (found === undefined || coreStart < this.asks[found].coreStart) found = k;
    }
    return found;
  }

  /** The last ask of the kind that 同 names again. */
  #last({ via, noun: own, series, name, pointing, date }: Draft): number | undefined {
    const noun = via ?? own;
    const word = noun?.noun ?? name?.text ?? '';
    // 同法案 is no law that was in force already, if the text speaks of a bill
    if (noun?.noun.endsWith(BILL) === true) {
      for (let k = this.asks.length - 1; k >= Math.max(0, this.asks.length - MEMORY); k--)
        if (this.asks[k].bill || this.#isCalled(k, BILL)) return k;
    }
    // the Agreement: a name, before an agreement that was reached last November
    const isName = /^[A-Za-z]/.test(word);
    let plain: number | undefined;
    for (let k = this.asks.length - 1; k >= Math.max(0, this.asks.length - MEMORY); k--) {
      const ask = this.asks[k];
      if (ask.form === 'internal' || ask.form === 'attachment') continue;
      if (series !== undefined) {
        if (ask.series === series) return k;
        continue;
      }
      if (!(noun?.meeting === true ? isMeeting(ask) : this.#isCalled(k, word))) continue;
      if (!isName || ask.name !== undefined || ask.title !== undefined || ask.antecedent !== undefined) return k;
      plain ??= k;
    }
    if (plain !== undefined) return plain;
    if (pointing !== 'same' || date !== undefined) return undefined;
    if (noun === undefined || noun.meeting === true || noun.naming === true || noun.common === true) return undefined;
    // その共同発表: of the meeting named just before
    for (let k = this.asks.length - 1; k >= Math.max(0, this.asks.length - 3); k--)
      if (isMeeting(this.asks[k])) return k;
    return undefined;
  }

  /** 同条, 同項: what named an article or a paragraph last. */
  #lastWith(unit: string): number | undefined {
    for (let k = this.asks.length - 1; k >= Math.max(0, this.asks.length - MEMORY); k--) {
      if (this.asks[k].part?.steps.some((step) => step.unit === unit) === true) return k;
    }
    return undefined;
  }

  /** 指針第1項は…、第2項は…: the document of which the same sentence named another paragraph. */
  #lastPart(first: number): number | undefined {
    for (let k = this.asks.length - 1; k >= first; k--) {
      const { part, antecedent, form } = this.asks[k];
      if (part?.steps.some(({ unit }) => unit === '項') === true) return form === 'internal' ? antecedent : k;
    }
    return undefined;
  }

  /** The treaty, agreement or law that was named last: what 第5条 is of where the text has no articles. */
  #lastTreaty(): number | undefined {
    for (let k = this.asks.length - 1; k >= Math.max(0, this.asks.length - MEMORY); k--) {
      if (TREATIES.some((word) => this.#isCalled(k, word))) return k;
    }
    return undefined;
  }

  /** Whether what ask `k` names, or what it takes up, is called by a word. */
  #isCalled(k: number, word: string): boolean {
    const stem = stemOf(word);
    const latin = stem !== '' && stem.charCodeAt(0) < 0x80;
    for (let at: number | undefined = k, depth = 0; at !== undefined && depth < 5; depth++) {
      const ask: Ask = this.asks[at];
      const plain = this.#plainOf(at);
      // Treaty of Mutual Cooperation and Security
      if (latin && (plain.startsWith(`${stem} `) || (stem.includes(' ') && plain.includes(stem)))) return true;
      if (plain.endsWith(stem) || ask.noun?.noun.endsWith(stem) === true) return true;
      if (stem === '文書' && !isMeeting(ask)) return true;
      if (stem === '法' && plain.endsWith('法律')) return true;
      at = ask.antecedent;
    }
    return false;
  }

  /** What ask `k` is called, without brackets at its end. Asked again and again, so kept. */
  #plainOf(k: number): string {
    let plain = this.#plain[k];
    if (plain === undefined) {
      const { title, name, noun } = this.asks[k];
      plain = (title ?? name?.text ?? noun?.noun ?? '').replace(/\([^()]*\)$/, '').toLowerCase();
      this.#plain[k] = plain;
    }
    return plain;
  }
}

/** Whether nothing but brackets and spaces stands around a place. */
function isAlone(text: string, { start, end }: Draft): boolean {
  // from the place outwards: most often the next character says no
  return isBlank(text, end, text.length) && isBlank(text, 0, start);
}

const BLANK = ' ()<>〈〉【】';

function isBlank(text: string, from: number, to: number): boolean {
  for (let i = from; i < to; i++) if (!BLANK.includes(text[i])) return false;
  return true;
}

const stems = new Map<string, string>();

/** 声明 of 共同声明. Words are few. */
function stemOf(word: string): string {
  let stem = stems.get(word);
  if (stem === undefined) {
    stem = word.replace(/^(?:共同|同)/, '').toLowerCase();
    if (stems.size < 5000) stems.set(word, stem);
  }
  return stem;
}

/** How a sentence ends that says what a name stands for. */
const MEANT = /^(?:を(?:い[うい]|言う|指す|意味する)|」をい)/;
const BILL = '法案';
const RESOLUTION = 'UN resolution';
const TREATIES = ['条約', '協定', '議定書', '法', '憲章', 'treaty', 'agreement', 'protocol', 'charter'];

function calls({ title, name, noun }: Draft, word: string): boolean {
  return (title ?? name?.text ?? noun?.noun ?? '').replace(/\([^()]*\)$/, '').endsWith(word);
}

function isMeeting(ask: Ask): boolean {
  return ask.form === 'meeting' || (ask.noun?.meeting === true && ask.form === 'kind');
}
