// The one form in which every kind of test here reports: a line of JSON per test, in the file named by TEST_RESULTS.
import { appendFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';

/**
 * @typedef {object} Result
 * @property {string} group the file or suite, to print results together
 * @property {string} name
 * @property {number} [ms]
 * @property {string} [error] what went wrong; a test without it has passed
 * @property {string} [skipped] why it was not run
 */

/** @param {Result} result */
export function record(result) {
  if (process.env.TEST_RESULTS) appendFileSync(process.env.TEST_RESULTS, `${JSON.stringify(result)}\n`);
}

/** @param {string} path @returns {Result[]} */
export function readResults(path) {
  if (!existsSync(path)) return [];
  const lines = readFileSync(path, 'utf8').split('\n');
  return lines.filter(Boolean).map((line) => JSON.parse(line));
}

/** Notes which test is running now, for the case that it never ends. @param {string} name */
export function begin(name) {
  if (process.env.TEST_RESULTS) writeFileSync(`${process.env.TEST_RESULTS}.now`, name);
}

/** The test that began last. @param {string} path */
export function lastBegun(path) {
  return existsSync(`${path}.now`) ? readFileSync(`${path}.now`, 'utf8') : undefined;
}

/** For programs that only record: the file they record in. Ends those that were started without one. */
export function startedByRunner() {
  if (process.env.TEST_RESULTS) return process.env.TEST_RESULTS;
  console.error('This is a part of the tests: start it with `node test/run.mjs`.');
  process.exit(1);
}
