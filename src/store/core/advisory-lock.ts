/**
 * Takes PostgreSQL's advisory lock of this name until the transaction ends, waiting for whoever holds it.
 *
 * @throws TypeError for a name that is not a plain word
 */
export function advisoryLockSql(name: string): string {
  if (!/^[\w.]+$/.test(name)) throw new TypeError('a lock is named by a plain word');
  return `select pg_advisory_xact_lock(hashtextextended('${name}', 0))`;
}
