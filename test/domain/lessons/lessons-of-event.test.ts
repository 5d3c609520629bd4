import { describe, expect, it } from 'vitest';
import type { Decision, LabelMeaning } from '../../../src/domain/issue/decision.ts';
import {
  type Happening,
  type IssueEvent,
  type KnownOfIssue,
  lessonsOfEvent,
} from '../../../src/domain/lessons/lessons-of-event.ts';

const mona = { login: 'mona', id: 1, kind: 'person' } as const;
const maren = { login: 'maren', id: 4, kind: 'person' } as const;
const bot = { login: 'stale[bot]', id: 5, kind: 'bot' } as const;
const meaning = (id: number, name: string, dimension: LabelMeaning['dimension'], value: string) => ({
  label: { id, name, color: '', description: '' },
  ...{ dimension, value, reason: 'name' },
});
const known: KnownOfIssue = {
  meanings: [
    meaning(1, 'Bug', 'category', 'bug'),
    meaning(2, 'Question', 'category', 'question'),
    meaning(3, 'stale', 'workflow', ''),
    meaning(4, 'misc', 'none', ''),
  ],
  decision: null,
  standing: [],
  lessons: [],
  reopenedSince: false,
};
const event = (what: Happening, given: Partial<IssueEvent> = {}): IssueEvent => ({
  number: 7,
  what,
  by: mona,
  at: '2026-11-02T10:00:00Z',
  deliveryId: 'd-1',
  issue: { author: maren, authorAssociation: 'NONE', createdAt: '2026-11-02T09:00:00Z' },
  ...given,
});
const labeled = (name: string, id: number | null = null): Happening => ({
  kind: 'labeled',
  label: { name, id },
});
const unlabeled = (name: string): Happening => ({ kind: 'unlabeled', label: { name, id: null } });
const said = (lessons: ReturnType<typeof lessonsOfEvent>) =>
  lessons.map(({ verdict, subject }) => `${verdict} ${'value' in subject ? subject.value : subject.kind}`);

