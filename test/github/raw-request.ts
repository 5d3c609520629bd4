import { createConnection } from 'node:net';
import { webhookPath } from '../../src/github/intake/intake.ts';

const megabyte = 1024 * 1024;

/** Writes a request by hand; resolves with the status line, and how many bytes were taken before the end. */
export function stream(port: number, headers: string[], chunks: Iterable<Buffer>, chunked: boolean) {
  return new Promise<{ status: string; written: number }>((resolve, reject) => {
    const socket = createConnection(port, '127.0.0.1');
    let answer = '';
    let written = 0;
    const pending = chunks[Symbol.iterator]();
    const write = () => {
      for (;;) {
        if (answer !== '' || socket.destroyed) return;
        const next = pending.next();
        if (next.done) {
          if (chunked) socket.write('0\r\n\r\n');
          return;
        }
        written += next.value.length;
        const open = chunked
          ? socket.write(
              Buffer.concat([
                Buffer.from(`${next.value.length.toString(16)}\r\n`),
                next.value,
                Buffer.from('\r\n'),
              ]),
            )
          : socket.write(next.value);
        if (!open) return void socket.once('drain', write);
      }
    };
    socket.on('data', (data) => {
      answer += data.toString();
      socket.end();
    });
    socket.on('error', (error) => answer || reject(error));
    socket.on('close', () => resolve({ status: answer.split('\r\n')[0] ?? '', written }));
    socket.write(
      [`POST ${webhookPath} HTTP/1.1`, 'Host: here', 'X-GitHub-Event: issues', ...headers, '', ''].join(
        '\r\n',
      ),
    );
    write();
  });
}

export function* megabytes(count: number): Iterable<Buffer> {
  const chunk = Buffer.alloc(megabyte, 'x');
  for (let n = 0; n < count; n += 1) yield chunk;
}
