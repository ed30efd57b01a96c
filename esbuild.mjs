// Builds the bundles of dist/: `node esbuild.mjs [--production] [--watch]`.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import * as esbuild from 'esbuild';

const production = process.argv.includes('--production');
const watch = process.argv.includes('--watch');

/** Changes with what is read in a text and with the facts it is read with: what an earlier version has read is not taken for this one's. */
function analyserVersion() {
  const hash = createHash('sha1');
  const rooms = ['text', 'dates', 'structure', 'terms', 'references', 'corpus'].map((room) => `server/src/${room}`);
  for (const room of [...rooms, 'server/knowledge']) {
    for (const file of readdirSync(room, { recursive: true, withFileTypes: true })) {
      if (!file.isFile()) continue;
      const path = join(file.parentPath ?? file.path, file.name);
      hash.update(path).update(readFileSync(path));
    }
  }
  return hash.digest('hex');
}

/** @type {esbuild.BuildOptions} */
const common = {
  bundle: true,
  format: 'cjs',
  target: 'es2022',
  minify: production,
  // names survive so that a stack trace in a user's log can be read
  keepNames: false,
  sourcemap: production ? false : 'linked',
  legalComments: 'none',
  logLevel: 'warning',
  loader: { '.tsv': 'text' },
  define: { ANALYSER_VERSION: JSON.stringify(analyserVersion()) },
};

/** @type {esbuild.BuildOptions} */
const node = { ...common, platform: 'node', mainFields: ['module', 'main'] };
/** @type {esbuild.BuildOptions} */
const browser = { ...common, platform: 'browser', mainFields: ['browser', 'module', 'main'] };

/** @type {esbuild.BuildOptions[]} */
const bundles = [
  { ...node, entryPoints: ['client/src/node.ts'], outfile: 'dist/client.js', external: ['vscode'] },
  { ...browser, entryPoints: ['client/src/browser.ts'], outfile: 'dist/client.browser.js', external: ['vscode'] },
  { ...node, entryPoints: ['server/src/lsp/node.ts'], outfile: 'dist/server.js' },
  { ...node, entryPoints: ['server/src/corpus/node/indexer.ts'], outfile: 'dist/indexer.js' },
  {
    ...browser,
    entryPoints: ['server/src/lsp/browser.ts'],
    outfile: 'dist/server.browser.js',
    format: 'iife',
  },
  {
    ...browser,
    entryPoints: ['server/src/lsp/browser-indexer.ts'],
    outfile: 'dist/indexer.browser.js',
    format: 'iife',
  },
  { ...node, entryPoints: ['server/src/cli/main.ts'], outfile: 'dist/cli.js' },
];

if (watch) {
  const contexts = await Promise.all(bundles.map((b) => esbuild.context({ ...b, logLevel: 'info' })));
  await Promise.all(contexts.map((c) => c.watch()));
} else {
  rmSync('dist', { recursive: true, force: true });
  await Promise.all(bundles.map((b) => esbuild.build(b)));
}
