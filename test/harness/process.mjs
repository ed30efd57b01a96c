// Runs a program with a time limit, in a process group of its own, so that nothing it started outlives it.
import { spawn } from 'node:child_process';

/** @typedef {{ code: number | null, output: string, timedOut: boolean, seconds: number }} Ended */

/**
 * @param {string} command
 * @param {string[]} args
 * @param {{ limit: number, cwd?: string, env?: NodeJS.ProcessEnv, live?: boolean }} options `limit` in seconds; `live`
 * shows the output while it comes
 * @returns {Promise<Ended>}
 */
export function run(command, args, { limit, cwd, env, live = false }) {
  const start = Date.now();
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: process.platform !== 'win32',
    });
    let output = '';
    let timedOut = false;
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8');
      stream.on('data', (text) => {
        output += text;
        if (live) process.stdout.write(text);
      });
    }
    const stop = () => killGroup(child, 'SIGTERM');
    const timer = setTimeout(() => {
      timedOut = true;
      // asked first, so that it can end what it has started in groups of their own
      stop();
      setTimeout(() => killGroup(child), 3_000).unref();
    }, limit * 1000);
    process.once('exit', stop);
    const done = (/** @type {number | null} */ code) => {
      clearTimeout(timer);
      process.off('exit', stop);
      // children that were left behind hold the pipes, and would hold this process
      killGroup(child);
      child.stdout.destroy();
      child.stderr.destroy();
      resolve({ code: timedOut ? null : code, output, timedOut, seconds: (Date.now() - start) / 1000 });
    };
    child.once('error', (error) => {
      output += `${error.message}\n`;
      done(127);
    });
    child.once('exit', (code) => {
      // what it has started was told to stop as well, and may be tidying up
      if (timedOut) return setTimeout(() => done(code), 2_000);
      // whatever was written last is still on its way through the pipe
      const late = setTimeout(() => done(code), 500);
      child.once('close', () => {
        clearTimeout(late);
        done(code);
      });
    });
  });
}

/** @param {import('node:child_process').ChildProcess} child @param {'SIGTERM' | 'SIGKILL'} [signal] */
export function killGroup(child, signal = 'SIGKILL') {
  if (child.pid === undefined) return;
  try {
    if (process.platform === 'win32') child.kill(signal);
    else process.kill(-child.pid, signal);
  } catch {
    // it is gone already
  }
}

/** Ctrl-C ends the programs as well: they are in groups of their own, which the terminal does not reach. */
for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM'])) process.once(signal, () => process.exit(130));
