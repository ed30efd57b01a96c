import { createHash, randomBytes } from 'node:crypto';
import { open, readdir, rm, stat } from 'node:fs/promises';
import { hostname } from 'node:os';
import { basename, dirname, join } from 'node:path';

/** A lock older than this belongs to a program that stands still; saving takes some milliseconds. */
const STALE_MS = 30_000;
/** Longest pause between two tries. */
const MAX_PAUSE_MS = 60;

/** A file could not be locked: another program has held it for too long. */
export class LockedError extends Error {
  override readonly name = 'LockedError';
}

/** What a holder of a lock knows. */
export interface Lock {
  /** Beginning of the names of all files that are made beside the locked one. */
  readonly prefix: string;
  /** Whether nobody has taken the lock for abandoned meanwhile. */
  isHeld(): Promise<boolean>;
}

/**
 * Runs `work` while no other program, on this machine or another, runs it for the same file. Everyone who wants the lock makes a file with
 * a name of its own beside the one to be locked, and then looks who else has: of two at least one sees the other, whoever sees one steps
 * back. A lock that its program has left behind is told by the number of the process, or its age; since no two have the same name, taking
 * it away never takes away another. Throws `LockedError` after `timeout` milliseconds, and what making a file in the folder throws.
 */
export async function withLock<T>(path: string, timeout: number, work: (lock: Lock) => Promise<T>): Promise<T> {
  const folder = dirname(path);
  const prefix = `.communique-${digest(basename(path))}-`;
  const own = `${prefix}${digest(hostname())}-${process.pid}-${randomBytes(6).toString('hex')}.lock`;
  const ownPath = join(folder, own);
  const deadline = Date.now() + timeout;
  for (let tries = 0; ; tries++) {
    if ((await others(folder, prefix, own)).length === 0) {
      // made only where it has a chance, so that many who wait do not keep each other out
      await (await open(ownPath, 'wx')).close();
      try {
        if ((await others(folder, prefix, own)).length === 0) {
          return await work({ prefix, isHeld: () => exists(ownPath) });
        }
      } finally {
        await rm(ownPath, { force: true });
      }
    }
    if (Date.now() > deadline) throw new LockedError(`${path} is being written by another program`);
    await new Promise((resume) => setTimeout(resume, Math.random() * Math.min(MAX_PAUSE_MS, 4 + 4 * tries)));
  }
}

/** Names of the locks of others that are alive; those that are not are removed. */
async function others(folder: string, prefix: string, own: string): Promise<string[]> {
  const names = (await readdir(folder)).filter(
    (name) => name.startsWith(prefix) && name.endsWith('.lock') && name !== own,
  );
  const alive: string[] = [];
  for (const name of names) {
    if (await isAlive(join(folder, name), name.slice(prefix.length))) alive.push(name);
    else await rm(join(folder, name), { force: true });
  }
  return alive;
}

async function isAlive(path: string, name: string): Promise<boolean> {
  const [host, pid] = name.split('-');
  if (host === digest(hostname()) && !isRunning(Number(pid))) return false;
  try {
    return Date.now() - (await stat(path)).mtimeMs < STALE_MS;
  } catch {
    return false; // gone meanwhile
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // a process of another user is a process
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

/** Short, whatever the length of a name: names of files have a limit. */
function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 12);
}
