/** What VS Code loads as "the tests": runs the suites with mocha and records their results. */
import type { Runnable } from 'mocha';
import { record } from '../../harness/results.mjs';

const group = 'test/vscode/suite';

export async function run(): Promise<void> {
  const { default: Mocha } = await import('mocha');
  const mocha = new Mocha({ ui: 'bdd', timeout: 90_000, forbidOnly: true, color: false });
  // the interface first: the suites are part of this bundle and are evaluated by the calls below
  mocha.suite.emit('pre-require', globalThis, '', mocha);
  if (process.env.COMMUNIQUE_TEST_SUITE === 'restricted') {
    (await import('./restricted.ts')).suite();
  } else {
    (await import('./outline.ts')).suite();
    (await import('./recognition.ts')).suite();
    (await import('./terms.ts')).suite();
    (await import('./references.ts')).suite();
    (await import('./manifest.ts')).suite();
  }
  const failures = await new Promise<number>((resolve) => {
    const runner = mocha.run(resolve);
    runner.on('pass', (test) => record({ group, name: name(test), ms: test.duration }));
    runner.on('pending', (test) => record({ group, name: name(test), skipped: 'skipped' }));
    runner.on('fail', (test, error) => {
      record({ group, name: name(test), ms: test.duration, error: error.stack ?? String(error) });
    });
  });
  if (failures > 0) throw new Error(`${failures} failed`);
}

function name(test: Runnable): string {
  return test.titlePath().join(' › ');
}
