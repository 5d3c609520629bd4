import { createConnection } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { webhookPath } from '../../src/github/intake.ts';
import { issueOpened, memoryInbox, send, sign, startIntake } from './webhook-sender.ts';

const running: { close: () => Promise<void> }[] = [];
afterEach(async () => {
  for (const intake of running.splice(0)) await intake.close();
});

async function start(options: Partial<Parameters<typeof startIntake>[0]> = {}) {
  const inbox = memoryInbox();
  const intake = await startIntake({ inbox, ...options });
  running.push(intake);
  return { ...intake, inbox };
}

const megabyte = 1024 * 1024;
const forged = `sha256=${'0'.repeat(64)}`;

/** Writes a request by hand; resolves with the status line, and how many bytes were taken before the end. */
function stream(port: number, headers: string[], chunks: Iterable<Buffer>, chunked: boolean) {
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

function* megabytes(count: number): Iterable<Buffer> {
  const chunk = Buffer.alloc(megabyte, 'x');
  for (let n = 0; n < count; n += 1) yield chunk;
}

describe('a body', () => {
  it('of 24 MB is taken when it is signed', async () => {
    const { url, inbox } = await start();
    const body = issueOpened({ filler: 'x'.repeat(24 * megabyte) });
    expect((await send(url, { body })).status).toBe(202);
    expect(inbox.kept[0]?.body.length).toBe(body.length);
  });

  it('that announces more than 25 MB is refused unread', async () => {
    const { port, inbox } = await start();
    const headers = [`Content-Length: ${200 * megabyte}`, `X-Hub-Signature-256: ${forged}`];
    const { status, written } = await stream(port, headers, megabytes(0), false);
    expect(status).toContain('413');
    expect(written).toBe(0);
    expect(inbox.kept).toHaveLength(0);
  });

  it('without a length is refused once it passes 25 MB', async () => {
    const { port, inbox } = await start();
    const headers = ['Transfer-Encoding: chunked', `X-Hub-Signature-256: ${forged}`];
    const { status, written } = await stream(port, headers, megabytes(200), true);
    expect(status).toContain('413');
    expect(written).toBeLessThan(100 * megabyte);
    expect(inbox.kept).toHaveLength(0);
  });

  it('without any signature is refused unread', async () => {
    const { port } = await start();
    const { status } = await stream(port, ['Transfer-Encoding: chunked'], megabytes(0), true);
    expect(status).toContain('401');
  });

  it('that stops coming is refused with 408', async () => {
    const { port, inbox } = await start({ bodyTimeoutMs: 100 });
    const headers = ['Content-Length: 1000', `X-Hub-Signature-256: ${forged}`];
    const { status } = await stream(port, headers, [Buffer.alloc(10)], false);
    expect(status).toContain('408');
    expect(inbox.kept).toHaveLength(0);
  });

  it.each(['-1', '1e3', '0x10', 'NaN'])('with the length %s never reaches us', async (length) => {
    const { port, inbox } = await start();
    const { status } = await stream(
      port,
      [`Content-Length: ${length}`, `X-Hub-Signature-256: ${forged}`],
      [],
      false,
    );
    expect(status).toContain('400');
    expect(inbox.kept).toHaveLength(0);
  });

  it('that is compressed is not unpacked: its bytes are what is signed', async () => {
    const { url } = await start();
    const body = issueOpened();
    const answer = await fetch(url, {
      method: 'POST',
      body,
      headers: {
        'content-encoding': 'gzip',
        'x-github-event': 'issues',
        'x-github-delivery': 'z',
        'x-hub-signature-256': await sign(body),
      },
    });
    expect(answer.status).toBe(202);
  });
});

describe('many large bodies at once', () => {
  it('are all taken in turn when they are signed', async () => {
    const { url, inbox } = await start();
    const bodies = Array.from({ length: 6 }, () => issueOpened({ filler: 'x'.repeat(5 * megabyte) }));
    const answers = await Promise.all(bodies.map((body) => send(url, { body })));
    expect(answers.map((answer) => answer.status)).toEqual(Array(6).fill(202));
    expect(inbox.kept).toHaveLength(6);
  });

  it('do not keep small ones out while they dawdle', async () => {
    const { port, url } = await start({ bodyTimeoutMs: 5_000 });
    const headers = [`Content-Length: ${20 * megabyte}`, `X-Hub-Signature-256: ${forged}`];
    const slow = Array.from({ length: 5 }, () =>
      stream(port, headers, megabytes(3), false).catch(() => null),
    );
    expect((await send(url, { body: issueOpened() })).status).toBe(202);
    await running.pop()?.close();
    await Promise.all(slow);
  });
});
