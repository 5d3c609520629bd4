import { spawn, spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDatabase } from '../../../src/store/core/open-database.ts';

let directory: string;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'dispatch-data-'));
});
afterEach(async () => {
  await rm(directory, { recursive: true, force: true });
});

it('names a file that stands in the way', async () => {
  await writeFile(join(directory, 'data'), '');
  await expect(openDatabase({ dataDir: join(directory, 'data', 'database') })).rejects.toMatchObject({
    name: 'DataDirectoryUnusable',
    message: expect.stringContaining('a part of the path is a file. Make it writable'),
  });
});

it('names a database that was only half made', async () => {
  const dataDir = join(directory, 'database');
  await mkdir(dataDir);
  await writeFile(join(dataDir, 'PG_VERSION'), '18\n');
  await expect(openDatabase({ dataDir })).rejects.toMatchObject({
    name: 'DataDirectoryUnusable',
    message: expect.stringMatching(
      /^The embedded database in .* could not be started.*restore it from a backup/,
    ),
  });
});

/** File systems of a test's own need a mount namespace, which not every system gives. */
const canMount = spawnSync('unshare', ['--map-root-user', '--mount', 'true']).status === 0;

if (!canMount)
  console.warn(
    'Full and read-only disks are SKIPPED: `unshare --map-root-user --mount` is not allowed here.',
  );

describe.skipIf(!canMount)('on a file system of its own', () => {
  /** What opening a database says in a process that sees `commands` done to the directory first. */
  function open(commands: string): Promise<string> {
    const script = `
      const { openDatabase } = await import(${JSON.stringify(join(import.meta.dirname, '../../../src/store/core/open-database.ts'))});
      await openDatabase({ dataDir: process.argv[1] }).then(
        async (database) => { await database.close(); console.log('opened'); },
        (error) => console.log(error.name + ': ' + error.message));`;
    const child = spawn(
      'unshare',
      [
        ...['--map-root-user', '--mount', 'sh', '-c'],
        `set -e; ${commands.replaceAll('DIR', directory)}; exec "$0" --input-type=module -e "$1" "$2"`,
        ...[process.execPath, script, join(directory, 'data', 'database')],
      ],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    );
    let said = '';
    child.stdout.on('data', (text) => {
      said += text;
    });
    return new Promise((resolve) => child.once('close', () => resolve(said.trim())));
  }

  it('says that a read-only one is read-only, before and after the directory was made', {
    timeout: 180_000,
  }, async () => {
    const told = `DataDirectoryUnusable: Nothing can be written in ${directory}/data/database: its file system is mounted read-only. Make it writable for the user that runs DispatchAI, or set DATA_DIR to another directory.`;
    expect(await open('mount -t tmpfs -o ro tmpfs DIR')).toBe(told);
    expect(
      await open('mount -t tmpfs tmpfs DIR; mkdir -p DIR/data/database; mount -o remount,ro tmpfs DIR'),
    ).toBe(told);
  });

  it('says how much room is missing, and leaves no half a database behind', {
    timeout: 180_000,
  }, async () => {
    expect(await open('mount -t tmpfs -o size=20m tmpfs DIR')).toBe(
      `DataDirectoryUnusable: Only 20 MB are free in ${directory}/data/database, and the embedded database needs at least 150 MB. Free some space, or set DATA_DIR to a directory on a larger disk.`,
    );
  });

  it('opens where there is room', { timeout: 180_000 }, async () => {
    expect(await open('mount -t tmpfs -o size=200m tmpfs DIR')).toBe('opened');
  });
});
