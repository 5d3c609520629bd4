import type { Account } from '../../domain/issue/issue.ts';
import type { Session } from './sessions.ts';

/** Converts a session or token to an account, as stored in the record. */
export function accountOf({
  login,
  userId,
}: Pick<Session, 'login' | 'userId'>): Account & { kind: 'person' } {
  return { login, id: userId, kind: 'person' };
}
