// A reporter for node:test that records results instead of printing them; test/run.mjs prints.
import { relative } from 'node:path';
import { inspect } from 'node:util';
import { record } from './results.mjs';

/** @param {AsyncIterable<import('node:test/reporters').TestEvent>} events */
export default async function* reporter(events) {
  /** Names of the tests that are open, outermost first. @type {string[]} */
  const open = [];
  /** Depths at which a test below has been seen: a test that holds others is not counted itself. */
  const parents = new Set();
  for await (const { type, data } of events) {
    if (type === 'test:start') {
      open[data.nesting] = data.name;
      parents.delete(data.nesting);
      if (data.nesting > 0) parents.add(data.nesting - 1);
    } else if (type === 'test:pass' || type === 'test:fail') {
      const holdsOthers = data.details.type === 'suite' || parents.delete(data.nesting);
      const error = type === 'test:fail' ? data.details.error : undefined;
      if (holdsOthers && (!error || error.failureType === 'subtestsFailed')) continue;
      record({
        group: data.file ? relative(process.cwd(), data.file) : '',
        name: [...open.slice(0, data.nesting), data.name].join(' › '),
        ms: data.details.duration_ms,
        // a test marked `todo` may fail: it says what is to be done
        ...(data.todo !== undefined && error ? { skipped: `to do${data.todo === true ? '' : `: ${data.todo}`}` } : {}),
        ...(data.skip !== undefined ? { skipped: data.skip === true ? 'skipped' : String(data.skip) } : {}),
        ...(error && data.todo === undefined ? { error: describe(error) } : {}),
      });
    } else if (type === 'test:stdout' || type === 'test:stderr') {
      yield data.message;
    }
  }
}

/** @param {Error & { cause?: unknown }} error */
function describe(error) {
  // node:test wraps what the test threw
  const cause = error.cause ?? error;
  if (!(cause instanceof Error)) return typeof cause === 'string' ? cause : inspect(cause);
  // the stack begins with the message, and its frames inside Node say nothing to anybody
  const frames = (cause.stack ?? cause.message).split('\n').filter((line) => !/^\s+at .*\(?node:/.test(line));
  return frames.join('\n');
}
