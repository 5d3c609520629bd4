import { randomUUID } from 'node:crypto';
import { mkdir, readdir, rm, statfs, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The data directory cannot hold the embedded database. The message says why, and what to do. */
export class DataDirectoryUnusable extends Error {
  override readonly name = 'DataDirectoryUnusable';
}

/** What a new database takes, and what one that exists needs to be opened and to grow, in megabytes. */
const neededMb = { new: 150, existing: 50 };
const megabyte = 1024 * 1024;

/**
 * Makes the directory, and finds out whether files can be written in it and whether there is room for a database. PGlite
 * would fail over either with an error that names neither, and may leave half a database behind.
 *
 * @throws DataDirectoryUnusable
 */
export async function prepareDataDirectory(directory: string): Promise<void> {
  await assertWritableDirectory(directory);
  const isNew = (await readdir(directory)).length === 0;
  const problem = await findLackOfRoom(directory, isNew ? neededMb.new : neededMb.existing);
  if (problem) throw new DataDirectoryUnusable(problem);
}

/**
 * What to tell when the embedded database did not start, although its directory could be written to.
 *
 * @param error what it was that PGlite threw: often without a message
 */
export async function explainFailedStart(directory: string, error: unknown): Promise<DataDirectoryUnusable> {
  const problem = await findLackOfRoom(directory, neededMb.existing).catch(() => null);
  if (problem) return new DataDirectoryUnusable(problem, { cause: error });
  const said = error instanceof Error && error.message ? ` (${error.message})` : '';
  return new DataDirectoryUnusable(
    `The embedded database in ${directory} could not be started${said}. If the first start there was cut short, delete ` +
      'the directory and start again; otherwise restore it from a backup, or set DATA_DIR to another directory.',
    { cause: error },
  );
}

async function findLackOfRoom(directory: string, needed: number): Promise<string | null> {
  const { bavail, bsize } = await statfs(directory);
  const freeMb = Math.floor((bavail * bsize) / megabyte);
  if (freeMb >= needed) return null;
  return (
    `Only ${freeMb} MB are free in ${directory}, and the embedded database needs at least ${needed} MB. ` +
    'Free some space, or set DATA_DIR to a directory on a larger disk.'
  );
}

async function assertWritableDirectory(directory: string): Promise<void> {
  const probe = join(directory, `.write-check-${randomUUID()}`);
  try {
    await mkdir(directory, { recursive: true, mode: 0o700 });
    await writeFile(probe, '');
  } catch (error) {
    throw new DataDirectoryUnusable(
      `Nothing can be written in ${directory}: ${await reasonOf(directory, error)}. ` +
        'Make it writable for the user that runs DispatchAI, or set DATA_DIR to another directory.',
      { cause: error },
    );
  } finally {
    await rm(probe, { force: true }).catch(() => undefined);
  }
}

/** Node's recursive mkdir calls a read-only file system ENOENT, so a plain one is tried on the first folder that is missing. */
async function reasonOf(directory: string, error: unknown): Promise<string> {
  let { code } = error as NodeJS.ErrnoException;
  if (code === 'ENOENT') code = await codeOfMissing(directory);
  const reasons: Record<string, string> = {
    EROFS: 'its file system is mounted read-only',
    EACCES: 'the user that runs DispatchAI may not',
    EPERM: 'the user that runs DispatchAI may not',
    ENOSPC: 'the disk is full',
    EDQUOT: "the user's disk quota is used up",
    ENOTDIR: 'a part of the path is a file',
    EEXIST: 'it is a file',
  };
  const known = code !== undefined && Object.hasOwn(reasons, code) ? reasons[code] : undefined;
  return known ?? (error as Error).message;
}

async function codeOfMissing(directory: string): Promise<string | undefined> {
  const parts = directory.split('/');
  for (let length = 2; length <= parts.length; length += 1) {
    const folder = parts.slice(0, length).join('/');
    const failure = await mkdir(folder).then(
      () => undefined,
      ({ code }: NodeJS.ErrnoException) => code,
    );
    // A folder that exists says so, or that the file system is read-only: which of the two is decided by the missing one.
    if (failure === undefined || failure === 'EEXIST') continue;
    return failure;
  }
  return undefined;
}
