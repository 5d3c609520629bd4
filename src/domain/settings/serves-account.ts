/** Whether the App serves an account of GitHub, by its login. */
export type ServesAccount = (login: string) => boolean;

/** Serves the accounts of a list, without regard to case; every account where there is no list. */
export function servesAccount(allowed: readonly string[] | null): ServesAccount {
  if (allowed === null) return () => true;
  const logins = new Set(allowed.map((login) => login.toLowerCase()));
  return (login) => logins.has(login.toLowerCase());
}
