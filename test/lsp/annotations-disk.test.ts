import assert from 'node:assert/strict';
import { type ChildProcess, execFileSync, fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { build } from 'esbuild';
import type { Annotation } from '../../server/src/annotations/model.ts';
import { newAnnotation } from '../../server/src/annotations/new-annotation.ts';
import { readSidecar } from '../../server/src/annotations/sidecar.ts';
import { loadSidecar, type SaveError, saveSidecar } from '../../server/src/lsp/node-annotations.ts';

const RUNS = 100;
const SEED = Number(process.env.COMMUNIQUE_SEED ?? 20070501);

let folder = '';
let writer = '';

/** Whole numbers below a bound, the same for the same seed. */
function randomOf(seed: number): (below: number) => number {
  let state = seed | 1;
  return (below) => {
    state = Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x9e3779b9;
    return ((state ^ (state >>> 13)) >>> 0) % below;
  };
}

function note(name: string, text = '確認を要する。'): Annotation {
  return newAnnotation({ kind: 'document', source: 'a.txt' }, { name: '担当' }, new Date(0), {
    id: `urn:test:${name}`,
    bodies: [{ value: text, format: 'text/markdown' }],
  });
}

function idsIn(path: string): Set<string> {
  const file = readSidecar(readFileSync(path));
  assert.deepEqual(file.problems, [], 'every line of the file can be read');
  assert.ok(
    file.lines.every(({ end }) => end === '\n'),
    'the last line is whole',
  );
  return new Set(file.annotations.map(({ id }) => id));
}

/** What is left in a folder beside what should be there. */
function leftovers(of: string): string[] {
  return readdirSync(of).filter((name) => name.startsWith('.communique-'));
}

describe('Sidecars on a disk', () => {
  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'communique-annotations-'));
    writer = join(folder, 'writer.mjs');
    const entry = join(import.meta.dirname, 'annotation-writer.ts');
    await build({
      entryPoints: [entry],
      outfile: writer,
      bundle: true,
      platform: 'node',
      format: 'esm',
      mainFields: ['module', 'main'],
    });
    process.stderr.write(`sidecars on a disk use COMMUNIQUE_SEED=${SEED}\n`);
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  it(`loses nothing that was saved when it is killed during a save (${RUNS} times)`, async () => {
    const random = randomOf(SEED);
    const path = join(folder, 'killed.txt.annotations.jsonl');
    writeFileSync(path, '');
    const acknowledged = new Set<string>();
    let interrupted = 0;
    for (let run = 0; run < RUNS; run++) {
      const child = spawn(process.execPath, [writer, path, `run${run}`, '1000'], {
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      let output = '';
      child.stdout.on('data', (data: Buffer) => {
        output += data.toString();
      });
      // from its first save on, at any moment
      await once(child.stdout, 'data');
      await new Promise((resume) => setTimeout(resume, random(2000) / 100));
      child.kill('SIGKILL');
      await once(child, 'close');
      // the last line may be cut off where the process was
      for (const id of output.split('\n').slice(0, -1)) acknowledged.add(id);
      if (leftovers(folder).length > 0) interrupted++;
      const ids = idsIn(path);
      for (const id of acknowledged) assert.ok(ids.has(id), `run ${run}: ${id} was saved and is there`);
      // so that a save always writes about as much
      if (ids.size > 400) {
        writeFileSync(path, '');
        acknowledged.clear();
      }
    }
    assert.ok(interrupted > RUNS / 4, `the kill came during a save ${interrupted} times`);
    const base = await loadSidecar(path);
    await saveSidecar(path, base, [{ kind: 'add', annotation: note('last') }]);
    assert.deepEqual(leftovers(folder), [], 'the next save clears up');
  });

  it(`keeps what two programs write at once (${RUNS} times)`, async () => {
    const children = ['one', 'two'].map(() => fork(writer, { execArgv: [] }));
    const order = async (child: ChildProcess, message: object): Promise<{ ids: string[]; error?: string }> => {
      const answer = once(child, 'message');
      child.send(message);
      return (await answer)[0];
    };
    try {
      const random = randomOf(SEED);
      for (let run = 0; run < RUNS; run++) {
        const path = join(folder, `both-${run % 10}.txt.annotations.jsonl`);
        writeFileSync(path, '');
        const answers = await Promise.all(
          children.map((child, i) => order(child, { path, prefix: `writer${i}`, count: 1 + random(4) })),
        );
        const ids = idsIn(path);
        for (const { ids: saved, error } of answers) {
          assert.equal(error, undefined);
          for (const id of saved) assert.ok(ids.has(id), `run ${run}: ${id}`);
        }
        assert.equal(
          ids.size,
          answers.reduce((all, { ids: saved }) => all + saved.length, 0),
        );
      }
    } finally {
      for (const child of children) child.disconnect();
    }
    assert.deepEqual(leftovers(folder), []);
  });

  it(`leaves the file as it was when the disk is full (${RUNS} times)`, async (context) => {
    const disk = join(folder, 'disk');
    mkdirSync(disk);
    try {
      execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=256k', 'tmpfs', disk], { stdio: 'ignore' });
    } catch {
      context.diagnostic('no tmpfs may be mounted here: with a limit on the size of files');
      await fullByLimit(disk);
      return;
    }
    context.diagnostic('on a tmpfs of 256 KB');
    try {
      const random = randomOf(SEED);
      for (let run = 0; run < RUNS; run++) {
        const path = join(disk, 'full.txt.annotations.jsonl');
        rmSync(path, { force: true });
        rmSync(join(disk, 'ballast'), { force: true });
        const before = await saveSidecar(path, readSidecar(''), [
          { kind: 'add', annotation: note('old', '旧'.repeat(random(20_000))) },
        ]);
        const bytes = readFileSync(path);
        // less is left than a second copy of the file takes
        const pages = 64 - Math.ceil(bytes.length / 4096) - random(Math.ceil(bytes.length / 4096));
        writeFileSync(join(disk, 'ballast'), Buffer.alloc(Math.max(0, pages) * 4096));
        await assert.rejects(
          saveSidecar(path, before.file, [{ kind: 'add', annotation: note('new', '新'.repeat(1500)) }]),
          (error: SaveError) => error.code === 'disk-full',
          `run ${run}`,
        );
        assert.deepEqual(readFileSync(path), bytes, `run ${run}: the file is as it was`);
        assert.deepEqual(leftovers(disk), []);
        rmSync(join(disk, 'ballast'));
        await saveSidecar(path, before.file, [{ kind: 'add', annotation: note('new') }]);
        assert.deepEqual(
          idsIn(path),
          new Set(['urn:test:old', 'urn:test:new']),
          'with space again the note can be saved',
        );
      }
    } finally {
      execFileSync('umount', ['-l', disk]);
    }
  });

  it('says that a folder is read-only, and leaves everything as it was', {
    skip: process.platform === 'win32',
  }, async (context) => {
    const path = join(folder, 'protected', 'a.txt.annotations.jsonl');
    mkdirSync(join(folder, 'protected'));
    const { file } = await saveSidecar(path, readSidecar(''), [{ kind: 'add', annotation: note('old') }]);
    const bytes = readFileSync(path);
    chmodSync(join(folder, 'protected'), 0o555);
    try {
      if (process.getuid?.() === 0) {
        // a superuser may write everywhere: as somebody else
        context.diagnostic('as another user');
        chmodSync(folder, 0o755);
        const child = spawn(process.execPath, [writer, path, 'other', '1'], {
          uid: 65534,
          gid: 65534,
          stdio: ['ignore', 'pipe', 'inherit'],
        });
        let output = '';
        child.stdout.on('data', (data: Buffer) => {
          output += data.toString();
        });
        await once(child, 'close');
        assert.equal(output, 'error read-only\n');
      } else {
        await assert.rejects(
          saveSidecar(path, file, [{ kind: 'add', annotation: note('new') }]),
          (error: SaveError) => error.code === 'read-only',
        );
      }
      assert.deepEqual(readFileSync(path), bytes);
      assert.deepEqual(leftovers(join(folder, 'protected')), []);
    } finally {
      chmodSync(join(folder, 'protected'), 0o755);
    }
  });

  it('merges what a program without the lock wrote since the file was read', async () => {
    const path = join(folder, 'merged.txt.annotations.jsonl');
    const { file: base } = await saveSidecar(path, readSidecar(''), [
      { kind: 'add', annotation: note('a') },
      { kind: 'add', annotation: note('b') },
    ]);
    // git has checked out another state: b is gone, a has a tag, and there is a line that is not ours
    const [a] = readFileSync(path, 'utf8').split('\n');
    const tagged = a.replace('"body":[', '"body":[{"purpose":"tagging","type":"TextualBody","value":"要確認"},');
    writeFileSync(path, `${tagged}\n% not ours\n`);
    const { file, conflicts } = await saveSidecar(path, base, [
      { kind: 'update', id: 'urn:test:a', fields: { resolved: { at: '2031-05-01T00:00:00Z' } } },
      { kind: 'add', annotation: note('c') },
    ]);
    assert.deepEqual(conflicts, []);
    assert.deepEqual(
      file.annotations.map(({ id, tags, resolved }) => [id, tags.join(), resolved?.at]),
      [
        ['urn:test:a', '要確認', '2031-05-01T00:00:00Z'],
        ['urn:test:c', '', undefined],
      ],
    );
    assert.match(readFileSync(path, 'utf8'), /^% not ours$/m);
  });

  it('keeps the rights of the file, and a link to it a link', { skip: process.platform === 'win32' }, async () => {
    const path = join(folder, 'linked.txt.annotations.jsonl');
    const real = join(folder, 'real.jsonl');
    writeFileSync(real, '', { mode: 0o640 });
    chmodSync(real, 0o640);
    symlinkSync(real, path);
    await saveSidecar(path, await loadSidecar(path), [{ kind: 'add', annotation: note('a') }]);
    assert.equal(statSync(real).mode & 0o777, 0o640);
    assert.deepEqual(idsIn(real), new Set(['urn:test:a']));
    assert.equal(readFileSync(path, 'utf8'), readFileSync(real, 'utf8'));
  });

  it('does not replace a file that it cannot read', async () => {
    const path = join(folder, 'utf16.txt.annotations.jsonl');
    const bytes = Buffer.from('\ufeff{"id":"urn:test:a"}\n', 'utf16le');
    writeFileSync(path, bytes);
    await assert.rejects(
      saveSidecar(path, readSidecar(''), [{ kind: 'add', annotation: note('b') }]),
      (error: SaveError) => error.code === 'unreadable',
    );
    assert.deepEqual(readFileSync(path), bytes);
  });
});

/** Without a small disk: the system lets the writer make no file larger than a bound. */
async function fullByLimit(disk: string): Promise<void> {
  const random = randomOf(SEED);
  const path = join(disk, 'full.txt.annotations.jsonl');
  for (let run = 0; run < RUNS; run++) {
    rmSync(path, { force: true });
    await saveSidecar(path, readSidecar(''), [{ kind: 'add', annotation: note('old', '旧'.repeat(random(20_000))) }]);
    const bytes = readFileSync(path);
    const blocks = Math.max(1, Math.floor(bytes.length / 1024));
    const child = spawn(
      'bash',
      ['-c', `ulimit -f ${blocks}; exec "$0" "$@"`, process.execPath, writer, path, 'new', '1'],
      {
        stdio: ['ignore', 'pipe', 'inherit'],
      },
    );
    let output = '';
    child.stdout.on('data', (data: Buffer) => {
      output += data.toString();
    });
    await once(child, 'close');
    assert.equal(output, 'error disk-full\n', `run ${run}`);
    assert.deepEqual(readFileSync(path), bytes, `run ${run}: the file is as it was`);
    assert.deepEqual(leftovers(disk), []);
  }
}
