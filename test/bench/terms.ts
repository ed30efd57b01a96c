import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { StructureAnalyser } from '../../server/src/structure/analyser.ts';
import { TermAnalyser } from '../../server/src/terms/analyser.ts';
import type { Entry } from '../../server/src/terms/entry.ts';
import { Glossary, readHomographs } from '../../server/src/terms/glossary.ts';
import { readGlossaryTsv } from '../../server/src/terms/glossary-tsv.ts';
import { splitLines } from '../../server/src/text/lines.ts';

/** The built-in glossary. */
export function readGlossary(root: string): Glossary {
  const table = (name: string): string => readFileSync(join(root, 'server', 'knowledge', name), 'utf8');
  return new Glossary(
    readGlossaryTsv(table('glossary.tsv'), 'built-in').entries,
    [],
    readHomographs(table('homographs.tsv')),
  );
}

/** Words of the field, of which names are made that stand in no text but begin as those in texts do. */
const WORDS =
  '安全保障 防衛 協力 米軍 基地 移設 計画 条約 協定 会議 海洋 宇宙 同盟 抑止 訓練 部隊 装備 技術 移転 情報 保護 地域 戦略 対話 日米 日豪 共同'.split(
    ' ',
  );

/** A glossary of that many terms: the first of the built-in one, then made ones. */
export function glossaryOfSize(glossary: Glossary, count: number, seed: number): Glossary {
  let state = seed;
  const random = (below: number): number => {
    state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff;
    return state % below;
  };
  const entries: Entry[] = glossary.entries.slice(0, Math.min(200, count)) as Entry[];
  while (entries.length < count) {
    const words = Array.from({ length: 2 + random(3) }, () => WORDS[random(WORDS.length)]).join('');
    const n = entries.length;
    entries.push({
      ...entries[0],
      ja: `${words}第${n}号`,
      en: `Arrangement ${n}`,
      acronym: '',
      variants: [],
      context: [],
    });
  }
  return new Glossary(entries);
}

/** Reads all terms and definitions of a text; the structure is found before, as it is in the server. */
export function readTerms(text: string, glossary: Glossary): number {
  const structure = structureOf(text);
  const terms = new TermAnalyser(glossary);
  terms.update(structure.scans, structure.documents());
  return terms.occurrences().length + terms.definitions().length;
}

const structures = new Map<string, StructureAnalyser>();

function structureOf(text: string): StructureAnalyser {
  let structure = structures.get(text);
  if (structure === undefined) {
    structure = new StructureAnalyser(splitLines(text));
    structure.documents();
    structures.set(text, structure);
  }
  return structure;
}
