import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readCatalogue } from '../../server/src/corpus/catalogue.ts';
import { Citations } from '../../server/src/corpus/citations.ts';
import type { Library } from '../../server/src/corpus/library.ts';
import { makeLibrary } from '../../server/src/corpus/make-library.ts';
import { readText } from '../../server/src/corpus/read-text.ts';
import { resolveDocument } from '../../server/src/corpus/resolve.ts';
import { type DocumentSummary, summarise } from '../../server/src/corpus/summary.ts';
import { TextReferences } from '../../server/src/corpus/text-references.ts';
import { definitionLinks } from '../../server/src/features/reference-places.ts';
import { OpenText } from '../../server/src/lsp/open-text.ts';
import { ReferenceAnalyser } from '../../server/src/references/analyser.ts';
import { StructureAnalyser } from '../../server/src/structure/analyser.ts';
import { TermAnalyser } from '../../server/src/terms/analyser.ts';
import type { Glossary } from '../../server/src/terms/glossary.ts';
import { splitLines } from '../../server/src/text/lines.ts';
import { random } from './generator.ts';

// ---- texts --------------------------------------------------------------------------------------------------

const PARTNERS = ['加', '墨', '伯', '芬', '葡', '蘭', '瑞', '新', '智', '秘', '豪', '英'];
const WORDS =
  '海洋 宇宙 通信 補給 整備 訓練 演習 航空 気象 衛星 港湾 燃料 弾薬 医療 輸送 監視 警戒 情報 技術 装備 人材 教育 研究 基地 環境 災害 救援 法務 会計 広報'.split(
    ' ',
  );
const MATTERS = ['の共同利用', 'の相互融通', 'の標準化', 'の保全', 'の高度化', 'の調整', 'の点検', 'の統合'];
const MANNERS = ['着実に', '速やかに', '段階的に', '緊密に連携しつつ', '地元の理解を得ながら', '双方の法令に従って'];
const ENDS = [
  '進めることで一致した。',
  '進める必要がある旨発言した。',
  '検討していくことを確認した。',
  '推進することを歓迎した。',
  '具体化するよう事務当局に指示した。',
];
const YEAR = 365.25 * 86_400_000;

/**
 * A title of its own for each n: few have words in common in the same place. The words and the number are drawn, so that two of them differ by
 * more than a title may be misspelt by.
 */
export function ownTitle(n: number, seed: number): string {
  const next = random(seed + n * 104_729);
  const word = (): string => WORDS[next(WORDS.length)];
  return `${word()}${word()}${word()}及び${word()}${word()}${word()}${MATTERS[next(MATTERS.length)]}に係る${word()}${word()}${word()}取決め`;
}

/** Titles as a series of meetings has them, which differ in an ordinal alone. */
export function serialTitle(n: number): string {
  return `第${n + 1}回日米防衛相会談における共同記者会見の概要`;
}

/** A day of the thirty years that texts on disk are of. */
export function dayOf(n: number, seed: number): string {
  const from = Date.UTC(1990, 0, 1);
  return new Date(from + random(seed + n * 7_907)(30 * YEAR)).toISOString().slice(0, 10);
}

function japanese(iso: string, next: (below: number) => number): string {
  const [year, month, day] = iso.split('-').map(Number);
  if (next(3) === 0 && year > 1989) return `平成${year - 1988}年${month}月${day}日`;
  return `${year}年${month}月${day}日`;
}

/** What a document of these texts is made of. */
interface Kind {
  /** Its own title, and those of the other documents that it cites. */
  readonly title: (n: number) => string;
  readonly cited: (n: number) => string;
  readonly date: (n: number) => string;
  readonly bytes: number;
}

/**
 * A document with dates and references as outlines and joint statements have them: two sentences in three speak of a date, of
 * another document or of a part; names are given and used, and given again with another number.
 */
