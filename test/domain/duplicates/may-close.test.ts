import { describe, expect, it } from 'vitest';
import { type LastLook, mayClose } from '../../../src/domain/duplicates/may-close.ts';
import type { Issue } from '../../../src/domain/issue/issue.ts';
import { issue } from '../words.ts';

const by = { login: 'mirela', id: 7, kind: 'person' as const };
const link = { state: 'linked' as const, by, at: '2026-05-01T00:00:00Z', keptOpen: null, canonical: 2 };
const later = Date.parse('2026-05-05T00:00:00Z');
const look = (more: Partial<LastLook> = {}, of: Partial<Issue> = {}): LastLook => ({
  issue: { ...issue(), state: 'open', assignees: [], locked: false, ...of },
  canonical: { ...issue(), state: 'open' },
  since: [],
  ...more,
});

describe('closing a duplicate', () => {
  it('waits for the days that the settings name, then closes', () => {
    expect(mayClose(link, look(), 3, Date.parse('2026-05-03T23:59:59Z'))).toEqual({
      do: 'wait',
      until: Date.parse('2026-05-04T00:00:00Z'),
    });
    expect(mayClose(link, look(), 3, later)).toEqual({ do: 'close' });
  });

  it.each([
    ['a proposal', mayClose({ ...link, state: 'proposed' }, look(), 3, later)],
    ['a bot’s link', mayClose({ ...link, by: null }, look(), 3, later)],
    ['kept open', mayClose({ ...link, keptOpen: 'The author reopened it.' }, look(), 3, later)],
    ['a comment', mayClose(link, look({ since: [{ kind: 'commented', by }] }), 3, later)],
    ['a thumbs down', mayClose(link, look({ since: [{ kind: 'thumbs down', by }] }), 3, later)],
    ['a reopen', mayClose(link, look({ since: [{ kind: 'reopened', by }] }), 3, later)],
    ['an assignment', mayClose(link, look({ since: [{ kind: 'assigned', by }] }), 3, later)],
    ['an assignee', mayClose(link, look({}, { assignees: ['mirela'] }), 3, later)],
    ['closed already', mayClose(link, look({}, { state: 'closed' }), 3, later)],
    ['locked', mayClose(link, look({}, { locked: true }), 3, later)],
    ['the other one gone', mayClose(link, look({ canonical: null }), 3, later)],
    [
      'the other one a duplicate',
      mayClose(
        link,
        look({ canonical: { ...issue(), state: 'closed', stateReason: 'duplicate' } }),
        3,
        later,
      ),
    ],
  ])('does not come with %s', (_, verdict) => expect(verdict.do).toBe('keep'));

  it.each([
    ['2026-01-01T00:00:00Z', 'completed', 'regression?'],
    ['2026-05-02T00:00:00Z', 'completed', 'solved in'],
    ['2026-05-02T00:00:00Z', 'not_planned', 'not planned'],
  ])(
    'leaves it to a person where the other one was closed at %s as %s',
    (closedAt, stateReason, relation) => {
      const canonical = { ...issue(), state: 'closed' as const, closedAt, stateReason };
      const verdict = mayClose(link, look({ canonical }, { createdAt: '2026-04-01T00:00:00Z' }), 3, later);
      expect(verdict).toEqual({ do: 'keep', why: { code: 'canonical_closed', canonical: 2, relation } });
    },
  );
});
