import { LRUCache } from 'lru-cache';
import { may, type Operation } from '../../domain/commands/rights.ts';
import type { Permissions, VisibleRepository } from '../../read/console.ts';
import type { Session } from './sessions.ts';

export type Access = ReturnType<typeof createAccess>;

/**
 * How long permissions are cached, in milliseconds. Live pages check every 20 s, so revoked access ends
 * within a minute.
 */
const keptFor = 30_000;

/** Looks up what a user can access, using the user's own GitHub token. */
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
    /** @throws TokenRefused when GitHub no longer accepts the token */
    list,
    /** Null when the repository doesn't exist or the user isn't permitted; callers can't tell which. */
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
    /** The account of an installation that this server doesn't allow; null for any other installation. */
    notServed: (session: Session, installationId: number) =>
      permissions.accountNotServed(session.token, installationId),
    forget(session: Session): void {
      cache.delete(session.id);
    },
  };
}
