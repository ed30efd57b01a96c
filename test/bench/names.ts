import { type FileNames, NameIndex, NameKind } from '../../server/src/corpus/name-index.ts';
import { HEADING, SPELLING } from '../../server/src/corpus/name-key.ts';
import { packNames } from '../../server/src/corpus/name-pack.ts';
import { random } from './generator.ts';
import { ownTitle } from './references.ts';

const WORDS =
  '海洋 宇宙 通信 補給 整備 訓練 演習 航空 気象 衛星 港湾 燃料 弾薬 医療 輸送 監視 警戒 情報 技術 装備 人材 教育 研究 基地 環境 災害 救援 サイバー ミサイル ロードマップ'.split(
    ' ',
  );
const MATTERS = ['の共同利用', 'の相互融通', 'の標準化', 'の保全', 'の高度化', 'の調整', 'の点検に関する協議'];
const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const SECTIONS = 30;
const TERMS = 5;

/** Queries of the kinds that people type; the last two find nothing. */
export const NAME_QUERIES = [
  '宇',
  '訓練',
  'ろーどまっぷ',
  '航空 共同利用',
  '海監相',
  'ABC',
  '（3）',
  '存在しない名前',
  '第二十回',
];

/** The names of one file: a title, 30 sections of two levels, of which every third is a sentence, and five defined terms. */
export function namesOfFile(n: number, seed: number): FileNames {
  const next = random(seed + n * 6_151);
  const word = (): string => WORDS[next(WORDS.length)];
  const matter = (): string => `${word()}${word()}${MATTERS[next(MATTERS.length)]}`;
  const names = [ownTitle(n, seed)];
  const kinds: number[] = [NameKind.document];
  for (let k = 0; k < SECTIONS; k++) {
    const marker = k % 5 === 0 ? `${k / 5 + 1}.` : `（${k % 5}）`;
    const heading = k % 3 === 2 ? `双方は、${matter()}を進め、${word()}の分野における…` : matter();
    names.push(`${marker}${HEADING}${heading}`);
    kinds.push(NameKind.section);
  }
  for (let k = 0; k < TERMS; k++) {
    const alias = Array.from({ length: 3 + next(2) }, () => LETTERS[next(26)]).join('');
    names.push([alias, matter()].join(SPELLING));
    kinds.push(NameKind.term);
  }
  return { names, kinds, day: 19900101 + next(300_000) };
}

/** What the names of many files cost. */
export interface NameTimes {
  readonly names: number;
  /** Bytes a name, and characters a name as it is written. */
  readonly bytes: number;
  readonly chars: number;
  /** µs a file: taken for the first time, the same names again, and with one heading changed. */
  readonly set: number;
  readonly again: number;
  readonly edit: number;
  /** The same of names that another thread made keys of. */
  readonly packed: number;
  /** ms: the best and the median of each of NAME_QUERIES, and one pass over as many characters, as a measure of the machine. */
  readonly queries: readonly {
    readonly query: string;
    readonly best: number;
    readonly median: number;
    readonly hits: number;
  }[];
  readonly pass: number;
}

/** Takes the names of `count` files and searches them `rounds` times. */
export function nameTimes(count: number, seed: number, rounds: number): NameTimes {
  const files = Array.from({ length: count }, (_, n) => namesOfFile(n, seed));
  const index = new NameIndex();
  const each = (run: (names: FileNames, file: number) => void): number => {
    const start = performance.now();
    files.forEach(run);
    return (1e3 * (performance.now() - start)) / count;
  };
  const set = each((names, file) => index.set(file, names));
  const again = each((names, file) => index.set(file, names));
  const edit = each((names, file) => index.set(file, { ...names, names: [...names.names.slice(0, -1), `案${file}`] }));
  const made = files.map(packNames);
  const other = new NameIndex();
  const packed = each((_, file) => other.set(file, made[file]));
  const chars = files.reduce((sum, { names }) => sum + names.reduce((all, name) => all + name.length, 0), 0);
  const queries = NAME_QUERIES.map((query) => {
    const taken: number[] = [];
    let hits = 0;
    for (let k = 0; k < rounds; k++) {
      const start = performance.now();
      hits = index.search(query, 200).length;
      taken.push(performance.now() - start);
    }
    taken.sort((a, b) => a - b);
    return { query, best: taken[0], median: taken[rounds >> 1], hits };
  });
  return {
    names: index.size,
    bytes: index.bytes / index.size,
    chars: chars / index.size,
    set,
    again,
    edit,
    packed,
    queries,
    pass: onePass(chars, rounds),
  };
}

function onePass(chars: number, rounds: number): number {
  const codes = new Uint16Array(chars).map((_, k) => k * 7919);
  let best = Number.POSITIVE_INFINITY;
  let found = 0;
  for (let k = 0; k < rounds; k++) {
    const start = performance.now();
    for (let i = 0; i < codes.length; i++) if (codes[i] === k) found++;
    best = Math.min(best, performance.now() - start);
  }
  return found < 0 ? 0 : best;
}
