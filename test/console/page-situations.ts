import type { Account } from '../../src/domain/issue/issue.ts';
import { defaultSettings } from '../../src/domain/settings/settings.ts';
import type { LabelStanding, Overview } from '../../src/read/overview.ts';
import type { Activity, Failure, LabelRecord, Received } from '../../src/read/pages.ts';
import { tideLabels } from './situations.ts';

const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString();
const day = (back: number) => new Date(Date.now() - back * 86_400_000).toISOString().slice(0, 10);
const mona: Account = { login: 'mona', id: 1, kind: 'person' };
const bot: Account = { login: 'dispatch', id: null, kind: 'bot' };

export const effectIds = [
  '7d1f3a52-0000-4000-8000-000000000001',
  '7d1f3a52-0000-4000-8000-000000000002',
] as const;
export const lessonId = '7d1f3a52-0000-4000-8000-00000000000a';

export function standing(more: Partial<LabelStanding> = {}): LabelStanding {
  return {
    label: 'bug',
    dimension: 'category',
    value: 'bug',
    autonomy: 'apply',
    why: { code: 'reached_target', right: 38, total: 41, lowerBound: 0.85 },
    threshold: 0.72,
    right: 38,
    wrong: 3,
    seen: 60,
    covered: 38,
    changedAt: minutesAgo(5_000),
    ...more,
  };
}

/** A repository in its third month: lessons, a label near promotion, a private notice, money, the past half read. */
export function livelyOverview(more: Partial<Overview> = {}): Overview {
  return {
    today: { received: 1_204, triaged: 31, written: 44, leftToPeople: 6, failed: 2 },
    weeks: Array.from({ length: 12 }, (_, place) => ({
      week: day(7 * (11 - place)),
      accepted: place === 2 ? 0 : 14 + place,
      rejected: place === 2 ? 0 : Math.max(0, 5 - Math.floor(place / 2)),
      missed: place % 3,
      triaged: 30 + place,
      applied: 12 + 2 * place,
    })),
    calibration: [
      { said: 0.55, right: 7, wrong: 6 },
      { said: 0.66, right: 14, wrong: 7 },
      { said: 0.75, right: 25, wrong: 8 },
      { said: 0.86, right: 51, wrong: 7 },
      { said: 0.95, right: 88, wrong: 3 },
    ],
    standings: [
      standing(),
      standing({
        label: 'question',
        value: 'question',
        autonomy: 'suggest',
        right: 9,
        wrong: 0,
        why: '9 of 9 were right',
      }),
    ],
    settings: defaultSettings,
    settingsSource: '.github/dispatch.yml',
    notices: [
      {
        id: '7d1f3a52-0000-4000-8000-0000000000b1',
        kind: 'secret',
        number: 147,
        private: true,
        words: 'The text holds what looks like a token.',
        createdAt: minutesAgo(12),
      },
      {
        id: '7d1f3a52-0000-4000-8000-0000000000b2',
        kind: 'flood',
        number: 146,
        private: true,
        words: 'Held until someone reviews it: 9 issues of one author within an hour.',
        createdAt: minutesAgo(20),
      },
    ],
    spending: [3, 2, 1, 0].map((back) => ({
      day: day(back),
      microUsd: 120_000 * (4 - back),
      calls: 40 + back,
    })),
    latencies: [6, 5, 4, 3, 2, 1, 0].flatMap((back) =>
      [90, 120, 160, 480 + 40 * back].map((ms) => ({ day: day(back), ms })),
    ),
    backfill: {
      stage: 'issues',
      pagesRead: 31,
      pagesTotal: 120,
      issuesRead: 3_100,
      startedAt: minutesAgo(4),
      stageStartedAt: minutesAgo(4),
      restsUntil: null,
      problem: null,
      finishedAt: null,
    },
    ...more,
  };
}

