import { describe, expect, it } from 'vitest';
import { type InboxCandidate, orderInbox } from '../../../src/domain/inbox/inbox-order.ts';

const now = Date.UTC(2026, 10, 22);
const candidate = (number: number, more: Partial<InboxCandidate> = {}): InboxCandidate => ({
  number,
  values: [{ dimension: 'category', value: 'bug', confidence: 0.8 }],
  similar: [],
  createdAt: new Date(now).toISOString(),
  ...more,
});
const order = (...candidates: InboxCandidate[]) => orderInbox(candidates, now).map(({ number }) => number);
const sure = (confidence: number) => [{ dimension: 'category' as const, value: 'bug', confidence }];

describe('the order of the Inbox', () => {
  it('puts the uncertain before the sure, and what nothing could be said of before both', () => {
    expect(
      order(
        candidate(3, { values: sure(0.95) }),
        candidate(2, { values: sure(0.55) }),
        candidate(1, { values: [] }),
      ),
    ).toEqual([1, 2, 3]);
  });

  it('puts what may be critical first', () => {
    const critical = [...sure(0.9), { dimension: 'priority' as const, value: 'critical', confidence: 0.7 }];
    expect(order(candidate(1, { values: sure(0.55) }), candidate(2, { values: critical }))).toEqual([2, 1]);
  });

  it('lets what waits longer go before, and of equals the newer', () => {
    const old = new Date(now - 20 * 86_400_000).toISOString();
    expect(order(candidate(1, { createdAt: old }), candidate(2), candidate(3))).toEqual([1, 3, 2]);
  });

  it('groups those that resemble each other, also through another, and say the same', () => {
    const like = (number: number, similarity = 0.6) => [{ number, similarity }];
    const places = orderInbox(
      [
        candidate(1),
        candidate(2, { similar: like(1) }),
        candidate(3, { similar: like(2) }),
        candidate(4, { similar: like(1, 0.1) }),
        candidate(5, {
          similar: like(1),
          values: [{ dimension: 'category', value: 'feature', confidence: 0.8 }],
        }),
        candidate(6, { similar: like(99) }),
      ],
      now,
    );
    const alike = Object.fromEntries(places.map((place) => [place.number, place.alike]));
    expect(alike).toEqual({ 1: [2, 3], 2: [1, 3], 3: [1, 2], 4: [], 5: [], 6: [] });
    expect(
      places
        .slice(0, 3)
        .map(({ number }) => number)
        .sort(),
    ).toEqual([1, 2, 3]);
  });

  it('does not group those of which nothing could be said', () => {
    const similar = [{ number: 1, similarity: 0.9 }];
    const places = orderInbox([candidate(1, { values: [] }), candidate(2, { values: [], similar })], now);
    expect(places.every(({ alike }) => alike.length === 0)).toBe(true);
  });
});
