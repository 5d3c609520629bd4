import { mkdir, stat, unlink } from 'node:fs/promises';
import { connect, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Another process has the data directory open. */
export class DirectoryHeld extends Error {
  override readonly name = 'DirectoryHeld';
}

/**
 * Takes the data directory for this process: two processes on one embedded database silently lose each other's rows.
 * The lock is a listening socket named by the directory's device and inode, so links and other spellings of the path
 * meet the same lock, and the kernel frees it however the process ends.
 *
 * @returns frees the lock
 * @throws DirectoryHeld when another process (or this one) has it
 */
export async function lockDirectory(directory: string): Promise<() => Promise<void>> {
  await mkdir(directory, { recursive: true, mode: 0o700 });
  const { dev, ino } = await stat(directory, { bigint: true });
  const name = `dispatchai-${dev}-${ino}`;
  const server = await hold(address(name), directory);
  server.unref();
  return () => new Promise((resolve) => server.close(() => resolve()));
}

/** Linux and Windows have socket names that vanish with the process; elsewhere it is a file in the temporary folder. */
function address(name: string): string {
  if (process.platform === 'linux') return `\0${name}`;
  if (process.platform === 'win32') return `\\\\.\\pipe\\${name}`;
  return join(tmpdir(), `${name}.sock`);
}

async function hold(path: string, directory: string): Promise<Server> {
  try {
    return await listen(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
  }
  if (path.endsWith('.sock') && !(await answers(path))) {
    await unlink(path).catch(() => undefined);
    return listen(path);
  }
  throw new DirectoryHeld(
    `${directory} is in use by another DispatchAI process. Stop it, or choose another DATA_DIR.`,
  );
}

function listen(path: string): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = createServer((socket) => socket.destroy());
    server.once('error', reject);
    server.listen(path, () => resolve(server));
  });
}

function answers(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(path);
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
    socket.once('connect', () => socket.destroy());
  });
}
