import { describe, expect, it } from 'vitest';
import { computeTrackRecords } from '../../../src/domain/autonomy/compute-track-records.ts';
import type { JudgedIssue, LiveOutcome } from '../../../src/domain/autonomy/label-outcome.ts';
import { type LabelTrackRecord, trackRecordOf } from '../../../src/domain/autonomy/label-track-record.ts';
import type { Replay } from '../../../src/domain/autonomy/replay.ts';
import type { Autonomy, LabelMeaning } from '../../../src/domain/issue/decision.ts';
import type { Verdict } from '../../../src/domain/issue/lesson.ts';
import { seededRandom } from '../../support/seeded-random.ts';

const meaning = (
  name: string,
  dimension: LabelMeaning['dimension'],
  value: string,
  id: number,
): LabelMeaning => ({
  label: { id, name, color: 'ff0000', description: '' },
  ...{ dimension, value, reason: 'name' },
});
const meanings = [
  meaning('type: Bug', 'category', 'bug', 1),
  meaning('enhancement', 'category', 'feature', 2),
  meaning('area/api', 'area', 'area/api', 3),
  meaning('P0', 'priority', 'critical', 4),
];
const day = (n: number) => new Date(Date.UTC(2026, 9, 1) + n * 86_400_000).toISOString();

/** Numbers from 1; the first `right` of them are right. */
const replayOf = (right: number, wrong: number, confidence = 0.9): Replay => ({
  format: 1,
  ...{ issues: right + wrong, folds: 5, from: 1, to: right + wrong },
  values: [
    {
      dimension: 'category',
      value: 'bug',
      seen: Array.from({ length: right }, (_, i) => i + 1),
      outcomes: Array.from({ length: right + wrong }, (_, i) => [i + 1, confidence, i < right ? 1 : 0]),
    },
  ],
});
const judge = (
  number: number,
  verdict: Verdict,
  given: Partial<JudgedIssue> & { value?: string; confidence?: number } = {},
): JudgedIssue => ({
  number,
  lessons: [
    { dimension: 'category', value: given.value ?? 'bug', verdict, at: day(number % 60), said: null },
  ],
  decided: [
    {
      ...{ dimension: 'category', value: 'bug', confidence: given.confidence ?? 0.9, threshold: 0.8 },
      decidedBy: ['local v1'],
    },
  ],
  opinions: [],
  ...given,
});
const asked = (before: Record<string, Autonomy> = {}, thresholds: Record<string, number> = {}) => ({
  ...{ meanings, target: 0.8, thresholds },
  before: new Map(Object.entries(before)),
});
/** Made before people judged anything. */
const made = (replay: Replay, at = day(-1)) => ({ replay, at });
const bug = (
  { replay, judged }: { replay: Replay | null; judged: JudgedIssue[] },
  ask = asked(),
  at?: string,
) => {
  const shown = { replay: replay && made(replay, at), judged };
  const [standing, ...more] = computeTrackRecords(shown, ask).filter(({ value }) => value === 'bug');
  if (!standing || more.length > 0) throw new Error('one standing was expected');
  return standing;
};

