// Which sections belong together in 100, 1,000 and 4,000 files of about 8 KB: what the first answer costs, and what is kept for it. In one process: what the wire adds is measured by
// archive.ts. Answers walk over all sections, so their time grows as the archive does, and no faster.
import { Citations } from '../../server/src/corpus/citations.ts';
import { readForIndex } from '../../server/src/corpus/file-reader.ts';
import { toBytes } from '../../server/src/corpus/pack.ts';
import { unpackSummary } from '../../server/src/corpus/pack-summary.ts';
import { relatedSections } from '../../server/src/corpus/relatedness/related-sections.ts';
import { Sketches } from '../../server/src/corpus/relatedness/sketches.ts';
import { makeDocument, random } from './generator.ts';
import { builtInLibrary } from './references.ts';
import { readGlossary } from './terms.ts';

interface Bench {
  readonly root: string;
  readonly seed: number;
  readonly quick: boolean;
  readonly failures: string[];
  row(...cells: (string | number)[]): void;
  gate(what: string, kind: 'linear' | 'flat', sizes: number[], values: number[], names: string[]): void;
}

const COUNTS = [100, 1_000, 4_000];
const ASKED = 60;
/** Of what is kept of a file. */
const SHARE = 0.3;

export function measureRelated({ root, seed, quick, failures, row, gate }: Bench): void {
  const glossary = readGlossary(root);
  const sizes: number[] = [];
  const times: number[] = [];
  console.log('\nRelated sections; in ms\n');
  row('files', 'sections', 'p50', 'p95', 'bytes a section', 'share of the index');
  for (const count of quick ? COUNTS.slice(0, 2) : COUNTS) {
    const library = builtInLibrary(root);
    const sketches = new Sketches();
    let [all, kept, sections] = [0, 0, 0];
    const counted: number[] = [];
    for (let n = 0; n < count; n++) {
      const uri = `file:///${n}.txt`;
      const packed = readForIndex(makeDocument(n, seed, 8192), glossary, library);
      const before = sections;
      for (let at = 0; at < packed.sketches.length; at += 2 + packed.sketches[at + 1]) sections++;
      counted.push(sections - before);
      const { bytes, aside } = toBytes(packed);
      all += bytes.length + aside.length;
      kept += packed.sketches.byteLength;
      sketches.set(uri, packed.sketches);
      library.setHeads(uri, packed.heads, () => unpackSummary(packed.summary).documents);
    }
    const citations = new Citations(library);
    const below = random(seed);
    const taken: number[] = [];
    for (let k = 0; k < ASKED; k++) {
      const file = below(count);
      if (counted[file] === 0) continue;
      const key = { uri: `file:///${file}.txt`, document: 0, section: below(counted[file]) };
      const start = performance.now();
      relatedSections({ library, citations, sketches }, key, []);
      taken.push(performance.now() - start);
    }
    taken.sort((a, b) => a - b);
    const [p50, p95] = [taken[taken.length >> 1], taken[Math.floor(taken.length * 0.95)]];
    sizes.push(sections);
    times.push(p50);
    row(String(count), sections, p50.toFixed(1), p95.toFixed(1), (kept / sections).toFixed(0), (kept / all).toFixed(2));
    if (kept > SHARE * all) failures.push(`sketches take ${((100 * kept) / all).toFixed(0)} % of the index`);
  }
  const names = COUNTS.slice(0, sizes.length).map((count) => `${count} files`);
  gate('related sections', 'linear', sizes, times, names);
}
