import { afterEach, expect, it } from 'vitest';
import { clientAddress } from '../../src/ops/client-address.ts';
import { createRateLimit } from '../../src/ops/rate-limit.ts';
import { issueOpened, memoryInbox, send, startIntake } from './webhook-sender.ts';

let intake: Awaited<ReturnType<typeof startIntake>>;
afterEach(() => intake.close());

function start(inbox = memoryInbox()) {
  const limit = createRateLimit({ points: 100, window: 60 });
  return startIntake({
    inbox,
    tooMany: async (address) => !(await limit.take(address)).allowed,
    addressOf: (request) => clientAddress(request, 0),
  });
}

const count = (statuses: number[], status: number) => statuses.filter((one) => one === status).length;

it('takes 1,000 signed deliveries on 1,000 connections at once, all from one address', async () => {
  const inbox = memoryInbox();
  intake = await start(inbox);
  const bodies = Array.from({ length: 1_000 }, () => issueOpened());
  const answers = await Promise.all(bodies.map((body) => send(intake.url, { body })));
  expect(
    count(
      answers.map(({ status }) => status),
      202,
    ),
  ).toBe(1_000);
  expect(inbox.kept).toHaveLength(1_000);
});

it('answers 100 unsigned ones in a minute with 401, the others with 429, and signed ones still with 202', async () => {
  intake = await start();
  const body = issueOpened();
  const answers = await Promise.all(
    Array.from({ length: 150 }, () => send(intake.url, { body, signature: null })),
  );
  const statuses = answers.map(({ status }) => status);
  expect([count(statuses, 401), count(statuses, 429)]).toEqual([100, 50]);
  expect((await send(intake.url, { body })).status).toBe(202);
});