describe('what an event teaches', () => {
  it('is nothing for a label that the form put on by itself, even where a member filed it', () => {
    const issue = { author: mona, authorAssociation: 'MEMBER', createdAt: '2026-11-02T10:00:00Z' } as const;
    const withForms = { ...known, templateLabels: new Set(['bug']) };
    const at = (time: string, what = labeled('Bug', 1)) => event(what, { issue, at: time });
    expect(lessonsOfEvent(at('2026-11-02T10:00:01Z'), withForms)).toEqual([]);
    expect(lessonsOfEvent(at('2026-11-02T10:00:01Z'), known)).toHaveLength(1);
    expect(lessonsOfEvent(at('2026-11-02T10:00:01Z', labeled('Question')), withForms)).toHaveLength(1);
    expect(lessonsOfEvent(at('2026-11-02T10:05:00Z'), withForms)).toHaveLength(1);
    expect(lessonsOfEvent(at('2026-11-02T10:00:01Z', unlabeled('Bug')), withForms)).toHaveLength(1);
  });

  it('is missed for a label put on, rejected for one taken off, with what we had said', () => {
    const decision = {
      values: [
        {
          ...{ dimension: 'category', value: 'bug', confidence: 0.7, label: 'Bug', autonomy: 'suggest' },
          ...{ threshold: 0.8, why: '', reasons: [], decidedBy: ['local v2'] },
        },
      ],
      ...{ similar: [], missing: [], fallback: null },
    } as Decision;
    expect(lessonsOfEvent(event(labeled('bug', 1)), { ...known, decision })).toEqual([
      {
        number: 7,
        subject: { kind: 'label', label: 'bug', labelId: 1, dimension: 'category', value: 'bug' },
        ...{ verdict: 'missed', source: 'label', by: mona, cause: 'd-1', deliveryId: 'd-1' },
        at: '2026-11-02T10:00:00Z',
        said: { confidence: 0.7, threshold: 0.8, autonomy: 'suggest', models: ['local v2'] },
      },
    ]);
    expect(said(lessonsOfEvent(event(unlabeled('Question')), known))).toEqual(['rejected question']);
  });

  it('goes by the number of a label that was renamed', () => {
    expect(said(lessonsOfEvent(event(labeled('defect', 1)), known))).toEqual(['missed bug']);
  });

  it.each([
    ['a workflow label', labeled('stale')],
    ['a label that is not understood', labeled('misc')],
    ['a label that is gone', labeled('unheard of')],
  ])('is nothing for %s', (_what, what) => {
    expect(lessonsOfEvent(event(what), known)).toEqual([]);
  });

  it.each<[string, Happening, Partial<IssueEvent>, string[]]>([
    ['a bot', labeled('Bug'), { by: bot }, []],
    ['a stranger’s form', labeled('Bug'), { by: maren, at: '2026-11-02T09:00:02Z' }, []],
    ['a stranger whom GitHub let label later', labeled('Bug'), { by: maren }, ['missed bug']],
    ['a stranger who closes', { kind: 'closed', reason: 'not_planned', labels: [] }, { by: maren }, []],
    ['a stranger who reopens', { kind: 'reopened' }, { by: maren }, []],
    ['a bot that closes', { kind: 'closed', reason: 'duplicate', labels: [] }, { by: bot }, []],
    [
      'a maintainer who closes',
      { kind: 'closed', reason: 'not_planned', labels: [] },
      {},
      ['missed not-planned'],
    ],
    ['a maintainer who marks', { kind: 'closed', reason: 'duplicate', labels: [] }, {}, ['missed duplicate']],
    ['a maintainer who is done', { kind: 'closed', reason: 'completed', labels: [] }, {}, []],
  ])('by %s', (_who, what, given, expected) => {
    expect(said(lessonsOfEvent(event(what, given), known))).toEqual(expected);
  });

  it('counts an author who belongs to the repository’s people', () => {
    const issue = { author: maren, authorAssociation: 'MEMBER', createdAt: '2026-11-02T09:00:00Z' };
    const given = { by: maren, issue, at: '2026-11-02T09:00:02Z' };
    expect(said(lessonsOfEvent(event(labeled('Bug'), given), known))).toEqual(['missed bug']);
  });

  it('accepts our labels that the issue carries when somebody who may triage closes it, once a write', () => {
    const write = (effect: string, label: string, value: string) => ({
      ...{ effect, number: 7, label, labelId: 1, value },
      dimension: 'category' as const,
    });
    const standing = [write('e-1', 'Bug', 'bug'), write('e-2', 'Question', 'question')];
    const closed: Happening = { kind: 'closed', reason: 'completed', labels: ['bug'] };
    const lessons = lessonsOfEvent(event(closed), { ...known, standing });
    expect(lessons).toMatchObject([{ verdict: 'accepted', source: 'time', by: mona, cause: 'stood:e-1' }]);
    expect(lessonsOfEvent(event(closed, { by: maren }), { ...known, standing })).toEqual([]);
    expect(lessonsOfEvent(event(closed), { ...known, standing, reopenedSince: true })).toEqual([]);
  });

  it('takes back what the latest closing said when it is reopened', () => {
    const lesson = (kind: 'not-planned' | 'duplicate', at: string) => ({
      ...{ id: at, number: 7, verdict: 'missed', source: 'close', by: mona, cause: at, deliveryId: at },
      ...{ at, said: null, revoked: null },
      subject: kind === 'duplicate' ? { kind, of: null } : { kind },
    });
    const lessons = [
      lesson('not-planned', '2026-11-02T09:10:00.000Z'),
      lesson('duplicate', '2026-11-02T09:20:00.000Z'),
      lesson('not-planned', '2026-11-02T11:00:00.000Z'),
    ] as KnownOfIssue['lessons'];
    expect(said(lessonsOfEvent(event({ kind: 'reopened' }), { ...known, lessons }))).toEqual([
      'rejected duplicate',
    ]);
  });
});
