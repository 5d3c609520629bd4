import { and, desc, eq, inArray, ne, or } from 'drizzle-orm';
import type { LinkState } from '../../domain/duplicates/duplicate-link.ts';
import { findRoot } from '../../domain/duplicates/find-root.ts';
import { judgeLink } from '../../domain/duplicates/judge-link.ts';
import type { DuplicateLinks, Said } from '../../triage/ports/duplicates.ts';
import type { Tenants } from '../core/database.ts';
import type { Tx } from '../core/transaction.ts';
import { appendAudit } from '../record/audit.ts';
import { appendEvents } from '../record/events.ts';
import { duplicateLinks } from '../schema/search-schema.ts';
import {
  type LinkPlace,
  lockLinks,
  ofNumber,
  ofRepository,
  readParents,
  readTargets,
  toLink,
} from './duplicate-rows.ts';
import { readShownRelated } from './duplicate-shown.ts';

type LinkRow = typeof duplicateLinks.$inferInsert;

/** The links and vetoes of each repository; writers of one repository take turns, so no two make a circle together. */
export function createDuplicateLinks(tenants: Tenants): DuplicateLinks {
  return {
    link: (repo, number, of, said) =>
      tenants.withTenant(repo.installationId, async (tx) => {
        await lockLinks(tx, repo);
        const parents = await readParents(tx, repo);
        // Its own link is about to be replaced, so it does not count.
        parents.delete(number);
        const known = await readTargets(tx, repo, [number, of, findRoot(of, parents)]);
        const verdict = judgeLink(number, of, parents, (each) => known.get(each) ?? null);
        if (!verdict.ok) return verdict;
        const { canonical } = verdict;
        const before = await tx.select().from(duplicateLinks).where(ofNumber(repo, number));
        if (before.some((row) => row.state === 'linked' && row.canonical === canonical)) return verdict;
        await tx
          .delete(duplicateLinks)
          .where(
            and(
              ofNumber(repo, number),
              ne(duplicateLinks.state, 'vetoed'),
              ne(duplicateLinks.canonical, canonical),
            ),
          );
        await put(tx, repo, number, canonical, 'linked', said);
        await tell(tx, repo, number, 'linked', [canonical], said);
        return verdict;
      }),

    unlink: (repo, number, said, of) =>
      tenants.withTenant(repo.installationId, async (tx) => {
        await lockLinks(tx, repo);
        const rows = await tx.select().from(duplicateLinks).where(ofNumber(repo, number));
        const standing = rows.filter(
          ({ state, canonical }) => state !== 'vetoed' && (of ?? canonical) === canonical,
        );
        const shown = of === undefined ? await readShownRelated(tx, repo, number) : [of];
        const known = new Set(
          rows.filter(({ state }) => state === 'vetoed').map(({ canonical }) => canonical),
        );
        const vetoed = [...new Set([...standing.map(({ canonical }) => canonical), ...shown])].filter(
          (canonical) => canonical !== number && !known.has(canonical),
        );
        for (const canonical of vetoed) await put(tx, repo, number, canonical, 'vetoed', said);
        if (vetoed.length > 0) await tell(tx, repo, number, 'vetoed', vetoed, said);
        return vetoed;
      }),

    canonicalOf: (repo, number) =>
      tenants.withTenant(repo.installationId, async (tx) => {
        const root = findRoot(number, await readParents(tx, repo));
        return root === number ? null : root;
      }),

    propose: (repo, number, of, look) =>
      tenants.withTenant(repo.installationId, async (tx) => {
        await lockLinks(tx, repo);
        const parents = await readParents(tx, repo);
        if (parents.has(number)) return { ok: false, problem: { code: 'linked_already' } };
        const known = await readTargets(tx, repo, [number, of, findRoot(of, parents)]);
        const verdict = judgeLink(number, of, parents, (each) => known.get(each) ?? null);
        if (!verdict.ok) return verdict;
        const { canonical } = verdict;
        const said = await tx
          .select({ state: duplicateLinks.state })
          .from(duplicateLinks)
          .where(and(ofRepository(repo), pairOf(number, canonical, of)));
        if (said.length > 0) return { ok: false, problem: { code: 'told_already' } };
        const by = { source: 'model' as const, by: null, cause: look.model, look };
        await put(tx, repo, number, canonical, 'proposed', by);
        await appendEvents(tx, repo, number, [happened('proposed', [canonical], null)]);
        return verdict;
      }),

    linksOf: (repo, number) =>
      tenants.withTenant(repo.installationId, async (tx) => {
        const rows = await tx
          .select()
          .from(duplicateLinks)
          .where(ofNumber(repo, number))
          .orderBy(desc(duplicateLinks.linkedAt));
        return rows.map(toLink);
      }),

    vetoedWith: (repo, number) =>
      tenants.withTenant(repo.installationId, async (tx) => {
        const rows = await tx
          .select({ number: duplicateLinks.number, canonical: duplicateLinks.canonical })
          .from(duplicateLinks)
          .where(
            and(
              ofRepository(repo),
              eq(duplicateLinks.state, 'vetoed'),
              or(eq(duplicateLinks.number, number), eq(duplicateLinks.canonical, number)),
            ),
          );
        return rows.map((row) => (row.number === number ? row.canonical : row.number));
      }),

    keepOpen: (repo, number, why) =>
      tenants.withTenant(repo.installationId, async (tx) => {
        await tx
          .update(duplicateLinks)
          .set({ keptOpen: why })
          .where(and(ofNumber(repo, number), eq(duplicateLinks.state, 'linked')));
      }),
  };
}

/** The pair, whichever of the two was called the duplicate. */
function pairOf(number: number, ...others: number[]) {
  return or(
    and(eq(duplicateLinks.number, number), inArray(duplicateLinks.canonical, others)),
    and(eq(duplicateLinks.canonical, number), inArray(duplicateLinks.number, others)),
  );
}

async function put(
  tx: Tx,
  { installationId, repositoryId }: LinkPlace,
  number: number,
  canonical: number,
  state: LinkState,
  said: Pick<LinkRow, 'by' | 'cause' | 'source' | 'look'>,
): Promise<void> {
  const row = {
    ...{ state, linkedAt: new Date(), keptOpen: null },
    ...{ by: said.by ?? null, cause: said.cause, source: said.source ?? ('command' as const) },
  };
  await tx
    .insert(duplicateLinks)
    .values({ installationId, repositoryId, number, canonical, ...row, look: said.look ?? null })
    .onConflictDoUpdate({
      target: [
        duplicateLinks.installationId,
        duplicateLinks.repositoryId,
        duplicateLinks.canonical,
        duplicateLinks.number,
      ],
      // What a model gave stays beside what a person made of it.
      set: row,
    });
}

async function tell(
  tx: Tx,
  repo: LinkPlace,
  number: number,
  state: LinkState,
  canonicals: number[],
  said: Said,
): Promise<void> {
  const kind = `duplicate.${state}`;
  const detail = { of: canonicals, source: said.source ?? 'command', cause: said.cause };
  await appendAudit(tx, repo, [{ number, kind, actor: said.by, deliveryId: null, effectId: null, detail }]);
  await appendEvents(tx, repo, number, [happened(state, canonicals, said)]);
}

function happened(state: LinkState, of: number[], said: Said | null) {
  return {
    kind: 'other' as const,
    actor: said?.by ?? { login: 'dispatch', id: null, kind: 'bot' as const },
    deliveryId: null,
    detail: { action: `duplicate ${state}`, of },
  };
}
