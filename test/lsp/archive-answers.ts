// biome-ignore-all lint/suspicious/noExplicitAny: the answers are what the tests look into
import assert from 'node:assert/strict';
import { random } from '../bench/generator.ts';
import { pause } from './archive-place.ts';
import type { Client } from './client.ts';
import { positionAt } from './soak-edits.ts';

/** A question to a server. The answers of two servers over the same texts are the same. */
export interface Question {
  readonly method: string;
  readonly params: any;
}

/** Questions about an open text: about all of it, and at `places` positions, of which half are where something is named. */
export function questionsAbout(uri: string, text: string, places: number, seed: number): Question[] {
  const textDocument = { uri };
  const next = random(seed);
  const named = [...text.matchAll(/[「（以下BMD調整室北洋昨本年取決め]/gu)].map(({ index }) => index);
  const offsets = [0, ...Array.from({ length: places }, (_, i) => draw(i))];
  return [
    ...['documentSymbol', 'diagnostic', 'codeLens', 'foldingRange'].map((method) => ({
      method: `textDocument/${method}`,
      params: { textDocument },
    })),
    ...offsets.flatMap((offset) => {
      const position = positionAt(text, Math.min(text.length, offset));
      return [
        { method: 'textDocument/hover', params: { textDocument, position } },
        { method: 'textDocument/definition', params: { textDocument, position } },
        {
          method: 'textDocument/references',
          params: { textDocument, position, context: { includeDeclaration: next(2) === 0 } },
        },
      ];
    }),
  ];

  function draw(i: number): number {
    return i % 2 === 0 && named.length > 0 ? named[next(named.length)] + 1 : next(text.length + 1);
  }
}

export function symbolQuestions(queries: readonly string[]): Question[] {
  return queries.map((query) => ({ method: 'workspace/symbol', params: { query } }));
}

/** The answer without what may differ: the order of places in several files, and that of their files. */
export function answerOf(client: Client, { method, params }: Question): Promise<unknown> {
  return client.request(method, params, 30_000).then(ordered);
}

function ordered(value: any): any {
  if (Array.isArray(value)) {
    const list = value.map(ordered);
    return list.some((item) => item?.uri ?? item?.targetUri ?? item?.location) ? list.sort(byText) : list;
  }
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, of]) => [key, ordered(of)]));
}

function byText(a: unknown, b: unknown): number {
  const [x, y] = [JSON.stringify(a), JSON.stringify(b)];
  return x < y ? -1 : x > y ? 1 : 0;
}

/**
 * Asks both servers; what differs is asked again for a while, since the news of a file may still be on its way. Fails with the first
 * question that is answered differently in the end.
 */
export async function assertSameAnswers(
  questions: readonly Question[],
  used: Client,
  fresh: Client,
  patience = 8_000,
): Promise<void> {
  let left = questions;
  const end = Date.now() + patience;
  for (;;) {
    const different: { question: Question; used: unknown; fresh: unknown }[] = [];
    for (const question of left) {
      const [a, b] = await Promise.all([answerOf(used, question), answerOf(fresh, question)]);
      if (JSON.stringify(a) !== JSON.stringify(b)) different.push({ question, used: a, fresh: b });
    }
    if (different.length === 0) return;
    if (Date.now() > end) {
      const [first] = different;
      const { method, params } = first.question;
      const { position, query } = params;
      assert.deepEqual(
        first.used,
        first.fresh,
        `${different.length} of ${questions.length} answers differ from those of a fresh server. ${method} ${params.textDocument?.uri ?? ''} ${JSON.stringify(position ?? query ?? '')}:\n` +
          `used:  ${JSON.stringify(first.used)?.slice(0, 1500)}\nfresh: ${JSON.stringify(first.fresh)?.slice(0, 1500)}`,
      );
    }
    left = different.map(({ question }) => question);
    await pause(250);
  }
}
