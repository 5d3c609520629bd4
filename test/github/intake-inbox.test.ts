import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createInbox } from '../../src/queue/inbox.ts';
import { type Queue, startQueue } from '../../src/queue/queue.ts';
import type { Database } from '../../src/store/core/database.ts';
import { deliveries } from '../../src/store/schema/delivery-schema.ts';
import { databases } from '../support/databases.ts';
import { issueOpened, send, startIntake } from './webhook-sender.ts';

describe.each(databases)('intake into the inbox on $name', ({ open }) => {
  let database: Database;
  let queue: Queue;
  let intake: Awaited<ReturnType<typeof startIntake>>;
  let closed = false;
  beforeEach(async () => {
    closed = false;
    database = await open();
    queue = await startQueue(database);
    intake = await startIntake({ inbox: createInbox(database) });
  });
  afterEach(async () => {
    await intake.close();
    if (closed) return;
    await queue.stop({ timeoutMs: 1_000 });
    await database.close();
  });
  const rows = () => database.system((tx) => tx.select().from(deliveries));
  const post = async (sent: Parameters<typeof send>[1]) => {
    const answer = await send(intake.url, sent);
    const { status } = (await answer.json()) as { status?: string };
    return `${answer.status} ${status ?? ''}`.trim();
  };

  it('keeps the raw bytes and one job before it answers, however often it is sent', async () => {
    const body = issueOpened({ note: '\u0000 日本' });
    const answers = await Promise.all([1, 2, 3, 4].map((n) => post({ body, id: n < 3 ? 'a' : `b${n}` })));
    expect(answers.sort()).toEqual(['202 queued', '202 seen', '202 seen', '202 seen']);
    const [row, ...more] = await rows();
    expect(more).toEqual([]);
    expect(Buffer.from(row?.body ?? []).toString()).toBe(body);
    expect(row).toMatchObject({
      event: 'issues',
      action: 'opened',
      installationId: 7,
      repositoryId: 42,
      status: 'queued',
    });
    expect((await queue.depth()).waiting).toBe(1);
  });

  it('keeps an ignored one without a job', async () => {
    expect(await post({ event: 'star', body: '{"action":"created"}' })).toBe('202 ignored');
    expect(await rows()).toMatchObject([{ status: 'ignored', reason: 'the event star is not used' }]);
    expect((await queue.depth()).waiting).toBe(0);
  });

  it('takes an event under its true name after somebody passed its body off as another', async () => {
    const body = issueOpened();
    expect(await post({ event: 'star', body, id: 'forged' })).toBe('202 ignored');
    expect(await post({ event: 'issues', body, id: 'true' })).toBe('202 queued');
    expect((await queue.depth()).waiting).toBe(1);
  });

  it('answers 503 once the database is gone, and does not say 202', async () => {
    await queue.stop({ timeoutMs: 1_000 });
    await database.close();
    closed = true;
    expect(await post({ body: issueOpened() })).toBe('503');
  });

  it('loses none of 300 that come at once', async () => {
    const answers = await Promise.all(Array.from({ length: 300 }, () => post({ body: issueOpened() })));
    expect(new Set(answers)).toEqual(new Set(['202 queued']));
    expect(await rows()).toHaveLength(300);
    expect((await queue.depth()).waiting).toBe(300);
  });
});
