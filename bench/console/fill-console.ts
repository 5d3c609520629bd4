import { randomUUID } from 'node:crypto';
import type { DecidedValue } from '../../src/domain/issue/decision.ts';
import type { RepositoryRef } from '../../src/domain/issue/repository.ts';
import { createRandom } from '../../src/domain/similarity/ranker/random.ts';
import type { Database } from '../../src/store/core/database.ts';
import { decisions } from '../../src/store/schema/record-schema.ts';
import { installations, issues, labels, repositories } from '../../src/store/schema/repository-schema.ts';
import { createIssueMaker } from '../similarity/made-up-issues.ts';

const batch = 1_000;
const names = ['bug', 'enhancement', 'question', 'documentation', 'priority: high', 'area: sync'];
const values = ['bug', 'feature', 'question', 'documentation'];
const minute = 60_000;

/**
 * One repository with many issues, the newest `decided` of them triaged (over `days`, or just now; a quarter is closed) and the rest
 * from before the App came. Of the newest `answerable` a quarter waits for a person.
 */
export async function fillConsole(
  database: Database,
  repo: RepositoryRef,
  {
    count,
    decided,
    answerable = decided,
    days = 0,
  }: { count: number; decided: number; answerable?: number; days?: number },
): Promise<void> {
  const { installationId, repositoryId } = repo;
  const place = { installationId, repositoryId };
  const make = createIssueMaker(11);
  const random = createRandom(5);
  const now = Date.now();
  await database.withTenant(installationId, async (tx) => {
    const account = { account: repo.owner, accountId: 1, kind: 'organization' as const };
    await tx.insert(installations).values({ installationId, ...account });
    await tx.insert(repositories).values({ ...place, owner: repo.owner, name: repo.name, private: false });
    await tx.insert(labels).values(
      names.map((name, index) => ({
        ...place,
        ...{ labelId: index + 1, name, color: 'd73a4a', description: '', reason: 'its name' },
        dimension: name.includes(':') ? (name.startsWith('area') ? 'area' : 'priority') : 'category',
        value: values[index] ?? name,
      })),
    );
  });
  for (let from = 0; from < count; from += batch) {
    const rows = Array.from({ length: Math.min(batch, count - from) }, (_, index) => {
      const number = from + index + 1;
      const { author, createdAt: _c, updatedAt: _u, closedAt: _d, ...issue } = make(number);
      // The newest was filed just now: what is told of this week is not nothing.
      const at = new Date(now - (count - number) * 10 * minute);
      const triaged = number > count - decided;
      const waits = triaged && number > count - answerable && random() < 0.25;
      return {
        ...issue,
        ...place,
        number,
        authorLogin: author.login,
        authorId: 1 + Math.floor(random() * 20_000),
        authorKind: author.kind,
        labels: waits ? [] : [names[Math.floor(random() ** 2 * names.length)] ?? 'bug'],
        state: random() < 0.25 ? ('closed' as const) : ('open' as const),
        createdAt: at,
        updatedAt: at,
        closedAt: null,
        outcome: triaged ? (waits ? ('suggested' as const) : ('applied' as const)) : ('past' as const),
        waits,
      };
    });
    await database.withTenant(installationId, async (tx) => {
      await tx.insert(issues).values(rows);
      const made = rows.filter(({ outcome }) => outcome !== 'past');
      if (made.length === 0) return;
      await tx.insert(decisions).values(
        made.map(({ number, waits }) => ({
          ...place,
          ...{ id: randomUUID(), number, inputHash: 'bench', opinions: [], tookMs: 20 },
          deliveryId: `delivery-${number}`,
          createdAt: new Date(Date.now() - ((count - number) / decided) * days * 86_400_000),
          decision: decisionOf(number, waits, random),
        })),
      );
    });
  }
}

function decisionOf(number: number, waits: boolean, random: () => number) {
  const at = Math.floor(random() * values.length);
  const value: DecidedValue = {
    dimension: 'category',
    value: values[at] ?? 'bug',
    confidence: 0.55 + random() * 0.4,
    label: names[at] ?? 'bug',
    autonomy: waits ? 'suggest' : 'apply',
    threshold: 0.8,
    why: { code: 'below_threshold', confidence: 0.71, threshold: 0.8 },
    reasons: ['stack trace', 'title says "crash"', 'like #12'].map((text) => ({
      kind: 'text',
      text,
      weight: 1,
    })),
    decidedBy: ['local v3'],
  };
  const similar = [1, 2, 3, 4, 5].map((back) => ({
    number: Math.max(1, number - back * 7),
    title: 'another of the same kind, with a title of some length',
    state: 'open' as const,
    stateReason: null,
    labels: ['bug'],
    similarity: random(),
    shared: [{ kind: 'words' as const, texts: ['kind', 'same'] }],
  }));
  return { values: [value], similar, missing: [], fallback: null };
}
