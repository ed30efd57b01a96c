import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Memento, Uri } from 'vscode';
import { Choices, withNewest } from '../../../client/src/choices.ts';

/** As much of an address and of a store as the choices need. */
function uri(path: string, scheme = 'file', query = ''): Uri {
  return {
    scheme,
    path,
    query,
    with: (change: { scheme?: string; query?: string }) => uri(path, change.scheme ?? scheme, change.query ?? query),
    toString: () => `${scheme}://${path}${query && `?${query}`}`,
  } as unknown as Uri;
}

function store(initial?: unknown): Memento {
  let value = initial;
  return {
    keys: () => [],
    get: () => value,
    update: async (_key: string, next: unknown) => {
      value = next;
    },
  } as unknown as Memento;
}

describe('the choices of the user', () => {
  it('last until they are undone', async () => {
    const choices = new Choices(store());
    assert.ok(!choices.isLeftAlone(uri('/a.txt')));
    await choices.leaveAlone(uri('/a.txt'));
    assert.ok(choices.isLeftAlone(uri('/a.txt')));
    assert.ok(!choices.isLeftAlone(uri('/b.txt')));
    await choices.forget(uri('/a.txt'));
    assert.ok(!choices.isLeftAlone(uri('/a.txt')));
  });

  it('hold for the older version of a file in a comparison', async () => {
    const choices = new Choices(store());
    await choices.leaveAlone(uri('/a.txt'));
    assert.ok(choices.isLeftAlone(uri('/a.txt', 'git', '{"ref":"HEAD"}')));
  });

  it('survive a store that holds something else', () => {
    for (const broken of ['x', 1, { a: 1 }, [null, 1], null]) {
      assert.ok(!new Choices(store(broken)).isLeftAlone(uri('/a.txt')));
    }
  });

  it('are bounded, and the oldest goes first', () => {
    assert.deepEqual(withNewest(['a', 'b', 'c'], 'd', 3), ['b', 'c', 'd']);
    assert.deepEqual(withNewest(['a', 'b', 'c'], 'a', 3), ['b', 'c', 'a']);
  });
});
