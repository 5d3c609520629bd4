import { LRUCache } from 'lru-cache';
import type { Probot } from 'probot';
import type { Person as ApiPerson, Roles } from '../../read/api.ts';
import type { Role, VisibleRepository } from '../../read/console.ts';
import { Refused } from '../../triage/core/refused.ts';
import { retried } from '../calls/call.ts';
import { askCollaborator } from '../calls/collaborator.ts';

/** How long a repository's installation is cached, in milliseconds, which is longer than permissions. */
const placeKeptFor = 10 * 60_000;
const roleKeptFor = 30_000;

type Place = Omit<VisibleRepository, 'role'>;

/**
 * Looks up users' roles in repositories with the app's own credentials, for API tokens, which outlive a
 * user's sign-in. Names are compared case-insensitively, like on GitHub.
 */
export function createRoles(probot: Pick<Probot, 'auth'>): Roles {
  const places = new LRUCache<string, { place: Place | null }>({ max: 2_000, ttl: placeKeptFor });
  const roles = new LRUCache<string, { role: Role | null }>({ max: 10_000, ttl: roleKeptFor });

  async function findPlace(owner: string, name: string): Promise<Place | null> {
    const known = places.get(keyOf(owner, name));
    if (known) return known.place;
    const place = await orNull(async () => {
      const asApp = await probot.auth();
      const { data: installation } = await retried(() =>
        asApp.rest.apps.getRepoInstallation({ owner, repo: name }),
      );
      if (installation.suspended_at) return null;
      const octokit = await probot.auth(installation.id);
      const { data } = await retried(() => octokit.rest.repos.get({ owner, repo: name }));
      return {
        installationId: installation.id,
        repositoryId: data.id,
        owner: data.owner.login,
        name: data.name,
        private: data.private,
      };
    });
    // A missing repository may be added to the app at any moment, so this is cached only briefly.
    places.set(keyOf(owner, name), { place }, place ? {} : { ttl: roleKeptFor });
    return place;
  }

  async function findRole(place: Place, { userId, login }: ApiPerson): Promise<Role | null> {
    const { installationId, repositoryId, owner, name } = place;
    const key = keyOf(String(repositoryId), String(userId), login);
    const known = roles.get(key);
    if (known) return known.role;
    const asked = await orNull(async () => {
      const octokit = await probot.auth(installationId);
      const [found, { data }] = await Promise.all([
        retried(() => askCollaborator(octokit, { owner, name }, { id: userId, login })),
        retried(() => octokit.rest.repos.get({ owner, repo: name })),
      ]);
      return { role: roleOf(found?.user?.permissions ?? {}), repositoryId: data.id };
    });
    // The name has become another repository's since: a role there says nothing about the one that had it.
    if (asked && asked.repositoryId !== repositoryId) {
      places.clear();
      return null;
    }
    const role = asked?.role ?? null;
    roles.set(key, { role });
    return role;
  }

  return {
    async find(owner, name, person) {
      const place = await findPlace(owner, name);
      const role = place && (await findRole(place, person));
      return place && role ? { ...place, role } : null;
    },
  };
}

const keyOf = (...parts: string[]) => parts.join('/').toLowerCase();

/** Any permanent error from GitHub counts as a missing repository. */
async function orNull<T>(ask: () => Promise<T>): Promise<T | null> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof Refused) return null;
    throw error;
  }
}

/** Returns the highest role, or null below triage. Custom roles have the permissions of the role they extend. */
export function roleOf(permissions: {
  admin?: boolean;
  maintain?: boolean;
  push?: boolean;
  triage?: boolean;
}): Role | null {
  if (permissions.admin) return 'admin';
  if (permissions.maintain) return 'maintain';
  if (permissions.push) return 'write';
  return permissions.triage ? 'triage' : null;
}