function referenceDocument(n: number, seed: number, { title, cited, date, bytes }: Kind): string {
  const next = random(seed + n * 6_151);
  const pick = (list: readonly string[]): string => list[next(list.length)];
  const partner = pick(PARTNERS);
  const iso = date(n);
  const year = Number(iso.slice(0, 4));
  const matter = (): string => `${pick(WORDS)}${pick(WORDS)}${pick(MATTERS)}`;
  const who = (): string => pick(['日本側より、', `${partner}側より、`, '双方は、', 'これに対し、', '4閣僚は、']);
  let plan = 0;
  const day = (): string => `${1 + next(12)}月${1 + next(28)}日`;
  const when = (): string =>
    [
      () => `${pick(['本年', '昨年', '来年', '同年', '一昨年'])}${1 + next(12)}月の`,
      () => `${year - next(12)}年${1 + next(12)}月以降の`,
      () => `本年${day()}の`,
      () => `平成${1 + next(30)}年度の`,
      () => `同月${1 + next(28)}日の`,
    ][next(5)]();
  const plain = (): string =>
    `${who()}${next(2) === 0 ? when() : ''}${matter()}について、${pick(MANNERS)}${pick(ENDS)}`;
  const referring = [
    () => `${who()}${pick(['本年', '昨年', '来年', '同年'])}${1 + next(12)}月までに${matter()}を${pick(ENDS)}`,
    () => `${year - next(12)}年${day()}の閣議決定を踏まえ、${matter()}を${pick(ENDS)}`,
    () => `${who()}前回の「2＋2」で確認した${matter()}を${pick(MANNERS)}${pick(ENDS)}`,
    () =>
      `${who()}「ロードマップ」に従い、${matter()}を${pick(ENDS)}同文書の${1 + next(4)}.(${1 + next(3)})も参照された。`,
    () =>
      `日本国とアメリカ合衆国との間の相互協力及び安全保障条約第${1 + next(10)}条の約束を確認した。同条約に基づき、${matter()}を${pick(ENDS)}`,
    () => `${who()}日米地位協定第${2 + next(24)}条及び同協定の合意議事録に従って、${matter()}を${pick(ENDS)}`,
    () => `${who()}「日米防衛協力のための指針」（以下「指針」という。）の下で、${matter()}を${pick(ENDS)}`,
    () => `${who()}指針の実効性を確保するため、${matter()}を${pick(MANNERS)}${pick(ENDS)}`,
    () => {
      plan++;
      return `${who()}「${cited(n + plan)}」（以下「第${plan}次取決め」という。）に沿って、${matter()}を${pick(ENDS)}`;
    },
    () => `${who()}第${Math.max(1, plan - next(3))}次取決めに定める期限を、${year + 1}年末まで延ばすことで一致した。`,
    () => `${who()}2005年10月の日米安全保障協議委員会の共同発表を想起し、${matter()}を${pick(ENDS)}`,
    () => `上記${1 + next(3)}.(${1 + next(2)})の${matter()}については、別紙のとおり${pick(ENDS)}`,
    () => `${who()}第${5 + next(30)}回日米安全保障協議委員会以降の${matter()}を${pick(ENDS)}`,
    () => `国連安全保障理事会決議第${pick(['1718', '1874', '2371'])}号の履行に向け、${matter()}を${pick(ENDS)}`,
  ];
  const sentence = (): string => (next(5) < 2 ? referring[next(referring.length)]() : plain());
  const paragraph = (count: number): string => Array.from({ length: count }, sentence).join('');
  const lines = [title(n), japanese(iso, next), '外務省・防衛省', '', `　${paragraph(2)}`, ''];
  let size = Buffer.byteLength(lines.join('\n'));
  for (let i = 1; size < bytes; i++) {
    const from = lines.length;
    lines.push(`${i}.${pick(WORDS)}${pick(WORDS)}`);
    for (let j = 1; j <= 1 + next(4); j++) lines.push(`（${j}）${paragraph(1 + next(3))}`);
    lines.push('');
    for (let k = from; k < lines.length; k++) size += Buffer.byteLength(lines[k]);
  }
  return `${lines.join('\n')}\n`;
}

/**
 * A text of about `bytes` bytes with dates and references, as documents of about 8 KB each. They cite titles of `ownTitle`, which are
 * also their own unless `title` says others.
 */
export function makeReferenceText(
  bytes: number,
  seed: number,
  title = (n: number): string => ownTitle(n, seed),
  documentBytes = 8192,
): string {
  const documents: string[] = [];
  for (let n = 0, size = 0; size < bytes; n++) {
    const text = referenceDocument(n, seed, {
      title,
      cited: (k) => ownTitle(k, seed),
      date: (k) => dayOf(k, seed),
      bytes: Math.min(documentBytes, bytes - size),
    });
    documents.push(text);
    size += Buffer.byteLength(text);
  }
  return documents.join('');
}

// ---- one text -----------------------------------------------------------------------------------------------

/** A library of what is built in, without files. */
export function builtInLibrary(root: string): Library {
  const table = (name: string): string => readFileSync(join(root, 'server', 'knowledge', name), 'utf8');
  const { documents } = readCatalogue(table('documents.tsv'));
  const tables = {
    series: table('series.tsv'),
    seriesNames: table('series-names.tsv'),
    sections: table('sections.tsv'),
  };
  return makeLibrary(tables, documents);
}

/** Times in ms: of reading the asks of a text and of resolving them; structure and terms are there before. */
export interface ReferenceTimes {
  readonly ask: number;
  readonly resolve: number;
  readonly asks: number;
  readonly dates: number;
  readonly found: number;
}

