import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import fc from 'fast-check';
import { SEED } from '../seed.ts';
import { aliases, blocks, type Case, dates, headings, inline, markers, noMarkers } from './cases.ts';
import { loadTokenizer, type Rule, rawGrammar, type Token, type Tokenize } from './tokenizer.ts';

const groups = { markers, headings, blocks, dates, inline, noMarkers };

let tokenize: Tokenize;
before(async () => {
  tokenize = await loadTokenizer();
});

function longScope(short: string): string {
  const [head, ...rest] = short.split('.');
  return [aliases[head] ?? head, ...rest].join('.');
}

function bears(token: Token, short: string): boolean {
  const wanted = longScope(short);
  return token.scopes.some((s) => s === wanted || s.startsWith(`${wanted}.`));
}

function show(tokens: readonly Token[]): string {
  return tokens.map((t) => `  ${JSON.stringify(t.text)} ${t.scopes.join(' ')}`).join('\n');
}

function check([line, expected, first]: Case): void {
  const { tokens, open } = tokenize(line, first === 'first');
  assert.equal(open, false, `${line}: a rule is left open at the end of the line`);
  for (const [text, scopes] of Object.entries(expected)) {
    const token = tokens.find((t) => t.text === text);
    assert.ok(token, `${line}: no token ${JSON.stringify(text)} in\n${show(tokens)}`);
    for (const scope of scopes.split(' ')) {
      const wanted = !scope.startsWith('!');
      assert.equal(
        bears(token, wanted ? scope : scope.slice(1)),
        wanted,
        `${line}: ${JSON.stringify(text)} should ${wanted ? '' : 'not '}bear ${scope} in\n${show(tokens)}`,
      );
    }
  }
}

for (const [name, cases] of Object.entries(groups)) {
  describe(name, () => {
    for (const c of cases) test(c[0], () => check(c));
  });
}

describe('no marker', () => {
  for (const [line] of noMarkers) {
    test(line, () => {
      const { tokens } = tokenize(line);
      assert.ok(!tokens.some((t) => bears(t, 'marker') || bears(t, 'heading')), show(tokens));
    });
  }

  test('a marker that is preceded by text is none', () => {
    for (const [line] of markers) {
      const { tokens } = tokenize(`について${line}`);
      assert.ok(!tokens.some((t) => bears(t, 'marker')), `${line}\n${show(tokens)}`);
    }
  });
});

test('what is indented keeps its marker', () => {
  for (const [line] of markers) {
    for (const indent of [' ', '　', '　 　', '\t']) {
      const { tokens } = tokenize(indent + line);
      assert.ok(
        tokens.some((t) => bears(t, 'marker')),
        `${JSON.stringify(indent + line)}\n${show(tokens)}`,
      );
    }
  }
});

describe('the grammar as a whole', () => {
  const rules: { where: string; rule: Rule }[] = [];
  function walk(rule: Rule, where: string): void {
    rules.push({ where, rule });
    rule.patterns?.forEach((r, i) => {
      walk(r, `${where}/${i}`);
    });
    for (const captures of [rule.captures, rule.beginCaptures, rule.endCaptures]) {
      for (const [i, r] of Object.entries(captures ?? {})) walk(r, `${where}#${i}`);
    }
  }
  walk({ patterns: rawGrammar.patterns }, 'root');
  for (const [name, rule] of Object.entries(rawGrammar.repository)) walk(rule, name);

  test('every rule is reached from the root and every include has its rule', () => {
    const reached = new Set<string>();
    const visit = (rule: Rule): void => {
      if (rule.include) {
        const name = rule.include.slice(1);
        const target = rawGrammar.repository[name];
        assert.ok(target, `${rule.include} does not exist`);
        if (!reached.has(name)) {
          reached.add(name);
          visit(target);
        }
      }
      for (const r of rule.patterns ?? []) visit(r);
      for (const captures of [rule.captures, rule.beginCaptures, rule.endCaptures]) {
        for (const r of Object.values(captures ?? {})) visit(r);
      }
    };
    visit({ patterns: rawGrammar.patterns });
    assert.deepEqual(Object.keys(rawGrammar.repository).sort(), [...reached].sort());
  });

  test('every scope that the grammar names is produced by a case above', () => {
    const produced = new Set<string>();
    for (const [line, , first] of Object.values(groups).flat()) {
      for (const t of tokenize(line, first === 'first').tokens) for (const s of t.scopes) produced.add(s);
    }
    const missing = rules.flatMap(({ where, rule }) =>
      (rule.name?.split(' ') ?? []).filter((s) => !produced.has(s)).map((s) => `${where}: ${s}`),
    );
    assert.deepEqual(missing, []);
  });

  test('every rule that matches has a scope of its own, so that the case above speaks for it', () => {
    const owners = new Map<string, string[]>();
    for (const [name, rule] of Object.entries(rawGrammar.repository)) {
      if (!rule.match && !rule.begin) continue;
      const own = [rule, ...Object.values(rule.captures ?? {}), ...Object.values(rule.beginCaptures ?? {})].flatMap(
        (r) => r.name?.split(' ') ?? [],
      );
      for (const s of new Set(own)) owners.set(s, [...(owners.get(s) ?? []), name]);
    }
    const single = new Set([...owners.values()].filter((o) => o.length === 1).flat());
    const all = Object.entries(rawGrammar.repository).filter(([, r]) => r.match || r.begin);
    assert.deepEqual(
      all.map(([name]) => name).filter((name) => !single.has(name)),
      [],
    );
  });

  test('scopes end with the name of the language; a rule that opens ends at the end of its line', () => {
    for (const { where, rule } of rules) {
      for (const s of rule.name?.split(' ') ?? []) assert.match(s, /\.communique$/, where);
      if (rule.begin) assert.match(rule.end ?? '', /(^|\|)\$$/, where);
    }
  });
});

