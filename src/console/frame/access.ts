import { LRUCache } from 'lru-cache';
import { may, type Operation } from '../../domain/commands/rights.ts';
import type { Permissions, VisibleRepository } from '../../read/console.ts';
import type { Session } from './sessions.ts';

export type Access = ReturnType<typeof createAccess>;

/** How long an answer about permissions is kept, in milliseconds. Live pages ask again every 20 s, so nobody sees more than a minute too long. */
const keptFor = 30_000;

/** What a person may see, asked of GitHub with the person's own token. */
export function createAccess(permissions: Permissions, now: () => Date = () => new Date()) {
  const cache = new LRUCache<string, VisibleRepository[], string>({
    max: 2_000,
    ttl: keptFor,
    ttlResolution: 0,
    perf: { now: () => now().getTime() },
    fetchMethod: (_id, _stale, { context: token }) => permissions.listRepositories(token),
  });
  const list = async (session: Session): Promise<VisibleRepository[]> => {
    const repositories = await cache.fetch(session.id, { context: session.token });
    return repositories ?? [];
  };
  return {
    /** @throws TokenRefused when GitHub no longer takes the token */
    list,
    /** Null when there is no such repository or the person may not do this there: nobody can tell which. */
    async find(
      session: Session,
      owner: string,
      name: string,
      operation: Operation,
    ): Promise<VisibleRepository | null> {
      const same = (a: string, b: string) => a.toLowerCase() === b.toLowerCase();
      const found = (await list(session)).find(
        (repository) => same(repository.owner, owner) && same(repository.name, name),
      );
      return found && may(found.role, operation) ? found : null;
    },
    /** The account of an installation that this App does not serve; null for any other installation. */
    notServed: (session: Session, installationId: number) =>
      permissions.accountNotServed(session.token, installationId),
    forget(session: Session): void {
      cache.delete(session.id);
    },
  };
}
