import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { precisionLowerBound } from '../../../src/domain/autonomy/calibration.ts';
import type { LabelTrackRecord } from '../../../src/domain/autonomy/label-track-record.ts';
import type { Replay } from '../../../src/domain/autonomy/replay.ts';
import type { Autonomy } from '../../../src/domain/issue/decision.ts';
import type { OwnerTrackRecord } from '../../../src/domain/routing/owner-track-record.ts';
import { explainNotice } from '../../../src/domain/words/explain-notice.ts';
import type { Database } from '../../../src/store/core/database.ts';
import { createReplayStore } from '../../../src/store/learning/replays.ts';
import { createTrackRecordStore } from '../../../src/store/learning/track-records.ts';
import { createAuditLog } from '../../../src/store/record/audit.ts';
import { createNoticeStore } from '../../../src/store/record/notices.ts';
import { replays as replayTable } from '../../../src/store/schema/people-schema.ts';
import { databases } from '../../support/databases.ts';
import { makeRepository } from '../make-repository.ts';

const why = { code: 'below_target', right: 3, total: 12, lowerBound: 0.11, target: 0.8 } as const;
const standing = (autonomy: Autonomy, given: Partial<LabelTrackRecord> = {}): LabelTrackRecord => ({
  ...{ label: 'Type: Bug', dimension: 'category', value: 'bug', autonomy, why },
  ...{ threshold: 0.7, record: { right: 3, wrong: 9 }, seen: 20, covered: 3 },
  detail: {
    ...{ target: 0.8, lowerBound: precisionLowerBound({ right: 3, wrong: 9 }), thresholdFrom: 'learned' },
    ...{ live: 12, drifted: false, recent: { right: 3, wrong: 9 }, curve: [] },
  },
  ...given,
});
const nobody = { trust: {}, sharpness: 1, lessons: 0 };

describe.each(databases)('standings, $name', ({ open }) => {
  let database: Database;
  beforeAll(async () => {
    database = await open();
  });
  afterAll(() => database.close());

  it('are what decisions go by, and are gone with their label', async () => {
    const repo = makeRepository();
    const standings = createTrackRecordStore(database);
    expect(await standings.learnedState(repo)).toEqual({ thresholds: {}, ladder: {}, trust: {} });
    const trust = { trust: { local: 1, openai: 3 }, sharpness: 1.2, lessons: 40 };
    await standings.save(
      repo,
      [standing('apply'), standing('observe', { label: 'api', dimension: 'area' })],
      trust,
      [],
    );
    expect(await standings.learnedState(repo)).toEqual({
      thresholds: { 'type: bug': 0.7, api: 0.7 },
      ladder: {
        'type: bug': { autonomy: 'apply', why },
        api: { autonomy: 'observe', why },
      },
      ...{ trust: trust.trust, sharpness: 1.2 },
    });
    await standings.save(repo, [standing('apply')], nobody, []);
    expect(await standings.list(repo)).toMatchObject([standing('apply')]);
    expect(await standings.list(makeRepository({ installationId: repo.installationId }))).toEqual([]);
  });

  it('audit each step and tell of those that people should see, once', async () => {
    const repo = makeRepository();
    const standings = createTrackRecordStore(database);
    const notices = createNoticeStore(database);
    const open = async () =>
      (await notices.list(repo, { private: false }, 10)).map(
        ({ kind, reason }) => `${kind}: ${explainNotice(reason)}`,
      );
    const step = (autonomy: Autonomy) => standings.save(repo, [standing(autonomy)], nobody, []);
    expect(await step('apply')).toEqual(['Type: Bug']);
    expect(await open()).toEqual([]);
    expect(await step('apply')).toEqual([]);
    expect(await step('suggest')).toEqual(['Type: Bug']);
    const drift =
      'drift: Type: Bug is no longer applied automatically: 3 of 12 correct (lower bound 11%, target 80%).';
    expect(await open()).toEqual([drift]);
    await step('observe');
    expect(await open()).toEqual([drift]);
    await step('suggest');
    await step('apply');
    expect(await open()).toEqual([
      'promoted: Type: Bug is now applied automatically: 3 of 12 correct (lower bound 11%, target 80%).',
    ]);
    // Five steps, two notices opened and one settled.
    expect(await createAuditLog(database).verify(repo)).toEqual({ rows: 8, brokenAt: null });
  });

  it('keep what people and teams have earned, and audit each step', async () => {
    const repo = makeRepository();
    const standings = createTrackRecordStore(database);
    const person = (autonomy: Autonomy): OwnerTrackRecord => ({
      ...{ kind: 'person', name: 'Mona', autonomy, why, lowerBound: 0.11, live: 2 },
      record: { right: 3, wrong: 9 },
    });
    expect(await standings.save(repo, [], nobody, [person('apply')])).toEqual(['@Mona']);
    expect(await standings.save(repo, [], nobody, [person('apply')])).toEqual([]);
    expect((await standings.learnedState(repo)).owners).toEqual({
      'person:mona': { autonomy: 'apply', why },
    });
    expect(await standings.listOwners(repo)).toEqual([person('apply')]);
    expect(await standings.save(repo, [], nobody, [person('suggest')])).toEqual(['@Mona']);
    expect(await createAuditLog(database).verify(repo)).toEqual({ rows: 2, brokenAt: null });
    expect(await standings.listOwners(makeRepository({ installationId: repo.installationId }))).toEqual([]);
  });

  it('keep the sentence of an early version as it is', async () => {
    const repo = makeRepository();
    const standings = createTrackRecordStore(database);
    await standings.save(repo, [standing('apply', { why: '3 of 12 were right' })], nobody, []);
    expect(await standings.list(repo)).toMatchObject([{ why: '3 of 12 were right' }]);
  });

  it('keep since when a label stands where it stands', async () => {
    const repo = makeRepository();
    const standings = createTrackRecordStore(database);
    await standings.save(repo, [standing('apply')], nobody, []);
    const [first] = await standings.list(repo);
    await standings.save(repo, [standing('apply', { threshold: 0.9 })], nobody, []);
    expect(await standings.list(repo)).toMatchObject([{ threshold: 0.9, changedAt: first?.changedAt }]);
  });
});

describe.each(databases)('replays, $name', ({ open }) => {
  let database: Database;
  beforeAll(async () => {
    database = await open();
  });
  afterAll(() => database.close());

  it('are kept, the newest of them found', async () => {
    const repo = makeRepository();
    const replays = createReplayStore(database);
    expect(await replays.newest(repo)).toBeNull();
    const replay = (issues: number): Replay => ({
      format: 1,
      ...{ issues, folds: 5, from: 1, to: issues, values: [] },
    });
    for (let i = 1; i <= 5; i++) await replays.add(repo, replay(i));
    expect((await replays.newest(repo))?.replay).toEqual(replay(5));
    const rows = await database.withTenant(repo.installationId, (tx) => tx.select().from(replayTable));
    expect(rows).toHaveLength(3);
  });
});
