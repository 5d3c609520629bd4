import { type Permission, permissions } from '../../domain/issue/permission.ts';

/** What we read of GitHub's answer about a collaborator. */
export interface GitHubPermission {
  /** `admin`, `write`, `read` or `none`: triage shows as read here, maintain as write. */
  permission?: string | undefined;
  /** The role's own name, which an organization may have made. */
  role_name?: string | undefined;
  user?: { permissions?: Partial<Record<Power, boolean>> | undefined } | null | undefined;
}

type Power = 'admin' | 'maintain' | 'push' | 'triage' | 'pull';

const powers: [Power, Permission][] = [
  ['admin', 'admin'],
  ['maintain', 'maintain'],
  ['push', 'write'],
  ['triage', 'triage'],
  ['pull', 'read'],
];

/** The most that an answer allows: by its named powers (also of an organization's own roles), else by the role's name. */
export function toPermission({ permission, role_name, user }: GitHubPermission): Permission {
  const given = user?.permissions;
  if (given && permission !== 'none') {
    const highest = powers.find(([power]) => given[power]);
    if (highest) return highest[1];
  }
  const named = permissions.find((each) => each === role_name);
  return named ?? permissions.find((each) => each === permission) ?? 'none';
}
