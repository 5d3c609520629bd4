import type { Account } from '../../domain/issue/issue.ts';
import type { Session } from './sessions.ts';

/** The signed-in person, or the one behind a token, as the record names people. */
export function accountOf({
  login,
  userId,
}: Pick<Session, 'login' | 'userId'>): Account & { kind: 'person' } {
  return { login, id: userId, kind: 'person' };
}
