import { createRequire } from 'node:module';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { handledEvents } from '../../src/github/intake/handled-events.ts';
import { fitsEvent } from '../../src/github/intake/payload-shape.ts';
import { memoryInbox, send, startIntake } from './webhook-sender.ts';

type Examples = { name: string; examples: Record<string, unknown>[] }[];
const load = createRequire(import.meta.url);
const hosts = ['api.github.com', 'ghes-31', 'ghes-32', 'ghes-33', 'ghes-34', 'ghes-35'];
const all = hosts.flatMap((host) =>
  (load(`@octokit/webhooks-examples/${host}/index.json`) as Examples).flatMap(({ name, examples }) =>
    examples.map((payload, index) => ({ host, name, payload, what: `${host} ${name} ${index}` })),
  ),
);

describe('every official example payload', () => {
  const inbox = memoryInbox();
  let intake: Awaited<ReturnType<typeof startIntake>>;
  beforeAll(async () => {
    intake = await startIntake({ inbox });
  });
  afterAll(() => intake.close());

  it('is acknowledged: queued, seen, or ignored with a reason', async () => {
    expect(all.length).toBeGreaterThan(500);
    const outcomes = new Map<string, number>();
    for (const { name, payload, what } of all) {
      const answer = await send(intake.url, { event: name, body: JSON.stringify(payload) });
      expect(answer.status, what).toBe(202);
      const { status } = (await answer.json()) as { status: string };
      outcomes.set(status, (outcomes.get(status) ?? 0) + 1);
    }
    expect(intake.errors).toEqual([]);
    expect(outcomes.get('queued')).toBeGreaterThan(50);
    expect(outcomes.get('ignored')).toBeGreaterThan(200);
  });
});

it('fits the event it is an example of, and no other that is handled', () => {
  const wrong = all.flatMap(({ name, payload, what }) =>
    Object.keys(handledEvents)
      .filter((event) => fitsEvent(event, payload) !== (event === name))
      .map((event) => `${what} as ${event}`),
  );
  expect(wrong).toEqual([]);
});
