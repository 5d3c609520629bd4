/** The login of an installation's account as GitHub's API gives it; an enterprise has a slug instead. */
export function loginOf(account: { login?: string; slug?: string } | null | undefined): string {
  return account?.login ?? account?.slug ?? '';
}