/** A text whose structure and terms are read; `time` reads its dates and references anew each time. */
export function prepareText(text: string, glossary: Glossary, library: Library): { time(): ReferenceTimes } {
  const uri = 'file:///prepared.communique.txt';
  const lines = splitLines(text);
  const structure = new StructureAnalyser(lines);
  const documents = structure.documents();
  const terms = new TermAnalyser(glossary);
  terms.update(structure.scans, documents);
  terms.occurrences();
  const lineAt = (line: number): string => (lines[line] ?? '').replace(/[\r\n]+$/, '');
  return {
    time() {
      const analyser = new ReferenceAnalyser(library.lexicon);
      const start = performance.now();
      const read = documents.map((document, d) => analyser.document(d, terms, document));
      const ask = performance.now() - start;
      const summaries = summarise(documents, lineAt, (d) => read[d]);
      library.setFile(uri, summaries);
      const from = performance.now();
      let found = 0;
      for (let index = 0; index < summaries.length; index++) {
        for (const resolution of resolveDocument({ library, documents: summaries, index, uri })) {
          if (resolution !== undefined && resolution.targets.length > 0) found++;
        }
      }
      const resolve = performance.now() - from;
      return {
        ask,
        resolve,
        asks: read.reduce((sum, { asks }) => sum + asks.length, 0),
        dates: read.reduce((sum, { dates }) => sum + dates.length, 0),
        found,
      };
    },
  };
}

/** An open text in a library: what the server does for it after a key. */
export class OpenReferences {
  readonly #open: OpenText;
  readonly #references: TextReferences;
  readonly #library: Library;
  readonly #glossary: Glossary;
  readonly #line: number;
  #version = 1;

  constructor(text: string, glossary: Glossary, library: Library, line: number) {
    const uri = 'file:///open.communique.txt';
    this.#open = OpenText.create(uri, 'communique', 1, text);
    this.#references = new TextReferences(uri, library);
    this.#library = library;
    this.#glossary = glossary;
    this.#line = line;
    this.#take();
  }

  #take(): number {
    this.#references.update(this.#library, this.#open.documents(), this.#open.terms(this.#glossary), this.#open.lineAt);
    this.#library.setFile(this.#open.uri, this.#references.summaries());
    return this.#references.references().length;
  }

  /** A key in the middle, and the references of the text again. */
  key(): number {
    const at = { line: this.#line, character: 8 };
    OpenText.update(this.#open, [{ range: { start: at, end: at }, text: 'の' }], ++this.#version);
    return this.#take();
  }

  /** Where the last reference of the text leads: number of places. */
  definition(): number {
    const reference = this.#references.references().at(-1);
    if (reference === undefined) return 0;
    return definitionLinks(this.#open.uri, this.#references.summaries(), reference, () => undefined).length;
  }
}

// ---- many files ---------------------------------------------------------------------------------------------

/** Reads one file of about 8 KB, as the server reads those on disk. */
export function readSample(glossary: Glossary, library: Library, seed: number): DocumentSummary {
  const text = referenceDocument(0, seed, {
    title: (n) => ownTitle(n, seed),
    cited: (n) => ownTitle(n, seed),
    date: (n) => dayOf(n, seed),
    bytes: 8192,
  });
  return readText('file:///sample.communique.txt', text, glossary, library).references.kept()[0];
}

/** A library with `count` files: the sample under many addresses, titles and dates. Read once, for what is measured is the library. */
export function libraryOf(
  root: string,
  count: number,
  sample: DocumentSummary,
  title: (n: number) => string,
  seed: number,
): { library: Library; ms: number } {
  const library = builtInLibrary(root);
  const files = Array.from({ length: count }, (_, n) => ({
    uri: `file:///texts/${n}.communique.txt`,
    summary: { ...sample, title: title(n), date: dayOf(n, seed) },
  }));
  const start = performance.now();
  for (const { uri, summary } of files) library.setFile(uri, [summary]);
  return { library, ms: performance.now() - start };
}

/** A title with one character of it another one. */
export function misspelt(title: string): string {
  const at = title.length >> 1;
  return `${title.slice(0, at)}々${title.slice(at + 1)}`;
}

/** Time in ms of asking who refers to a work: at first, when all files are resolved, and again. */
export function citationTimes(library: Library, id: string, again: number): { first: number; again: number[] } {
  const citations = new Citations(library);
  const work = library.work(id);
  if (work === undefined) throw new Error(`no ${id}`);
  const ask = (): number => {
    const start = performance.now();
    citations.to(work);
    return performance.now() - start;
  };
  const first = ask();
  return { first, again: Array.from({ length: again }, ask) };
}
