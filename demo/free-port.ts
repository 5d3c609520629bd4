import { createServer } from 'node:net';
import { Problem } from './problem.ts';

/**
 * The port itself when nobody listens on it at 127.0.0.1, or a free one for 0: both servers have to know
 * their own address
 * before they listen. Throws a Problem that names the option to change.
 */
export async function freePort(port: number, option: string): Promise<number> {
  const server = createServer();
  await new Promise<void>((done, failed) => {
    server.once('error', failed);
    server.listen(port, '127.0.0.1', done);
  }).catch((error: NodeJS.ErrnoException) => {
    const why =
      error.code === 'EADDRINUSE' ? 'is already in use' : `can't be used (${error.code ?? error.message})`;
    throw new Problem(
      `Port ${port} ${why}.`,
      `Choose another one with ${option} N, or any free port with ${option} 0.`,
      { cause: error },
    );
  });
  const address = server.address();
  await new Promise((done) => server.close(done));
  if (address === null || typeof address === 'string') throw new Error('a TCP server has a port');
  return address.port;
}
