import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../../src/store/core/database.ts';
import { createDecisionStore } from '../../../src/store/record/decisions.ts';
import { events } from '../../../src/store/schema/record-schema.ts';
import type { DecisionRecord } from '../../../src/triage/ports/core.ts';
import { databases } from '../../support/databases.ts';
import { makeRepository } from '../make-repository.ts';

const record = (inputHash: string, given: Partial<DecisionRecord> = {}): DecisionRecord => ({
  number: 1,
  inputHash,
  deliveryId: 'd-1',
  decision: {
    values: [
      {
        ...{
          dimension: 'category',
          value: 'bug',
          confidence: 0.91,
          label: 'bug',
          autonomy: 'apply',
          threshold: 0.8,
        },
        ...{
          why: 'certain enough',
          reasons: [{ kind: 'text', text: 'crash', weight: 1.25 }],
          decidedBy: ['local v1'],
        },
      },
    ],
    ...{ similar: [], missing: ['version'], fallback: null },
  },
  opinions: [
    { source: 'local', model: 'local v1', dimension: 'category', probabilities: { bug: 0.91 }, reasons: {} },
  ],
  tookMs: 12,
  ...given,
});

describe.each(databases)('decisions, $name', ({ open }) => {
  let database: Database;
  let decisions: ReturnType<typeof createDecisionStore>;
  beforeAll(async () => {
    database = await open();
    decisions = createDecisionStore(database);
  });
  afterAll(() => database.close());

  it('stand as they were first recorded for an input', async () => {
    const repo = makeRepository();
    expect(await decisions.latest(repo, 1)).toBeNull();
    expect(await decisions.record(repo, record('a'))).toEqual(record('a'));
    expect(await decisions.record(repo, record('a', { tookMs: 99, deliveryId: 'd-2' }))).toEqual(record('a'));
    expect(await decisions.latest(repo, 1)).toEqual(record('a'));
    const told = await database.withTenant(repo.installationId, (tx) => tx.select().from(events));
    expect(told).toMatchObject([
      {
        kind: 'decided',
        deliveryId: 'd-1',
        detail: { values: [{ value: 'bug', confidence: 0.91 }], tookMs: 12 },
      },
    ]);
  });

  it('are recorded once when two workers decide at the same moment', async () => {
    const repo = makeRepository();
    const all = await Promise.all(
      Array.from({ length: 6 }, (_, index) => decisions.record(repo, record('a', { tookMs: index }))),
    );
    expect(new Set(all.map(({ tookMs }) => tookMs)).size).toBe(1);
  });

  it('have a latest one', async () => {
    const repo = makeRepository();
    await decisions.record(repo, record('a'));
    await decisions.record(repo, record('b', { opinions: [] }));
    expect((await decisions.latest(repo, 1))?.inputHash).toBe('b');
    expect(await decisions.latest(repo, 2)).toBeNull();
  });
});
