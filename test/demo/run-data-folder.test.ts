import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDataFolder } from '../../demo/data-folder.ts';
import { freePort } from '../../demo/free-port.ts';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'demo-'));
});
afterEach(() => rmSync(root, { recursive: true }));

describe('the data folder of a demo', () => {
  it('belongs to one process at a time', async () => {
    const folder = await openDataFolder(root, 'story', false);
    await expect(openDataFolder(root, 'story', true)).rejects.toMatchObject({
      message: `Another demo is using ${join(root, 'story')}.`,
      remedy: expect.stringContaining('--data DIR'),
    });
    await folder.release();
    await (await openDataFolder(root, 'story', false)).release();
  });

  it('says whether something was kept', async () => {
    const first = await openDataFolder(root, 'story', false);
    expect(first.kept).toBe(false);
    writeFileSync(first.progress, '');
    await first.release();
    const second = await openDataFolder(root, 'story', false);
    expect(second.kept).toBe(true);
    await second.release();
  });

  it('is emptied when asked, and nothing beside it', async () => {
    const story = await openDataFolder(root, 'story', false);
    const file = await openDataFolder(root, 'file-12345678', false);
    for (const { progress } of [story, file]) writeFileSync(progress, 'x');
    await story.release();
    const fresh = await openDataFolder(root, 'story', true);
    expect(fresh.kept).toBe(false);
    expect(readdirSync(fresh.path)).toEqual([]);
    expect(existsSync(file.progress)).toBe(true);
    await Promise.all([fresh.release(), file.release()]);
  });
});

describe('a port', () => {
  it('that is taken is named with the option to change', async () => {
    const server = createServer();
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    const { port } = server.address() as { port: number };
    await expect(freePort(port, '--port')).rejects.toMatchObject({
      message: `Port ${port} is already in use.`,
      remedy: expect.stringContaining('--port 0'),
    });
    await new Promise((done) => server.close(done));
    expect(await freePort(port, '--port')).toBe(port);
  });

  it('of any number is a real one', async () => {
    expect(await freePort(0, '--port')).toBeGreaterThan(0);
  });
});
