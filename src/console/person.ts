import type { Account } from '../domain/issue.ts';
import type { VisibleRepository } from './ports.ts';
import type { Session } from './sessions.ts';

/** The signed-in person, or the one behind a token, as the record names people. */
export function accountOf({
  login,
  userId,
}: Pick<Session, 'login' | 'userId'>): Account & { kind: 'person' } {
  return { login, id: userId, kind: 'person' };
}

const roles = ['triage', 'write', 'maintain', 'admin'] as const;

/** Whether a person's role in a repository is at least this one. */
export function mayAs({ role }: VisibleRepository, least: (typeof roles)[number]): boolean {
  return roles.indexOf(role) >= roles.indexOf(least);
}
