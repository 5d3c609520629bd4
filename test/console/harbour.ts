import type { IssueDetail } from '../../src/read/console.ts';
import type { World } from './memory-world.ts';
import { ledger, tide, tideLabels, triaged, value, waiting } from './situations.ts';

const ago = (minutes: number) => {
  const at = new Date(Date.now() - minutes * 60_000).toISOString();
  return { createdAt: at, updatedAt: at };
};
const by = (login: string, authorAssociation = 'NONE') => ({
  author: { login, id: 1, kind: 'person' as const },
  authorAssociation,
});

const crashBody = `### What happens

After the update to **2.4.1** the app closes by itself when a shared calendar is opened that has an event without an end.

\`\`\`
TypeError: Cannot read properties of undefined (reading 'getTime')
    at durationOf (sync/calendar.js:118:21)
    at Array.map (<anonymous>)
    at renderWeek (views/week.js:42:9)
\`\`\`

### Steps

1. Subscribe to any feed with an all-day event
2. Open the *week* view
3. Wait for the first sync

| system | version |
| --- | --- |
| Android | 15 |
| App | 2.4.1 (2.4.0 was fine) |

- [x] I looked for the same problem first
- [ ] I can send the feed

![the moment it closes](https://example.com/shot.png)
`;

/** A small product's repository as a maintainer would meet it on a working day. */
export function harbour(): World[] {
  const details: IssueDetail[] = [
    waiting(148, 'Reminder sounds twice when two devices are awake', { ...ago(0.2), ...by('ulrik') }),
    triaged(
      waiting(147, 'App closes when a shared calendar has an event without an end', {
        ...ago(3),
        ...by('mirela-k', 'FIRST_TIME_CONTRIBUTOR'),
        body: crashBody,
      }),
      [
        value({
          why: 'Applied: a stack trace and “closes by itself”, like #112 and #131. 0.94 clears 0.80.',
        }),
        value({
          dimension: 'area',
          value: 'area: calendar',
          label: 'area: calendar',
          confidence: 0.88,
          why: 'Applied: the text names calendars and feeds, which the label describes.',
          reasons: [
            { kind: 'text', text: 'names “calendar”, “feed”', weight: 1.6 },
            { kind: 'similar', text: 'like #131', weight: 0.7 },
          ],
        }),
        value({
          dimension: 'priority',
          value: 'high',
          label: 'priority: high',
          confidence: 0.71,
          autonomy: 'suggest',
          why: 'Suggested: 0.71 is below the threshold of 0.80.',
          reasons: [
            { kind: 'keyword', text: 'a crash after an update', weight: 1.1 },
            { kind: 'text', text: 'one report so far', weight: -0.5 },
          ],
          decidedBy: ['local v3', 'keywords'],
        }),
      ],
      {
        similar: [
          {
            number: 131,
            title: 'Week view crashes on all-day events from a feed',
            state: 'closed',
            stateReason: 'completed',
            labels: ['bug', 'area: calendar'],
            similarity: 0.81,
            shared: [{ kind: 'words', texts: ['renderWeek', 'all-day', 'feed'] }],
          },
          {
            number: 112,
            title: 'TypeError in durationOf since 2.3',
            state: 'closed',
            stateReason: 'duplicate',
            labels: ['bug'],
            similarity: 0.64,
            shared: [{ kind: 'frames', texts: ['durationOf'] }],
          },
          {
            number: 96,
            title: 'Subscribe to a calendar feed with a password',
            state: 'open',
            stateReason: null,
            labels: ['enhancement'],
            similarity: 0.41,
            shared: [{ kind: 'words', texts: ['calendar feed'] }],
          },
        ],
        missing: ['the version of the device’s system'],
      },
    ),
    triaged(waiting(146, 'How do I move my lists to another account?', { ...ago(21), ...by('jo-ann') }), [
      value({ value: 'question', label: 'question', confidence: 0.91, why: 'Applied: the title asks how.' }),
    ]),
    triaged(
      waiting(145, 'Export to PDF cuts off long titles', { ...ago(47), ...by('peerless42', 'CONTRIBUTOR') }),
      [
        value({ confidence: 0.76, autonomy: 'suggest', why: 'Suggested: 0.76 is below 0.80.' }),
        value({ dimension: 'area', value: 'area: export', label: 'area: export', confidence: 0.9 }),
      ],
    ),
    triaged(waiting(144, 'Dark theme for the widget', { ...ago(65), ...by('sol') }), [
      value({
        value: 'feature',
        label: 'enhancement',
        confidence: 0.97,
        why: 'Applied: asks for something new.',
      }),
    ]),
    triaged(waiting(143, 'it does not work', { ...ago(90), ...by('user-91827') }), [], {
      missing: ['steps to reproduce', 'the version'],
    }),
    triaged(
      waiting(
        142,
        'Sync conflict copies pile up when a laptop sleeps during an upload and wakes on another network',
        { ...ago(160), ...by('hanne-l') },
      ),
      [
        value({ confidence: 0.89 }),
        value({ dimension: 'area', value: 'area: sync', label: 'area: sync', confidence: 0.93 }),
      ],
    ),
    triaged(
      waiting(141, 'README: the Docker example uses a port that is not exposed', {
        ...ago(240),
        ...by('tomasz'),
      }),
      [value({ value: 'documentation', label: 'documentation', confidence: 0.62, autonomy: 'suggest' })],
    ),
    triaged(
      waiting(140, 'Bump time zone data to 2026b', {
        ...ago(300),
        author: { login: 'tide-updates', id: 9, kind: 'bot' },
      }),
      [value({ value: 'feature', label: null, confidence: 0.55, autonomy: 'observe' })],
    ),
    triaged(
      waiting(139, 'Allow nested lists', { ...ago(1500), ...by('sol'), labels: ['good first issue'] }),
      [
        value({ value: 'feature', label: 'enhancement', confidence: 0.95 }),
        value({ dimension: 'priority', value: 'low', label: 'priority: low', confidence: 0.83 }),
      ],
    ),
    triaged(
      waiting(131, 'Week view crashes on all-day events from a feed', {
        ...ago(9000),
        ...by('ulrik'),
        state: 'closed',
        stateReason: 'completed',
      }),
      [value()],
    ),
    triaged(
      waiting(112, 'TypeError in durationOf since 2.3', {
        ...ago(29000),
        ...by('mirela-k'),
        state: 'closed',
        stateReason: 'duplicate',
      }),
      [value()],
    ),
  ];
  return [
    {
      repository: tide,
      labels: tideLabels,
      details: new Map(details.map((detail) => [detail.issue.number, detail])),
      events: [],
      dismissed: new Set(),
    },
    { repository: ledger, labels: [], details: new Map(), events: [], dismissed: new Set() },
  ];
}
