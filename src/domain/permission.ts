/** What somebody may do in a repository, as GitHub's base roles say it; each includes the ones before. */
export const permissions = ['none', 'read', 'triage', 'write', 'maintain', 'admin'] as const;
export type Permission = (typeof permissions)[number];

/** True for triage, write, maintain and admin: those may label, assign and teach. */
export function mayTriage(permission: Permission): boolean {
  return permissions.indexOf(permission) >= permissions.indexOf('triage');
}
