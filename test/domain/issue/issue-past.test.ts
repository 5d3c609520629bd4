import { expect, it } from 'vitest';
import { type PastEvent, unknownPast, withEvents } from '../../../src/domain/issue/issue-past.ts';

const mona = { login: 'mona', id: 1, kind: 'person' } as const;
const bot = { login: 'dispatch[bot]', id: 2, kind: 'bot' } as const;

/** As GitHub lists them: newest first. */
const events: PastEvent[] = [
  { number: 1, by: mona, at: '2026-11-05T00:00:00Z', kind: 'closed' },
  { number: 1, by: bot, at: '2026-11-04T12:00:00Z', kind: 'closed' },
  { number: 1, by: mona, at: '2026-11-04T00:00:00Z', kind: 'unlabeled', label: 'bug' },
  { number: 1, by: bot, at: '2026-11-03T00:00:00Z', kind: 'labeled', label: 'Bug' },
  { number: 1, by: mona, at: '2026-11-02T00:00:00Z', kind: 'renamed', from: 'Second' },
  { number: 1, by: mona, at: '2026-11-01T00:00:00Z', kind: 'renamed', from: 'First' },
];

it('keeps the newest event of a label, the last close and the first title, however the pages are cut', () => {
  const whole = withEvents(unknownPast(1), events);
  expect(whole).toEqual({
    number: 1,
    filedTitle: 'First',
    closedBy: mona,
    labels: { bug: { on: false, by: mona, at: '2026-11-04T00:00:00Z' } },
  });
  for (let cut = 0; cut <= events.length; cut++) {
    const first = withEvents(unknownPast(1), events.slice(0, cut));
    expect(withEvents(first, events.slice(cut))).toEqual(whole);
  }
});

it('is not changed by a page that is read again', () => {
  const once = withEvents(unknownPast(1), events);
  expect(withEvents(once, events)).toEqual(once);
});
