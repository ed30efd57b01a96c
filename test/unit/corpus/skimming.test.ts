import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { readForIndex, skimForIndex } from '../../../server/src/corpus/file-reader.ts';
import { unpackSummary } from '../../../server/src/corpus/pack-summary.ts';
import {
  type FileReading,
  type FileSource,
  WorkspaceTexts,
} from '../../../server/src/corpus/workspace/workspace-texts.ts';
import { readJudgedReferences } from '../../corpus/judged-references.ts';
import { newLibrary } from '../references/library.ts';
import { builtIn } from '../terms/glossaries.ts';
import { throughBytes } from './packed.ts';

const development = join(import.meta.dirname, '../../corpus/references/development');

test('what is skimmed of a text is what others need to find it: the same documents, dates and sections as when it is read', () => {
  const library = newLibrary();
  for (const { file, text } of readJudgedReferences(development)) {
    const skimmed = throughBytes(skimForIndex(text, library));
    const read = throughBytes(readForIndex(text, builtIn, library));
    assert.deepEqual(skimmed.heads, read.heads, file);
    const of = (packed: typeof read) =>
      unpackSummary(packed.summary).documents.map(({ asks: _, ranges: __, ...rest }) => ({ ...rest }));
    assert.deepEqual(of(skimmed), of(read), file);
    assert.deepEqual([skimmed.uses.ids, skimmed.sketches.length], [[], 0], file);
  }
});

/** Files that are read and skimmed when a test says so. */
class Source implements FileSource<string> {
  readonly capacity = 8;
  readonly names: string[];
  readonly pending: { name: string; skims: boolean; answer(text?: string): void }[] = [];
  /** What was asked for, in order. */
  readonly asked: string[] = [];
  patient = false;

  constructor(count: number) {
    this.names = Array.from({ length: count }, (_, k) => `file:///w/${k}.communique`);
  }

  list(): Promise<string[]> {
    return Promise.resolve(this.names);
  }

  read(name: string): Promise<FileReading<string>> {
    return this.#ask(name, false, 'text');
  }

  skim(name: string): Promise<FileReading<string> | undefined> {
    return this.#ask(name, true, 'title');
  }

  #ask(name: string, skims: boolean, content: string): Promise<FileReading<string>> {
    const said = `${skims ? 'skim' : 'read'} ${nameOf(name)}`;
    this.asked.push(said);
    return new Promise((resolve) => {
      const answer = (text = content): void => resolve({ kind: 'text', print: text, content: text });
      if (this.patient) this.pending.push({ name, skims, answer });
      else setImmediate(answer);
    });
  }
}

const nameOf = (uri: string): string => uri.slice('file:///w/'.length, -'.communique'.length);
const tick = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 1));

function watch(source: FileSource<string>) {
  const held = new Map<string, string>();
  const said: string[] = [];
  const texts: WorkspaceTexts<string> = new WorkspaceTexts(source, {
    found: (uri, content) => {
      held.set(nameOf(uri), content);
      said.push(`${content} ${nameOf(uri)}`);
    },
    gone: (uri) => held.delete(nameOf(uri)),
    done: () => said.push('done'),
    failed: (uri, error) => said.push(`failed ${uri}: ${error}`),
    skimmed: () => {
      if (texts.isSkimmed) said.push('all can be found');
    },
  });
  return { texts, held, said };
}

test('many new files can be found before the first of them is read; then all are read', async () => {
  const source = new Source(300);
  const { texts, held, said } = watch(source);
  texts.addFolder('file:///w');
  await texts.idle();
  assert.equal(said.length, 602);
  assert.deepEqual(new Set(held.values()), new Set(['text']));
  const found = said.indexOf('all can be found');
  assert.equal(said.filter((words) => words.startsWith('title')).length, 300);
  assert.ok(!said.slice(found).some((words) => words.startsWith('title')), 'it is said when the last one can be found');
  // readings may begin while the last ones are skimmed
  assert.ok(source.asked.slice(0, 300).every((words) => words.startsWith('skim')));
  assert.equal(said.at(-1), 'done');
});

test('few new files are read at once', async () => {
  const source = new Source(20);
  const { texts, held, said } = watch(source);
  texts.addFolder('file:///w');
  await texts.idle();
  assert.equal(held.size, 20);
  assert.ok(source.asked.every((words) => words.startsWith('read')));
  assert.ok(!said.includes('all can be found'), 'nobody has to know: they are read');
});

test('what the user touches is read before the others are skimmed, and what was skimmed meanwhile does not take its place', async () => {
  const source = new Source(300);
  source.patient = true;
  const { texts, held } = watch(source);
  texts.addFolder('file:///w');
  while (source.pending.length === 0) await tick();
  texts.filesChanged([
    { uri: source.names[0], type: 2 },
    { uri: source.names[250], type: 2 },
  ]);
  // the first eight are being skimmed
  source.pending[7].answer();
  source.pending[6].answer();
  await tick();
  const [one, other] = source.pending.slice(-2);
  assert.deepEqual(
    [one, other].map(({ name, skims }) => [nameOf(name), skims]),
    [
      ['0', false],
      ['250', false],
    ],
  );
  one.answer('new text');
  await tick();
  source.pending[0].answer();
  await tick();
  assert.equal(held.get('0'), 'new text');
  source.patient = false;
  for (const { answer } of source.pending) answer();
  await texts.idle();
  assert.equal(source.asked.filter((words) => words.endsWith(' 250')).length, 1, 'it was read, and is not skimmed');
  assert.equal(held.size, 300);
  assert.ok(!texts.isBusy);
});

test('where some cannot be skimmed, it is not said that all can be found before they are read', async () => {
  const source = new Source(300);
  const skim = source.skim.bind(source);
  source.skim = (name) => (nameOf(name) === '77' ? Promise.resolve(undefined) : skim(name));
  const { texts, held, said } = watch(source);
  texts.addFolder('file:///w');
  await texts.idle();
  assert.ok(!said.includes('all can be found'));
  assert.equal(held.get('77'), 'text');
});

test('who stops the reading while it skims is not told that all can be found', async () => {
  const source = new Source(300);
  source.patient = true;
  const { texts, held, said } = watch(source);
  texts.addFolder('file:///w');
  while (source.pending.length === 0) await tick();
  texts.stop();
  source.patient = false;
  for (const { answer } of source.pending) answer();
  await texts.idle();
  assert.ok(!said.includes('all can be found'));
  texts.resume();
  await texts.idle();
  assert.deepEqual([held.size, new Set(held.values())], [300, new Set(['text'])]);
});
