import { and, desc, eq, inArray } from 'drizzle-orm';
import type { Account } from '../../domain/issue/issue.ts';
import type { TimelineStore } from '../../triage/ports/core.ts';
import type { Tenants } from '../core/database.ts';
import { isForgotten } from '../core/forgotten-issues.ts';
import { events } from '../schema/record-schema.ts';
import { appendEvents } from './events.ts';

/** What happened to an issue, told by deliveries. */
export function createTimelineStore(tenants: Tenants): TimelineStore {
  return {
    append: (repo, number, happened) =>
      tenants.withTenant(repo.installationId, async (tx) => {
        const deliveryIds = happened.flatMap(({ deliveryId }) => (deliveryId === null ? [] : [deliveryId]));
        const [forgotten, kept] = await Promise.all([
          isForgotten(tx, repo, number),
          deliveryIds.length > 0
            ? tx
                .select({ deliveryId: events.deliveryId, kind: events.kind })
                .from(events)
                .where(and(ofIssue(repo, number), inArray(events.deliveryId, deliveryIds)))
            : [],
        ]);
        if (forgotten) return;
        const known = new Set(kept.map(({ deliveryId, kind }) => `${kind} ${deliveryId}`));
        const fresh = happened.filter(
          ({ deliveryId, kind }) => deliveryId === null || !known.has(`${kind} ${deliveryId}`),
        );
        await appendEvents(tx, repo, number, fresh);
      }),

    labelsTakenAway: (repo, number) =>
      tenants.withTenant(repo.installationId, async (tx) => {
        const changes = await tx
          .select({ kind: events.kind, actor: events.actor, detail: events.detail })
          .from(events)
          // What a person had us write counts as theirs.
          .where(
            and(ofIssue(repo, number), inArray(events.kind, ['labeled', 'unlabeled', 'written', 'undone'])),
          )
          .orderBy(desc(events.id));
        const settled = new Map<string, { name: string; away: boolean }>();
        for (const { kind, actor, detail } of changes) {
          const { label, kind: write } = detail as { label?: unknown; kind?: unknown };
          const way = kind === 'written' || kind === 'undone' ? write : kind;
          if (way !== 'labeled' && way !== 'unlabeled' && way !== 'label.add' && way !== 'label.remove')
            continue;
          if (typeof label !== 'string' || (actor as Account | null)?.kind !== 'person') continue;
          // GitHub compares label names without regard to case; the newest change by a person counts.
          const key = label.toLowerCase();
          if (!settled.has(key))
            settled.set(key, { name: label, away: way === 'unlabeled' || way === 'label.remove' });
        }
        return [...settled.values()].filter(({ away }) => away).map(({ name }) => name);
      }),
  };
}

function ofIssue(repo: { installationId: number; repositoryId: number }, number: number) {
  return and(
    eq(events.installationId, repo.installationId),
    eq(events.repositoryId, repo.repositoryId),
    eq(events.number, number),
  );
}