describe('a label’s standing', () => {
  it('is earned by the replay, with a threshold from where the target is reached', () => {
    const weak = replayOf(0, 20, 0.6).values[0]?.outcomes.map(([n, c, r]) => [n + 100, c, r] as const);
    const replay = replayOf(60, 3);
    replay.values[0]?.outcomes.push(...(weak as [number, number, 0][]));
    expect(bug({ replay, judged: [] })).toMatchObject({
      ...{ label: 'type: Bug', autonomy: 'apply', threshold: 0.8, seen: 60, covered: 60 },
      record: { right: 60, wrong: 3 },
      detail: { thresholdFrom: 'learned', live: 0, drifted: false },
    });
  });

  it('stays at the usual threshold, suggested, where no confidence reaches the target', () => {
    expect(bug({ replay: replayOf(30, 15), judged: [] })).toMatchObject({
      ...{ autonomy: 'suggest', threshold: 0.8, record: { right: 30, wrong: 15 } },
      detail: { thresholdFrom: 'usual' },
    });
  });

  it('is counted from the settings’ own threshold', () => {
    const standing = bug({ replay: replayOf(60, 3), judged: [] }, asked({}, { 'type: bug': 0.95 }));
    expect(standing).toMatchObject({ threshold: 0.95, record: { right: 0, wrong: 0 }, autonomy: 'suggest' });
    expect(standing.why).toEqual({ code: 'no_record' });
  });

  it('is not moved by what a rule of the settings chose', () => {
    const ruled = judge(101, 'rejected', {
      decided: [
        {
          ...{ dimension: 'category', value: 'bug', confidence: 0.9999, threshold: 0.8 },
          decidedBy: ['dispatch.yml'],
        },
      ],
    });
    const said = { confidence: 0.9999, threshold: 0.8, autonomy: 'apply' as const, models: ['dispatch.yml'] };
    const alone = judge(102, 'rejected', { decided: [] });
    const withSaid = { ...alone, lessons: alone.lessons.map((lesson) => ({ ...lesson, said })) };
    expect(bug({ replay: replayOf(60, 3), judged: [ruled, withSaid] }).record).toEqual({
      right: 60,
      wrong: 3,
    });
  });

  it('takes what people said live in place of the replay of the same issue', () => {
    const shown = { replay: replayOf(20, 0), judged: [judge(3, 'rejected'), judge(40, 'accepted')] };
    expect(bug(shown)).toMatchObject({ record: { right: 20, wrong: 1 }, seen: 20, detail: { live: 2 } });
  });

  it('goes by the replay where it came after what people said, and by them where it did not measure the issue', () => {
    const shown = { replay: replayOf(20, 0), judged: [judge(3, 'rejected'), judge(40, 'rejected')] };
    expect(bug(shown, asked(), day(100))).toMatchObject({
      record: { right: 20, wrong: 1 },
      detail: { live: 1, recent: { right: 0, wrong: 2 } },
    });
  });

  it('counts another value of a dimension that holds one as a wrong outcome, and of an area only where people judged areas', () => {
    const swapped = judge(1, 'missed', { value: 'feature' });
    expect(bug({ replay: null, judged: [swapped] }).record).toEqual({ right: 0, wrong: 1 });
    const area = {
      ...judge(2, 'accepted'),
      decided: [
        {
          ...{ dimension: 'area' as const, value: 'area/api', confidence: 0.9, threshold: 0.8 },
          decidedBy: ['local v1'],
        },
      ],
    };
    const of = (judged: JudgedIssue[]) =>
      computeTrackRecords({ replay: null, judged }, asked()).find(({ value }) => value === 'area/api');
    expect(of([area])).toBeUndefined();
    const lesson = { dimension: 'area' as const, verdict: 'missed' as const, at: day(1), said: null };
    expect(of([{ ...area, lessons: [{ ...lesson, value: 'area/api' }] }])?.record).toEqual({
      right: 1,
      wrong: 0,
    });
    expect(of([{ ...area, lessons: [{ ...lesson, value: 'area/web' }] }])?.record).toEqual({
      right: 0,
      wrong: 1,
    });
  });

  it('falls by live outcomes, and rises again once right ones have made up for them', () => {
    const replay = replayOf(300, 6);
    const wrong = Array.from({ length: 12 }, (_, i) => judge(1_000 + i, 'rejected'));
    expect(bug({ replay, judged: wrong.slice(0, 3) }, asked({ 'type: bug': 'apply' })).autonomy).toBe(
      'apply',
    );
    const fallen = bug({ replay, judged: wrong }, asked({ 'type: bug': 'apply' }));
    expect(fallen).toMatchObject({ autonomy: 'suggest', detail: { drifted: true } });
    expect(fallen.why).toEqual({ code: 'drifted', right: 0, total: 12, target: 0.8 });
    const right = Array.from({ length: 30 }, (_, i) => judge(2_000 + i, 'accepted'));
    expect(bug({ replay, judged: [...wrong, ...right] }, asked({ 'type: bug': 'suggest' })).autonomy).toBe(
      'apply',
    );
  });

  it('does not hide wrong outcomes behind a threshold that has moved away from them', () => {
    const wrong = Array.from({ length: 12 }, (_, i) => judge(1_000 + i, 'rejected', { confidence: 0.82 }));
    const standing = bug({ replay: replayOf(50, 1, 0.97), judged: wrong }, asked({ 'type: bug': 'apply' }));
    expect(standing).toMatchObject({ threshold: 0.895, autonomy: 'suggest', detail: { drifted: true } });
  });

  it('never lets critical priority be written', () => {
    const replay = replayOf(200, 0);
    Object.assign(replay.values[0] as object, { dimension: 'priority', value: 'critical' });
    expect(computeTrackRecords({ replay: made(replay), judged: [] }, asked())).toMatchObject([
      { label: 'P0', autonomy: 'suggest', why: { code: 'critical' } },
    ]);
  });

  it('is none for a label that the repository does not have', () => {
    const replay = replayOf(200, 0);
    Object.assign(replay.values[0] as object, { value: 'security' });
    expect(computeTrackRecords({ replay: made(replay), judged: [] }, asked())).toEqual([]);
  });
});

describe('a label in life, after 200 replayed outcomes of which 92% were right, 80% asked', () => {
  /** How many live outcomes it takes until the label is not written any more; null when it is to the end. */
  function firstFall(seed: number, precision: number, count: number, every = 1): number | null {
    const random = seededRandom(seed);
    const confidence = () => 0.8 + Math.floor(random() * 5) / 25;
    const replayed = Array.from({ length: 200 }, () => ({
      confidence: confidence(),
      right: random() < 0.92,
    }));
    const ask = { label: 'bug', dimension: 'category', value: 'bug', seen: 200, target: 0.8 } as const;
    const live: LiveOutcome[] = [];
    let standing: LabelTrackRecord | null = null;
    for (let number = 0; number <= count; number++) {
      if (standing === null || number % every === 0) {
        const current: Autonomy | null = standing?.autonomy ?? null;
        standing = trackRecordOf({ ...ask, replayed, live, current, fixedThreshold: null });
      }
      if (standing.autonomy !== 'apply') return number;
      const at = {
        confidence: confidence(),
        at: day(number),
        number,
        dimension: ask.dimension,
        value: 'bug',
      };
      live.push({ ...at, due: at.confidence >= standing.threshold, right: random() < precision });
    }
    return null;
  }
  const runs = Array.from({ length: 200 }, (_, i) => i + 1);

  it('stays written through 60 more outcomes of the kind in 99 of 100 runs', () => {
    const stayed = runs.filter((seed) => firstFall(seed, 0.92, 60, 10) === null).length;
    expect(stayed / runs.length).toBeGreaterThanOrEqual(0.99);
  });

  it('steps down within 30 outcomes in 99 of 100 runs once only 20% are right', () => {
    const falls = runs.map((seed) => firstFall(seed, 0.2, 30));
    expect(falls.filter((at) => at !== null).length / runs.length).toBeGreaterThanOrEqual(0.99);
  });
});
