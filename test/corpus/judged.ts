import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A judged text (see structure/README.md): the communiqué, and what a careful reader sees in it. */
export interface JudgedText {
  readonly file: string;
  readonly text: string;
  /** Depth by line: 0 for a document, 1… for a section; undefined where nothing opens. */
  readonly depths: readonly (number | undefined)[];
  readonly facts: {
    readonly date: readonly string[];
    readonly title: readonly string[];
    readonly issuers: readonly string[][];
  };
}

export function readJudged(folder: string): JudgedText[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.gold'))
    .sort()
    .map((name) => parseJudged(name, readFileSync(join(folder, name), 'utf8')));
}

export function parseJudged(file: string, source: string): JudgedText {
  const facts = { date: [] as string[], title: [] as string[], issuers: [] as string[][] };
  const lines: string[] = [];
  const depths: (number | undefined)[] = [];
  const all = source.split('\n');
  if (all[all.length - 1] === '') all.pop();
  all.forEach((line, i) => {
    if (line.startsWith('#|')) {
      const colon = line.indexOf(':');
      const key = line.slice(2, colon).trim();
      const value = line.slice(colon + 1).trim();
      if (key === 'date') facts.date.push(value);
      else if (key === 'title') facts.title.push(value);
      else if (key === 'issuers') facts.issuers.push(value.split('|').map((s) => s.trim()));
      return;
    }
    const match = /^([0-9.])\|(.*)$/s.exec(line);
    if (!match) throw new Error(`${file}:${i + 1}: not D|text: ${line}`);
    depths.push(match[1] === '.' ? undefined : Number(match[1]));
    lines.push(match[2]);
  });
  return { file, text: `${lines.join('\n')}\n`, depths, facts };
}

export interface Score {
  right: number;
  extra: number;
  missing: number;
}

export function f1(score: Score): number {
  return (2 * score.right) / (2 * score.right + score.extra + score.missing);
}
