import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { DirectoryHeld, lockDirectory } from '../../../src/store/core/directory-lock.ts';
import { resetDatabase } from '../../../src/store/core/reset-database.ts';

let directory: string;
const children: ChildProcess[] = [];

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'dispatch-lock-'));
});
afterEach(async () => {
  // Gone before the directory is: the next one may be given the same inode.
  for (const child of children.splice(0)) {
    if (child.exitCode !== null || child.signalCode !== null) continue;
    const died = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGKILL');
    await died;
  }
  await rm(directory, { recursive: true, force: true });
});

/** Another process that takes the lock and says whether it got it. */
async function other(): Promise<{ child: ChildProcess; said: string }> {
  const script = `
    const { lockDirectory } = await import(${JSON.stringify(join(import.meta.dirname, '../../../src/store/core/directory-lock.ts'))});
    try { await lockDirectory(${JSON.stringify(directory)}); console.log('held'); setInterval(() => {}, 1000); }
    catch (error) { console.log(error.name); }`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  children.push(child);
  const said = await new Promise<string>((resolve) =>
    child.stdout?.once('data', (text) => resolve(String(text).trim())),
  );
  return { child, said };
}

it('refuses a second process, and is free once the first was killed', async () => {
  const first = await other();
  expect(first.said).toBe('held');
  expect((await other()).said).toBe('DirectoryHeld');
  await expect(lockDirectory(directory)).rejects.toBeInstanceOf(DirectoryHeld);
  await expect(resetDatabase({ dataDir: directory })).rejects.toBeInstanceOf(DirectoryHeld);
  const died = new Promise((resolve) => first.child.once('exit', resolve));
  first.child.kill('SIGKILL');
  await died;
  const unlock = await lockDirectory(directory);
  expect((await other()).said).toBe('DirectoryHeld');
  await unlock();
  expect((await other()).said).toBe('held');
});

it('knows the directory under another name', async () => {
  const unlock = await lockDirectory(directory);
  const alias = `${directory}-alias`;
  await symlink(directory, alias);
  await expect(lockDirectory(alias)).rejects.toBeInstanceOf(DirectoryHeld);
  await rm(alias);
  await unlock();
});
