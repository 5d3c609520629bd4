import type { CollaboratorRow } from '../world/rows.ts';
import type { Role } from '../world/seed.ts';
import type { World } from '../world/world.ts';

const COLLABORATOR: Record<Role, CollaboratorRow['permission']> = {
  read: 'pull',
  triage: 'triage',
  write: 'push',
  maintain: 'maintain',
  admin: 'admin',
};

/** Whether a person was given a role on the repository itself. */
export function hasRole({ tables }: World, fullName: string, login: string): boolean {
  const repo = tables.repos.findOneBy('full_name', fullName);
  const user = tables.users.findOneBy('login', login);
  return tables.collaborators.findBy('repo_id', repo?.id ?? 0).some((row) => row.user_id === user?.id);
}

/** Gives a person a role on a repository; null takes it away. */
export function setRole({ tables }: World, fullName: string, login: string, role: Role | null): void {
  const repo = tables.repos.findOneBy('full_name', fullName);
  const user = tables.users.findOneBy('login', login);
  if (!repo || !user) throw new Error(`no ${fullName} or no ${login}`);
  const kept = tables.collaborators.findBy('repo_id', repo.id).find((row) => row.user_id === user.id);
  if (role === null) {
    if (kept) tables.collaborators.delete(kept.id);
    return;
  }
  if (kept) tables.collaborators.update(kept.id, { permission: COLLABORATOR[role], lent: null });
  else tables.collaborators.insert({ repo_id: repo.id, user_id: user.id, permission: COLLABORATOR[role] });
}
