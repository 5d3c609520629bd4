import { readdir, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { DirectoryHeld, lockDirectory } from '../src/store/core/directory-lock.ts';
import { Problem } from './problem.ts';

/** Where one set of issues keeps what it needs to go on later. */
export interface DataFolder {
  path: string;
  /** The App's embedded database. */
  database: string;
  /** The local GitHub's state. */
  github: string;
  /** Which lines were opened as which issue. */
  progress: string;
  /** The App's log, JSON Lines. */
  log: string;
  /** False on a first run, and after `fresh`. */
  kept: boolean;
  /** Lets another process have the folder. */
  release(): Promise<void>;
}

/**
 * Takes the folder `name` under `root` for this process and empties it where `fresh`; nothing beside it is
 * touched. Throws
 * a Problem when another demo has it.
 */
export async function openDataFolder(root: string, name: string, fresh: boolean): Promise<DataFolder> {
  const path = resolve(root, name);
  const release = await lock(path);
  if (fresh)
    for (const entry of await readdir(path)) await rm(join(path, entry), { recursive: true, force: true });
  const progress = join(path, 'progress.jsonl');
  return {
    path,
    database: join(path, 'database'),
    github: join(path, 'github.json'),
    progress,
    log: join(path, 'dispatch.log'),
    kept: (await readdir(path)).includes('progress.jsonl'),
    release,
  };
}

async function lock(path: string): Promise<() => Promise<void>> {
  try {
    return await lockDirectory(path);
  } catch (error) {
    if (error instanceof DirectoryHeld)
      throw new Problem(
        `Another demo is using ${path}.`,
        'Stop it with Ctrl-C, or use a different folder with --data DIR.',
        {
          cause: error,
        },
      );
    throw new Problem(
      `The folder ${path} can't be used: ${error instanceof Error ? error.message : error}.`,
      'Choose another with --data DIR.',
      {
        cause: error,
      },
    );
  }
}