describe('any line', () => {
  const characters = [
    ...'「」『』（）()【】〈〉<>〔〕“”"、。，．：:・ 　\t第一二十百千〇年月日時条章12１２AVIＶⅡaアイ昨本翌平成令和注別紙※-−+＋@',
  ];
  const lines = Object.values(groups).flatMap((g) => g.map(([line]) => line));

  test('throws nothing, loses no character and leaves no rule open', () => {
    const known = fc.constantFrom(...characters, ...lines);
    const parts = fc.array(fc.oneof({ weight: 4, arbitrary: known }, fc.string({ unit: 'binary' })), { maxLength: 12 });
    fc.assert(
      fc.property(parts, fc.boolean(), (some, first) => {
        const line = some.join('').replaceAll('\n', '');
        const { tokens, open } = tokenize(line, first);
        assert.equal(tokens.map((t) => t.text).join(''), line);
        assert.equal(open, false);
      }),
      { seed: SEED, numRuns: 200 },
    );
  });

  // A rule that may start anywhere is tried at every character, so what it repeats without a bound makes a line cost its
  // square. Short lines do not show that by the clock; the pattern does.
  test('is not searched by an unbounded repetition, unless from one place only', () => {
    const unbounded = Object.entries(rawGrammar.repository).flatMap(([name, rule]) =>
      [rule.match, rule.begin, rule.end].flatMap((pattern) => {
        if (/^(?:\^|\\A|\\G)/.test(pattern ?? '')) return [];
        // without escapes and classes, whose signs repeat nothing
        const bare = (pattern ?? '').replace(/\\p\{\w+\}|\\./g, 'x').replace(/\[[^\]]*\]/g, 'x');
        return /[*+]|\{\d*,\}/.test(bare) ? [`${name}: ${pattern}`] : [];
      }),
    );
    assert.deepEqual(unbounded, []);
  });

  // VS Code hands lines of up to 20,000 characters to a grammar. Four times the line may cost about four times the time;
  // a pattern that goes back over what it has read costs sixteen times as much, which no busy machine imitates.
  test('costs time in proportion to its length', () => {
    const time = (piece: string, length: number): number => {
      const line = piece.repeat(Math.ceil(length / piece.length));
      const start = performance.now();
      tokenize(line);
      return performance.now() - start;
    };
    const best = (piece: string, length: number): number => Math.min(...[1, 2, 3].map(() => time(piece, length)));
    const random = fc.sample(fc.array(fc.constantFrom(...characters), { minLength: 2, maxLength: 5 }), {
      seed: SEED,
      numRuns: 60,
    });
    const traps = noMarkers.map(([line]) => line);
    const slow: string[] = [];
    for (const piece of new Set([...characters, ...traps, ...random.map((r) => r.join(''))])) {
      // Where even the long line takes less, nobody waits, and the clock says nothing.
      if (time(piece, 1600) < 40) continue;
      const [short, long] = [best(piece, 400), best(piece, 1600)];
      if (long / short > 9) slow.push(`${JSON.stringify(piece)}: ${short.toFixed(1)} ms, then ${long.toFixed(1)} ms`);
    }
    assert.deepEqual(slow, []);
  });
});
