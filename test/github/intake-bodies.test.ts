import { afterEach, describe, expect, it } from 'vitest';
import { megabytes, stream } from './raw-request.ts';
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
