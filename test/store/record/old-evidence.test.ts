import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../../src/store/core/database.ts';
import { createDecisionStore } from '../../../src/store/record/decisions.ts';
import { createOldEvidence } from '../../../src/store/record/old-evidence.ts';
import { createRepositoryStore } from '../../../src/store/repositories/repositories.ts';
import { forgetOld } from '../../../src/triage/upkeep/forget-old.ts';
import { settings } from '../../domain/words.ts';
import { databases } from '../../support/databases.ts';
import { createMemoryGitHub } from '../../support/memory-github.ts';
import { keepSettings } from '../keep-read.ts';
import { makeRepository } from '../make-repository.ts';

const dayMs = 86_400_000;

describe.each(databases)('evidence that is older than the settings keep it, $name', ({ open }) => {
  let database: Database;
  beforeAll(async () => {
    database = await open();
  });
  afterAll(() => database.close());

  it('is dropped, and what was decided stays', async () => {
    const repo = makeRepository();
    const repositories = createRepositoryStore(database, async () => {});
    await repositories.saveRepository(repo);
    await keepSettings(repositories, repo, {
      settings: settings({ retention: { decisions_days: 30 } }),
      ...{ problems: [], source: '.github/dispatch.yml', forms: [], codeowners: [] },
    });
    const decisions = createDecisionStore(database);
    const value = { dimension: 'category', value: 'bug', confidence: 0.9, label: 'bug' } as const;
    const earned = {
      autonomy: 'apply',
      threshold: 0.8,
      why: 'certain enough',
      decidedBy: ['local v1'],
    } as const;
    const reasons = [{ kind: 'text', text: 'a quote', weight: 1 }] as const;
    await decisions.record(repo, {
      ...{ number: 1, inputHash: 'h', deliveryId: null, tookMs: 1 },
      decision: {
        values: [{ ...value, ...earned, decidedBy: [...earned.decidedBy], reasons: [...reasons] }],
        ...{ similar: [], missing: ['Version'], fallback: null },
      },
      opinions: [
        {
          source: 'local',
          model: 'local v1',
          dimension: 'category',
          probabilities: { bug: 0.9 },
          reasons: {},
        },
      ],
    });
    const daysLater = (days: number) =>
      forgetOld(
        {
          ...{ github: createMemoryGitHub().github, repositories, decisions: createOldEvidence(database) },
          now: () => Date.now() + days * dayMs,
        },
        repo,
      );
    expect(await daysLater(29)).toBe(0);
    expect((await decisions.latest(repo, 1))?.opinions).toHaveLength(1);
    expect(await daysLater(31)).toBe(1);
    const kept = await decisions.latest(repo, 1);
    expect(kept?.opinions).toEqual([]);
    expect(kept?.decision.values).toEqual([{ ...value, ...earned, reasons: [] }]);
    expect(kept?.decision.missing).toEqual(['Version']);
    expect(await daysLater(31)).toBe(0);
  });
});
