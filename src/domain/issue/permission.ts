/** What somebody may do in a repository, as GitHub's base roles say it; each includes the ones before. */
export const permissions = ['none', 'read', 'triage', 'write', 'maintain', 'admin'] as const;
export type Permission = (typeof permissions)[number];
