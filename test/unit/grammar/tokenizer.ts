import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import * as oniguruma from 'vscode-oniguruma';
import * as textmate from 'vscode-textmate';

const path = fileURLToPath(new URL('../../../syntaxes/communique.tmLanguage.json', import.meta.url));
const source = readFileSync(path, 'utf8');

export interface Rule {
  readonly comment?: string;
  readonly include?: string;
  readonly name?: string;
  readonly contentName?: string;
  readonly match?: string;
  readonly begin?: string;
  readonly end?: string;
  readonly patterns?: readonly Rule[];
  readonly captures?: Readonly<Record<string, Rule>>;
  readonly beginCaptures?: Readonly<Record<string, Rule>>;
  readonly endCaptures?: Readonly<Record<string, Rule>>;
}

/** The grammar as data. */
export const rawGrammar = JSON.parse(source) as Rule & { scopeName: string; repository: Record<string, Rule> };

export interface Token {
  readonly text: string;
  /** From the outermost scope to the innermost, the scope of the whole language left out. */
  readonly scopes: readonly string[];
}

/** Tokens of one line, and whether the line left a rule open behind it. `isFirst` says that it opens the file. */
export type Tokenize = (line: string, isFirst?: boolean) => { tokens: Token[]; open: boolean };

/** Loads the grammar into the engine that VS Code uses. */
export async function loadTokenizer(): Promise<Tokenize> {
  const require = createRequire(path);
  await oniguruma.loadWASM(readFileSync(require.resolve('vscode-oniguruma/release/onig.wasm')));
  const registry = new textmate.Registry({
    onigLib: Promise.resolve({
      createOnigScanner: (patterns: string[]) => new oniguruma.OnigScanner(patterns),
      createOnigString: (text: string) => new oniguruma.OnigString(text),
    }),
    loadGrammar: async () => textmate.parseRawGrammar(source, path),
  });
  const grammar = await registry.loadGrammar(rawGrammar.scopeName);
  if (!grammar) throw new Error('the grammar does not load');

  // What a line finds when everything before it was closed. It differs from INITIAL, which also means "first line".
  const settled = grammar.tokenizeLine('', textmate.INITIAL).ruleStack;

  return (line, isFirst = false) => {
    const result = grammar.tokenizeLine(line, isFirst ? textmate.INITIAL : settled, 0);
    const tokens = result.tokens.map((t) => ({
      text: line.slice(t.startIndex, t.endIndex),
      scopes: t.scopes.slice(1),
    }));
    return { tokens: tokens.filter((t) => t.text !== ''), open: !result.ruleStack.equals(settled) };
  };
}
