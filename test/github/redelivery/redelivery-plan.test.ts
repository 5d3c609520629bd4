import { describe, expect, it } from 'vitest';
import { type Attempt, planRedelivery } from '../../../src/github/redelivery/redelivery-plan.ts';

const now = Date.parse('2026-11-22T12:00:00Z');
const attempt = (id: number, guid: string, ok: boolean, minutesAgo: number): Attempt => ({
  ...{ id, guid, ok },
  deliveredAt: new Date(now - minutesAgo * 60_000).toISOString(),
});

describe('what is asked for again', () => {
  it('is each delivery with no attempt that went well, once, oldest first', () => {
    const attempts = [
      attempt(9, 'c', false, 1),
      attempt(8, 'a', true, 2),
      attempt(7, 'b', false, 30),
      attempt(6, 'b', false, 60),
      attempt(5, 'a', false, 90),
    ];
    const { due, waiting } = planRedelivery(attempts, {}, now);
    expect(due.map(({ id }) => id)).toEqual([7, 9]);
    expect(waiting).toEqual({});
  });

  it('is not one that was asked for a moment ago, until its next attempt failed or it takes too long', () => {
    const failed = [attempt(6, 'b', false, 60)];
    const twoMinutesAgo = now - 120_000;
    expect(planRedelivery(failed, { b: twoMinutesAgo }, now)).toEqual({
      due: [],
      waiting: { b: twoMinutesAgo },
    });
    expect(planRedelivery(failed, { b: now - 11 * 60_000 }, now).due).toHaveLength(1);
    const again = [attempt(8, 'b', false, 1), ...failed];
    expect(planRedelivery(again, { b: twoMinutesAgo }, now).due.map(({ id }) => id)).toEqual([8]);
  });
});
