import { expect, it } from 'vitest';
import { createRateLimit } from '../../src/ops/rate-limit.ts';

const minute = 60_000;

function limitAt(start = 1_000 * minute) {
  const clock = { now: start };
  return { clock, limit: createRateLimit({ points: 100, window: 60, now: () => clock.now }) };
}

async function allowed(
  limit: { take(key: string): Promise<{ allowed: boolean }> },
  times: number,
  key = 'a',
) {
  const taken = await Promise.all(Array.from({ length: times }, () => limit.take(key)));
  return taken.filter((one) => one.allowed).length;
}

it('allows 100 in a minute and refuses the 101st, however many ask at once', async () => {
  const { limit } = limitAt();
  expect(await allowed(limit, 100)).toBe(100);
  expect(await limit.take('a')).toEqual({ allowed: false, retryAfter: 60, remaining: 0 });
  expect(await allowed(limit, 500)).toBe(0);
});

it('counts each key by itself', async () => {
  const { limit } = limitAt();
  await allowed(limit, 100, 'a');
  expect(await allowed(limit, 100, 'b')).toBe(100);
});

it('slides: a burst before a full minute leaves no room for another right after it', async () => {
  const { clock, limit } = limitAt(1_000 * minute + 59_000);
  expect(await allowed(limit, 100)).toBe(100);
  clock.now += 2_000;
  expect(await allowed(limit, 100)).toBeLessThanOrEqual(2);
  clock.now += 30_000;
  const half = await allowed(limit, 100);
  expect(half).toBeGreaterThan(40);
  expect(half).toBeLessThan(60);
});

it('forgets after two minutes', async () => {
  const { clock, limit } = limitAt();
  await allowed(limit, 100);
  clock.now += 2 * minute;
  expect(await allowed(limit, 100)).toBe(100);
});

it('does not let refused requests push the end of the wait away', async () => {
  const { clock, limit } = limitAt();
  await allowed(limit, 100);
  await allowed(limit, 1_000);
  clock.now += 2 * minute - 1;
  expect(await allowed(limit, 10)).toBe(10);
});
