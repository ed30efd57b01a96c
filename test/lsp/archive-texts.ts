import { random } from '../bench/generator.ts';

/**
 * The texts of an archive of any number of files, the same for the same seed: file n has a title and a term of its own, cites the files
 * whose numbers it is told, speaks of dates by the date of the document, and uses terms that all texts share.
 */

const WORDS =
  '海洋 宇宙 通信 補給 整備 訓練 演習 航空 気象 衛星 港湾 燃料 医療 輸送 監視 警戒 技術 装備 人材 教育 研究 基地 環境 災害 救援 法務 会計 広報'.split(
    ' ',
  );
const MATTERS = ['の共同利用', 'の相互融通', 'の標準化', 'の保全', 'の高度化', 'の点検'];
const ENDS = ['進めることで一致した。', '検討していくことを確認した。', '歓迎した。', '具体化するよう指示した。'];

/** What file n is made of. */
export interface ArchiveText {
  readonly title: string;
  /** The name that its section 2 gives to an office, and uses twice after that. */
  readonly term: string;
  readonly text: string;
}

/** The title of file n: no two of them are almost alike. */
export function archiveTitle(n: number, seed: number): string {
  const next = random(seed + n * 104_729);
  const word = (): string => WORDS[next(WORDS.length)];
  return `${word()}${word()}${word()}及び${word()}${word()}${word()}に係る${word()}${word()}${word()}取決め`;
}

/** The title as a citation stands in a sentence; so often as this stands in the files, so many references there are. */
export function citationOf(title: string): string {
  return `「${title}」`;
}

/**
 * Text n. `cites`: numbers of the files that it cites, in order, each once in a sentence of its own; `revision` changes sentences and nothing that others cite;
 * `paragraphs` adds so many sentences of about 160 bytes.
 */
export function archiveText(
  n: number,
  seed: number,
  {
    cites = [],
    revision = 0,
    paragraphs = 4,
  }: { cites?: readonly number[]; revision?: number; paragraphs?: number } = {},
): ArchiveText {
  const next = random(seed * 31 + n * 6_151 + revision * 977);
  const pick = (list: readonly string[]): string => list[next(list.length)];
  const matter = (): string => `${pick(WORDS)}${pick(WORDS)}${pick(MATTERS)}`;
  const title = archiveTitle(n, seed);
  const term = `${WORDS[n % WORDS.length]}${WORDS[(n * 7 + 3) % WORDS.length]}調整室`;
  const day = random(seed + n * 7_907);
  const date = `平成${13 + day(17)}年${1 + day(12)}月${1 + day(28)}日`;
  const plain = (): string =>
    `日本側より、${pick(['昨年', '本年', '一昨年'])}${1 + next(12)}月以降の${matter()}を${pick(ENDS)}`;
  const lines = [
    title,
    date,
    '外務省・防衛省',
    '',
    `　双方は、${matter()}について議論し、${pick(ENDS)}`,
    '',
    '1.全般',
    ...cites.map(
      (k, i) => `（${i + 1}）双方は、${citationOf(archiveTitle(k, seed))}に沿って、${matter()}を${pick(ENDS)}`,
    ),
    `2.${pick(WORDS)}${pick(WORDS)}`,
    `（1）BMDに係る${term}設置準備会合（以下「${term}」という。）を開いた。`,
    `（2）${term}は、${matter()}を${pick(ENDS)}`,
    `（3）${term}の任務は、上記（1）のとおり。`,
    '3.その他',
    ...Array.from({ length: paragraphs }, (_, i) => `（${i + 1}）${plain()}${plain()}`),
    '',
  ];
  return { title, term, text: lines.join('\n') };
}

/** The files that file n of `count` cites where nobody says others: those after it, one to three. */
export function citedBy(n: number, count: number): number[] {
  return Array.from({ length: Math.min(count - 1, 1 + (n % 3)) }, (_, k) => (n + 1 + k * 2) % count);
}

/** A workspace's own glossary with one term, whose name and definition are given. */
export function glossaryOf(name: string, definition: string): string {
  return JSON.stringify({ terms: [{ ja: name, en: 'Northern Surveillance Net', acronym: 'NSNX', definition }] });
}
