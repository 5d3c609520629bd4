/**
 * What the database said, without what it was given: drivers and drizzle put the statement's parameters and the failing
 * row into their errors, and those hold issue texts and tokens, which must reach neither a log nor a job's record.
 */
export class DatabaseError extends Error {
  override readonly name = 'DatabaseError';
  /** The SQLSTATE, or the driver's own code such as `CONNECTION_CLOSED`; null where there is none. */
  readonly code: string | null;
  readonly constraint: string | null;

  constructor(message: string, code: string | null, constraint: string | null = null) {
    super(message);
    this.code = code;
    this.constraint = constraint;
  }

  /** True when the same statement may succeed later: the connection or the server failed, not the statement. */
  get passing(): boolean {
    return this.code === null || !/^(22|23|42|DA0)/.test(this.code);
  }
}

/** The tenant is gone for good; work for it is to be dropped, not retried. */
export const forgottenInstallation = 'DA001';

/** Returns errors of the database as DatabaseError and every other error as it is. */
export function plainError(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  // Drizzle wraps whatever its driver threw, a TypeError over a parameter too.
  const wrapped = error.name === 'Error' && 'params' in error && error.cause instanceof Error;
  const inner = wrapped ? (error.cause as Error) : error;
  if (inner instanceof DatabaseError) return inner;
  const { code, constraint, constraint_name, severity } = inner as Error & Record<string, unknown>;
  const isDatabase = wrapped || severity !== undefined || /^CONNECT|^E[A-Z]+$/.test(String(code));
  if (!isDatabase) return error;
  const text = (value: unknown) => (typeof value === 'string' ? value : null);
  // Node leaves the message empty where it tried several addresses.
  return new DatabaseError(
    inner.message || String(code),
    text(code),
    text(constraint_name) ?? text(constraint),
  );
}

/** True when the tenant is gone for good: nothing is left to work for. */
export function isForgottenInstallation(error: unknown): boolean {
  return error instanceof DatabaseError && error.code === forgottenInstallation;
}
