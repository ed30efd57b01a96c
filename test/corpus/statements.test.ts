import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { readText } from '../../server/src/corpus/read-text.ts';
import { StatementLexicon } from '../../server/src/corpus/statements/lexicon.ts';
import { readStatements } from '../../server/src/corpus/statements/statements.ts';
import { newLibrary } from '../unit/references/library.ts';
import { builtIn, knowledge } from '../unit/terms/glossaries.ts';

interface Judged {
  readonly head: readonly string[];
  readonly development: readonly (readonly [string, readonly string[]])[];
  readonly heldOut: readonly (readonly [string, readonly string[]])[];
}

const judged: Judged = JSON.parse(readFileSync(new URL('statements.json', import.meta.url), 'utf8'));
const lexicon = new StatementLexicon(knowledge('speakers.tsv'), knowledge('outcomes.tsv'));
const library = newLibrary();

/** The statements of one line in an outline, as `party outcome`; `=` before a party that was carried over. */
function statementsOf(line: string): string[] {
  const text = [...judged.head, `（1）${line}`, ''].join('\n');
  const { terms, documents } = readText('file:///a.txt', text, builtIn, library);
  const { participants } = documents[0].tree.titleBlock;
  return readStatements(terms, 0, participants, lexicon)
    .filter(({ range }) => range.start.line === judged.head.length)
    .map(({ speaker, outcomes }) => `${speaker?.carried ? '=' : ''}${speaker?.party ?? ''} ${outcomes[0]?.kind ?? ''}`);
}

/** Parts that are right: of all that is marked, and of all that is found. */
function score(part: Judged['development']): { recall: number; precision: number; wrong: string[] } {
  let [right, marked, found] = [0, 0, 0];
  const wrong: string[] = [];
  for (const [line, wanted] of part) {
    const got = statementsOf(line);
    const hits = wanted.filter((one, k) => got[k] === one).length;
    right += hits;
    marked += wanted.length;
    found += got.length;
    if (hits !== wanted.length || got.length !== wanted.length) wrong.push(`${line} ${JSON.stringify(got)}`);
  }
  return { recall: right / marked, precision: right / found, wrong };
}

test('who says what, and what comes of it, in lines that the rules were made with', () => {
  const { recall, precision, wrong } = score(judged.development);
  console.log(`statements, development: recall ${recall.toFixed(3)}, precision ${precision.toFixed(3)}`);
  assert.ok(recall >= 0.95 && precision >= 0.95, wrong.join('\n'));
});

test('the same in lines that no rule was made with', () => {
  const { recall, precision } = score(judged.heldOut);
  console.log(`statements, held out: recall ${recall.toFixed(3)}, precision ${precision.toFixed(3)}`);
  assert.ok(recall >= 0.85 && precision >= 0.85, `${recall} ${precision}`);
});
