import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { Citations } from '../../../server/src/corpus/citations.ts';
import { readForIndex } from '../../../server/src/corpus/file-reader.ts';
import type { Library } from '../../../server/src/corpus/library.ts';
import { unpackSummary } from '../../../server/src/corpus/pack-summary.ts';
import { newLibrary } from '../references/library.ts';
import { SEED } from '../seed.ts';
import { builtIn } from '../terms/glossaries.ts';
import { throughBytes } from './packed.ts';

/** A document of which a title, a day and what it refers to are drawn. */
interface Drawn {
  readonly title: string;
  readonly date: string;
  readonly cites: readonly string[];
}

const TITLES = [
  '海洋監視の基盤整備に関する共同研究取決め',
  // two characters are another
  '海洋観測の基盤整備に関する共同研究取決め',
  '宇宙監視の相互融通に関する日米共同研究取決め',
  '日米安全保障協議委員会共同発表',
  '第17回日米防衛相会談の概要',
  '第18回日米防衛相会談の概要',
];
const DATES = ['2010年5月1日', '2010年5月2日', '2011年6月21日', '平成24年4月27日'];
const SENTENCES = [
  ...TITLES.map((title) => `双方は、「${title}」を確認した。`),
  '双方は、前回の「2＋2」で確認した事項を想起した。',
  '双方は、2010年5月の日米防衛相会談を想起した。',
  '双方は、2011年6月21日の共同発表を確認した。',
  '双方は、第17回日米防衛相会談以降の進展を歓迎した。',
  '双方は、本年5月の取決めを踏まえ、上記1.のとおり確認した。',
  '双方は、2005年10月の「2＋2」の共同発表を想起した。',
];

const drawn = fc.record({
  title: fc.constantFrom(...TITLES),
  date: fc.constantFrom(...DATES),
  cites: fc.subarray(SENTENCES, { maxLength: 5 }),
});
const file = fc.constantFrom('a', 'b', 'c', 'd', 'e').map((name) => `file:///${name}.txt`);
const operation = fc.oneof(
  { weight: 5, arbitrary: fc.record({ uri: file, document: drawn }) },
  { weight: 1, arbitrary: fc.record({ uri: file, document: fc.constant(undefined) }) },
);

const textOf = ({ title, date, cites }: Drawn): string =>
  `${title}\n${date}\n外務省・防衛省\n\n　双方は、次のとおり一致した。\n\n1.全般\n（1）${cites.join('\n（2）')}\n`;

/** As the archive does it: through bytes. */
function put(library: Library, uri: string, document: Drawn): void {
  const packed = throughBytes(readForIndex(textOf(document), builtIn, library));
  library.setHeads(uri, packed.heads, () => unpackSummary(packed.summary).documents);
}

/** Every citation of every work, as words. */
function all(library: Library, citations: Citations): string[] {
  const lines: string[] = [];
  for (const work of library.works()) {
    for (const { copy, range, sectionLine, hasPart, isOwn, trail } of citations.to(work)) {
      const place = `${copy.uri} ${range.start.line}:${range.start.character}-${range.end.character}`;
      lines.push(`${work.id} < ${place} ${sectionLine} ${hasPart} ${isOwn} ${trail.length}`);
    }
  }
  return lines.sort();
}

test('after any changes of files it is known who refers to what as if all had been read anew', () => {
  const library = newLibrary();
  fc.assert(
    fc.property(fc.array(operation, { maxLength: 12 }), fc.boolean(), (operations, asksOften) => {
      for (const uri of [...library.files()]) library.removeFile(uri);
      const citations = new Citations(library);
      const files = new Map<string, Drawn>();
      for (const { uri, document } of operations) {
        if (document === undefined) {
          files.delete(uri);
          library.removeFile(uri);
        } else {
          files.set(uri, document);
          put(library, uri, document);
        }
        if (asksOften) citations.settle(Number.POSITIVE_INFINITY);
      }
      const kept = all(library, citations);
      // the same files in another order
      for (const uri of [...library.files()]) library.removeFile(uri);
      for (const [uri, document] of [...files].sort(([a], [b]) => (a < b ? -1 : 1))) put(library, uri, document);
      assert.deepEqual(kept, all(library, new Citations(library)));
    }),
    { seed: SEED, numRuns: 60 },
  );
});
