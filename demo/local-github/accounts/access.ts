import type { RepoRow, UserRow } from '../world/rows.ts';
import type { World } from '../world/world.ts';

export const LEVELS = ['pull', 'triage', 'push', 'maintain', 'admin'] as const;
export type Level = (typeof LEVELS)[number];

/** GitHub's names of roles, and the older words that `permission` still says for them. */
const ROLE_NAMES: Record<Level, string> = {
  pull: 'read',
  triage: 'triage',
  push: 'write',
  maintain: 'maintain',
  admin: 'admin',
};
const OLD_WORDS: Record<Level, string> = {
  pull: 'read',
  triage: 'read',
  push: 'write',
  maintain: 'write',
  admin: 'admin',
};

/** What a person may do on a repository; null where not even its existence shows. */
export function levelOf({ tables }: World, user: UserRow, repo: RepoRow): Level | null {
  if (repo.owner_type === 'User' && repo.owner_id === user.id) return 'admin';
  const role = repo.owner_type === 'Organization' ? memberRole(tables, repo.owner_id, user.id) : null;
  if (role === 'maintainer') return 'admin';
  const given = givenLevel(tables, repo.id, user.id);
  if (given) return given;
  return role !== null || !repo.private ? 'pull' : null;
}

/** What a person was given on the repository itself; null where nothing. */
export function givenLevel(tables: World['tables'], repoId: number, userId: number): Level | null {
  const row = tables.collaborators.findBy('repo_id', repoId).find((one) => one.user_id === userId);
  return row?.lent ? row.lent.given : (row?.permission ?? null);
}

export function memberRole(
  tables: World['tables'],
  orgId: number,
  userId: number,
): 'member' | 'maintainer' | null {
  const roles = tables.teams
    .findBy('org_id', orgId)
    .flatMap((team) => tables.teamMembers.findBy('team_id', team.id))
    .filter((member) => member.user_id === userId);
  if (roles.length === 0) return null;
  const members = tables.teams.findBy('org_id', orgId).find((team) => team.slug === 'members');
  return roles.some((row) => row.team_id === members?.id && row.role === 'maintainer')
    ? 'maintainer'
    : 'member';
}

export function mayAtLeast(level: Level | null, needed: Level): boolean {
  return level !== null && LEVELS.indexOf(level) >= LEVELS.indexOf(needed);
}

/** The `permissions` object of a repository in GitHub's answers. */
export function permissionsJson(level: Level | null): Record<Level, boolean> {
  const has = (needed: Level) => mayAtLeast(level, needed);
  return {
    admin: has('admin'),
    maintain: has('maintain'),
    push: has('push'),
    triage: has('triage'),
    pull: has('pull'),
  };
}

/** `permission` and `role_name` of GitHub's collaborator permission. */
export function roleWords(level: Level | null): { permission: string; role_name: string } {
  return level === null
    ? { permission: 'none', role_name: 'none' }
    : { permission: OLD_WORDS[level], role_name: ROLE_NAMES[level] };
}

/** GitHub's `author_association`. */
export function associationOf({ tables }: World, userId: number, repo: RepoRow): string {
  if (repo.owner_type === 'User' && repo.owner_id === userId) return 'OWNER';
  if (repo.owner_type === 'Organization' && memberRole(tables, repo.owner_id, userId)) return 'MEMBER';
  return givenLevel(tables, repo.id, userId) ? 'COLLABORATOR' : 'NONE';
}
