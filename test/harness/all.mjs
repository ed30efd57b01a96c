// Runs the test files given as arguments in one process: starting one for each would take longer than the tests.
import { beforeEach, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { begin } from './results.mjs';

// a test that never ends cannot be reported, so each says beforehand that it begins
beforeEach((context) => begin(context.fullName ?? context.name));

for (const file of process.argv.slice(2)) {
  try {
    await import(pathToFileURL(file).href);
  } catch (error) {
    test(`${file} can be loaded`, () => {
      throw error;
    });
  }
}
