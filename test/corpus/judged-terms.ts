import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A judged text of terms/ (see terms/README.md): the text without its marks, and what a careful reader sees in it. */
export interface JudgedTerms {
  readonly file: string;
  readonly text: string;
  /** Marked places: UTF-16 offsets in the text. `meaning` is the name of an entry, `=long form`, or `?`. */
  readonly marks: readonly { readonly start: number; readonly end: number; readonly meaning: string }[];
  readonly definitions: readonly { readonly document: number; readonly alias: string; readonly long: string }[];
}

export function readJudgedTerms(folder: string): JudgedTerms[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.gold'))
    .sort()
    .map((name) => parseJudgedTerms(name, readFileSync(join(folder, name), 'utf8')));
}

export function parseJudgedTerms(file: string, source: string): JudgedTerms {
  const [body, below = ''] = source.replace(/^(?:#\|.*\n)*/, '').split(/^~~~\n/m);
  const marks: { start: number; end: number; meaning: string }[] = [];
  let text = '';
  let at = 0;
  for (const match of body.matchAll(/⟦([^⟦⟧|]*)\|([^⟦⟧]*)⟧/g)) {
    text += body.slice(at, match.index);
    marks.push({ start: text.length, end: text.length + match[1].length, meaning: match[2] });
    text += match[1];
    at = match.index + match[0].length;
  }
  text += body.slice(at);
  if (/[⟦⟧]/.test(text)) throw new Error(`${file}: a mark is not closed`);
  const definitions = below
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => {
      const [document, alias, long] = line.split('\t');
      if (long === undefined) throw new Error(`${file}: not document, alias, long form: ${line}`);
      return { document: Number(document), alias, long };
    });
  return { file, text, marks, definitions };
}