export const labelRecords: LabelRecord[] = tideLabels.map((label) => {
  const workflow = label.name === 'good first issue';
  const category = ['bug', 'enhancement', 'question', 'documentation'].includes(label.name);
  return {
    label: label.name === 'area: calendar' ? { ...label, description: '' } : label,
    dimension: workflow
      ? 'workflow'
      : category
        ? 'category'
        : label.name.startsWith('area')
          ? 'area'
          : 'priority',
    value: category ? label.name : label.name.replace('priority: ', ''),
    reason: workflow ? 'its name invites contributors' : `its name says ${label.name}`,
    used: label.id * 7,
    standing:
      label.name === 'bug'
        ? standing()
        : label.name === 'question'
          ? (livelyOverview().standings[1] ?? null)
          : null,
    weeks:
      label.name === 'bug'
        ? Array.from({ length: 12 }, (_, place) => ({
            right: 2 + (place % 4),
            wrong: place % 5 === 0 ? 1 : 0,
          }))
        : [],
    wrong:
      label.name === 'bug'
        ? [
            {
              number: 146,
              title: 'Cannot find the export button',
              verdict: 'rejected',
              by: mona,
              at: minutesAgo(900),
              confidence: 0.81,
            },
          ]
        : [],
  };
});

function line(seq: number, more: Partial<Activity>): Activity {
  return {
    seq,
    number: 147,
    kind: 'label.add',
    actor: bot,
    at: minutesAgo(1_000 - 10 * seq),
    detail: {},
    effectId: null,
    lesson: null,
    takenBack: false,
    title: 'App closes when a shared calendar is opened',
    ...more,
  };
}

export const activities: Activity[] = [
  line(7, { kind: 'pause', number: null, title: null, actor: mona, detail: { scope: 'repository' } }),
  line(6, {
    kind: 'lesson.taught',
    actor: mona,
    detail: { label: 'bug', subject: 'label', verdict: 'rejected', source: 'label', lesson: lessonId },
    lesson: { id: lessonId, revoked: false, byId: 1 },
  }),
  line(5, {
    kind: 'lesson.taught',
    actor: mona,
    detail: { of: 12, subject: 'duplicate', verdict: 'missed', source: 'close', lesson: 'x' },
    lesson: { id: '7d1f3a52-0000-4000-8000-00000000000b', revoked: true, byId: 1 },
  }),
  line(4, {
    kind: 'comment.upsert',
    effectId: effectIds[1],
    detail: { why: { code: 'information_missing' }, models: ['local v3'] },
  }),
  line(3, {
    effectId: effectIds[0],
    detail: {
      label: 'bug',
      labelId: 1,
      why: { code: 'reached_threshold', confidence: 0.94, threshold: 0.72 },
      models: ['local v3'],
      cause: 'triage:1',
    },
  }),
  line(2, {
    kind: 'failure.drop',
    number: null,
    title: null,
    actor: mona,
    detail: { reason: 'the fork is gone' },
  }),
  line(1, { kind: 'something.new', number: null, title: null }),
];

export const failures: Failure[] = [
  {
    deliveryId: '5f0a9c1e-c7d2-11f0-8a3b-0242ac120003',
    event: 'issues',
    action: 'opened',
    number: 150,
    status: 'retrying',
    reason: 'GitHub answered 502 to GET /repos/harbour/tide/issues/150',
    attempts: 3,
    receivedAt: minutesAgo(9),
    nextAt: minutesAgo(-2),
  },
  {
    deliveryId: '5f0a9c1e-c7d2-11f0-8a3b-0242ac120004',
    event: 'issues',
    action: 'edited',
    number: 149,
    status: 'dead',
    reason: 'GitHub answered 502 to GET /repos/harbour/tide/issues/149',
    attempts: 13,
    receivedAt: minutesAgo(400),
    nextAt: null,
  },
  {
    deliveryId: '5f0a9c1e-c7d2-11f0-8a3b-0242ac120005',
    event: 'dispatch_request',
    action: 'undo',
    number: 12,
    status: 'dead',
    reason: '',
    attempts: 1,
    receivedAt: minutesAgo(500),
    nextAt: null,
  },
];

/** Deliveries in every state. */
export const receivedRows: Received[] = (
  [
    ['queued', null, null],
    ['done', null, 840],
    ['ignored', 'opened by a bot', 12],
    ['retrying', 'GitHub answered 502', null],
    ['dead', 'GitHub answered 502', null],
  ] as const
).map(([status, reason, tookMs], place) => ({
  ...{ deliveryId: `5f0a9c1e-c7d2-11f0-8a3b-0242ac12100${place}`, status, reason, tookMs },
  ...(place === 2
    ? { event: 'milestone', action: 'created', number: null }
    : { event: 'issues', action: 'opened', number: 150 + place }),
  attempts: 1,
  receivedAt: minutesAgo(3 * place),
}));
