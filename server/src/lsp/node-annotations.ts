import { randomBytes } from 'node:crypto';
import {
  access,
  constants,
  type FileHandle,
  open,
  readdir,
  readFile,
  realpath,
  rename,
  rm,
  stat,
} from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type MergeConflict, mergeSidecars } from '../annotations/merge.ts';
import type { AnnotationChange } from '../annotations/model.ts';
import {
  editSidecar,
  readSidecar,
  type SidecarFile,
  sidecarBytes,
  UnreadableSidecarError,
} from '../annotations/sidecar.ts';
import { type Lock, LockedError, withLock } from './node-lock.ts';

// Sidecars on a disk. A save reads what is there, merges, writes beside it and renames: at every moment the file is the old one or the new.

/** Milliseconds that a save waits for another. */
const LOCK_TIMEOUT = 10_000;
/** Times that a file may change between reading and renaming by a program that knows nothing of the lock (git, an editor). */
const MAX_TRIES = 8;
/** A new sidecar may be read by whom the folder lets. */
const NEW_MODE = 0o666;

export type SaveErrorCode =
  /** No space, quota or size of file left. */
  | 'disk-full'
  /** The folder or the disk cannot be written. */
  | 'read-only'
  /** Another program holds the lock, or writes the file again and again. */
  | 'locked'
  /** What is there cannot be read (UTF-16, too large) and is not replaced. */
  | 'unreadable'
  /** Anything else; see `cause`. */
  | 'failed';

/** A save that was not done: the file is as it was. */
export class SaveError extends Error {
  override readonly name = 'SaveError';
  readonly code: SaveErrorCode;
  readonly path: string;

  constructor(code: SaveErrorCode, path: string, cause: unknown) {
    super(`${path}: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
    this.code = code;
    this.path = path;
  }
}

export interface Saved {
  /** What is in the file now: the next changes are made to this. */
  readonly file: SidecarFile;
  /** Where others had changed the same. */
  readonly conflicts: readonly MergeConflict[];
}

/** The sidecar at a path; an empty one where there is none. Throws what reading throws. */
export async function loadSidecar(path: string): Promise<SidecarFile> {
  return readSidecar(await readBytes(path));
}

/**
 * Makes changes to the sidecar at a path. `base`: what the changes were made to, as it was loaded or saved last; what others have written
 * since is merged. Returns when the new content is on the disk. Throws `SaveError`, and then nothing was changed.
 */
export async function saveSidecar(
  path: string,
  base: SidecarFile,
  changes: readonly AnnotationChange[],
): Promise<Saved> {
  let target = path;
  try {
    const ours = editSidecar(base, changes);
    // a link stays one
    target = await realpath(path).catch(() => path);
    return await withLock(target, LOCK_TIMEOUT, (lock) => mergeInto(target, base, ours, lock));
  } catch (error) {
    throw error instanceof SaveError ? error : new SaveError(codeOf(error), target, error);
  }
}

async function mergeInto(path: string, base: SidecarFile, ours: SidecarFile, lock: Lock): Promise<Saved> {
  await removeLeftovers(path, lock);
  for (let tries = 0; tries < MAX_TRIES; tries++) {
    const before = await stamp(path);
    const bytes = await readBytes(path);
    const theirs = readSidecar(bytes);
    // a file that its owner protects could be replaced all the same, as only its folder is written
    if (before !== undefined) await access(path, constants.W_OK);
    const { file, conflicts } = mergeSidecars(base, ours, theirs);
    const wanted = sidecarBytes(file);
    if (Buffer.compare(wanted, bytes) === 0) return { file, conflicts };
    const temporary = join(dirname(path), `${lock.prefix}${process.pid}-${randomBytes(6).toString('hex')}.tmp`);
    try {
      await writeThrough(temporary, wanted, before?.mode ?? NEW_MODE);
      // who does not know the lock may have written meanwhile
      if ((await stamp(path))?.text !== before?.text) continue;
      if (!(await lock.isHeld())) throw new LockedError(`${path} was taken over by another program`);
      await renameOver(temporary, path);
    } finally {
      await rm(temporary, { force: true });
    }
    await syncFolder(dirname(path));
    return { file: readSidecar(wanted), conflicts };
  }
  throw new LockedError(`${path} is written again and again`);
}

/** What tells one state of a file from another. */
async function stamp(path: string): Promise<{ text: string; mode: number } | undefined> {
  try {
    const { ino, size, mtimeNs, ctimeNs, mode } = await stat(path, { bigint: true });
    return { text: [ino, size, mtimeNs, ctimeNs].join(' '), mode: Number(mode) & 0o777 };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

async function readBytes(path: string): Promise<Uint8Array> {
  try {
    return await readFile(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return new Uint8Array(0);
    throw error;
  }
}

/** Writes a new file and does not return before it is on the disk. */
async function writeThrough(path: string, bytes: Uint8Array, mode: number): Promise<void> {
  const file: FileHandle = await open(path, 'wx', mode);
  try {
    await file.writeFile(bytes);
    // the mode that is asked for goes through the mask of the process
    if (mode !== NEW_MODE) await file.chmod(mode).catch(() => undefined);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** On Windows a file that a scanner or an editor has open for a moment cannot be replaced. */
async function renameOver(from: string, to: string): Promise<void> {
  for (let tries = 0; ; tries++) {
    try {
      await rename(from, to);
      return;
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (process.platform !== 'win32' || tries >= 10 || !['EPERM', 'EACCES', 'EBUSY'].includes(code ?? ''))
        throw error;
      await new Promise((resume) => setTimeout(resume, 20));
    }
  }
}

/** The new name is on the disk as well then; some systems cannot do that, and need not. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r').catch(() => undefined);
  await handle?.sync().catch(() => undefined);
  await handle?.close();
}

/** What a program that was ended while it saved has left: whoever holds the lock is the only one who writes. */
async function removeLeftovers(path: string, { prefix }: Lock): Promise<void> {
  for (const name of await readdir(dirname(path))) {
    if (name.startsWith(prefix) && name.endsWith('.tmp')) await rm(join(dirname(path), name), { force: true });
  }
}

function codeOf(error: unknown): SaveErrorCode {
  if (error instanceof LockedError) return 'locked';
  if (error instanceof UnreadableSidecarError) return 'unreadable';
  switch ((error as NodeJS.ErrnoException).code) {
    case 'ENOSPC':
    case 'EDQUOT':
    case 'EFBIG':
      return 'disk-full';
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return 'read-only';
    default:
      return 'failed';
  }
}
