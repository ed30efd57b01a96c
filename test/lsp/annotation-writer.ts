// Adds notes to a sidecar, as the server does: a program of its own, so that it can be killed and can run beside another.
//   annotation-writer.mjs PATH PREFIX COUNT   adds notes PREFIX-0, PREFIX-1, … and prints each id when its save has returned
// With a channel to its parent it takes { path, prefix, count } messages and answers each with the ids it has saved, or the code of the error.
import { newAnnotation } from '../../server/src/annotations/new-annotation.ts';
import { loadSidecar, SaveError, saveSidecar } from '../../server/src/lsp/node-annotations.ts';

async function add(path: string, prefix: string, count: number, saved: (id: string) => void): Promise<void> {
  for (let i = 0; i < count; i++) {
    const base = await loadSidecar(path);
    const id = `urn:test:${prefix}-${i}`;
    const annotation = newAnnotation({ kind: 'document', source: 'a.txt' }, { name: prefix }, new Date(0), {
      id,
      bodies: [{ value: `本件は、双方で引き続き協議する。${'注'.repeat(200)}`, format: 'text/markdown' }],
    });
    await saveSidecar(path, base, [{ kind: 'add', annotation }]);
    saved(id);
  }
}

interface Order {
  readonly path: string;
  readonly prefix: string;
  readonly count: number;
}

if (process.send === undefined) {
  const [path, prefix, count] = process.argv.slice(2);
  add(path, prefix, Number(count), (id) => process.stdout.write(`${id}\n`)).catch((error: unknown) => {
    process.stdout.write(`error ${error instanceof SaveError ? error.code : String(error)}\n`);
    process.exitCode = 1;
  });
} else {
  process.on('message', ({ path, prefix, count }: Order) => {
    const ids: string[] = [];
    add(path, prefix, count, (id) => ids.push(id)).then(
      () => process.send?.({ ids }),
      (error: unknown) => process.send?.({ ids, error: String(error) }),
    );
  });
}
