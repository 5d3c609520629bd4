import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Replay } from '../../../src/domain/autonomy/replay.ts';
import type { Decision, Opinion } from '../../../src/domain/issue/decision.ts';
import type { NewLesson, Verdict } from '../../../src/domain/issue/lesson.ts';
import type { Database } from '../../../src/store/core/database.ts';
import { createJudgedReads } from '../../../src/store/learning/judged-issues.ts';
import { createReplayStore } from '../../../src/store/learning/replays.ts';
import { createRoutedReads } from '../../../src/store/learning/routed-issues.ts';
import { createTrackRecordStore } from '../../../src/store/learning/track-records.ts';
import { createLessonStore } from '../../../src/store/lessons/lessons.ts';
import { createDecisionStore } from '../../../src/store/record/decisions.ts';
import { createNoticeStore } from '../../../src/store/record/notices.ts';
import { createRepositoryStore } from '../../../src/store/repositories/repositories.ts';
import { createLearnedState } from '../../../src/triage/decide/learned-state.ts';
import { recomputeTrackRecords } from '../../../src/triage/past/recompute-track-records.ts';
import { makeRepository } from '../../store/make-repository.ts';
import { databases } from '../../support/databases.ts';
import { createMemoryGitHub } from '../../support/memory-github.ts';

const mona = { login: 'mona', id: 7, kind: 'person' } as const;
const labels = [
  { id: 1, name: 'Bug', color: 'ff0000', description: '' },
  { id: 2, name: 'enhancement', color: '00ff00', description: '' },
];
const goodReplay: Replay = {
  format: 1,
  ...{ issues: 100, folds: 5, from: 1, to: 100 },
  values: [
    {
      dimension: 'category',
      value: 'bug',
      seen: Array.from({ length: 96 }, (_, i) => i + 1),
      outcomes: Array.from({ length: 100 }, (_, i) => [i + 1, 0.85, i < 96 ? 1 : 0]),
    },
  ],
};

describe.each(databases)('labels on the ladder, $name', ({ open }) => {
  let database: Database;
  beforeAll(async () => {
    database = await open();
  });
  afterAll(() => database.close());

  const world = async () => {
    const repo = makeRepository();
    const repositories = createRepositoryStore(database, async () => {});
    await repositories.saveRepository(repo);
    const standings = createTrackRecordStore(database);
    const lessons = createLessonStore(database);
    const deps = {
      ...{ repositories, standings, github: createMemoryGitHub({ labels }).github },
      replays: createReplayStore(database),
      judged: createJudgedReads(database),
      routed: createRoutedReads(database),
    };
    return {
      ...{ repo, deps, standings, lessons },
      recompute: () => recomputeTrackRecords(deps, repo),
      bug: async () => (await standings.learnedState(repo)).ladder.bug?.autonomy,
      async decide(number: number, value: string, opinions: Opinion[] = []) {
        const why = 'why';
        const decided = { dimension: 'category' as const, value, confidence: 0.85, label: 'Bug', why };
        const decision: Decision = {
          values: [{ ...decided, autonomy: 'apply', threshold: 0.8, reasons: [], decidedBy: [] }],
          ...{ similar: [], missing: [], fallback: null },
        };
        const record = { number, inputHash: `h${number}`, deliveryId: null, decision, opinions, tookMs: 1 };
        await createDecisionStore(database).record(repo, record);
      },
      async judge(number: number, verdict: Verdict, value = 'bug') {
        const label = value === 'bug' ? 'Bug' : 'enhancement';
        const lesson: NewLesson = {
          ...{ number, verdict, source: 'label', by: mona, cause: `d-${number}-${value}`, deliveryId: null },
          subject: { kind: 'label', label, labelId: null, dimension: 'category', value },
          ...{ at: new Date(Date.now() + number).toISOString(), said: null },
        };
        return lessons.teach(repo, [lesson]);
      },
    };
  };

  it('rise by the replay, fall by what people say, and say so; a revoked lesson counts for nothing', async () => {
    const { repo, deps, recompute, bug, decide, judge, lessons } = await world();
    await deps.replays.add(repo, goodReplay);
    expect(await recompute()).toEqual(['Bug']);
    expect(await bug()).toBe('apply');
    for (let number = 201; number <= 212; number++) {
      await decide(number, 'bug');
      await judge(number, 'rejected');
    }
    await recompute();
    expect(await bug()).toBe('suggest');
    const open = await createNoticeStore(database).list(repo, { private: false }, 5);
    expect(open).toMatchObject([{ kind: 'drift', subject: 'bug' }]);
    await lessons.revoke(repo, { person: mona.id }, mona);
    await recompute();
    expect(await bug()).toBe('apply');
    expect(await createNoticeStore(database).list(repo, { private: false, kinds: ['drift'] }, 5)).toEqual([]);
  });

  it('learn from a swap of labels, with what was decided before it', async () => {
    const { repo, recompute, standings, decide, judge } = await world();
    for (let number = 1; number <= 20; number++) {
      await decide(number, 'bug');
      await judge(number, 'missed', 'feature');
    }
    await recompute();
    const [found] = (await standings.list(repo)).filter(({ value }) => value === 'bug');
    expect(found).toMatchObject({ label: 'Bug', autonomy: 'observe', record: { right: 0, wrong: 20 } });
    expect((await standings.list(repo)).find(({ value }) => value === 'feature')?.seen).toBe(20);
  });

  it('learn whom to believe', async () => {
    const { repo, recompute, standings, decide, judge } = await world();
    const says = (source: string, value: string): Opinion => ({
      ...{ source, model: source, dimension: 'category', reasons: {} },
      probabilities: { bug: value === 'bug' ? 0.9 : 0.1, feature: value === 'bug' ? 0.1 : 0.9 },
    });
    for (let number = 1; number <= 40; number++) {
      const truth = number % 2 === 0 ? 'bug' : 'feature';
      await decide(number, 'bug', [says('local', 'bug'), says('openai', truth)]);
      await judge(number, 'missed', truth);
    }
    await recompute();
    const { trust } = await standings.learnedState(repo);
    expect((trust.openai ?? 0) / (trust.local ?? 1)).toBeGreaterThan(2);
  });

  it('are seen by decisions within two seconds', async () => {
    const { repo, deps, recompute, standings } = await world();
    let now = 0;
    const learned = createLearnedState(standings, () => now);
    expect((await learned(repo)).ladder).toEqual({});
    await deps.replays.add(repo, goodReplay);
    await recompute();
    now = 1_999;
    expect((await learned(repo)).ladder).toEqual({});
    now = 2_000;
    expect((await learned(repo)).ladder.bug?.autonomy).toBe('apply');
  });
});
