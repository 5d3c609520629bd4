/** A path of this console as it came from outside; `/` for anything that would lead elsewhere. */
export function ownPath(wanted: unknown, baseUrl: string): string {
  if (typeof wanted !== 'string' || !wanted.startsWith('/')) return '/';
  try {
    const url = new URL(wanted, baseUrl);
    return url.origin === new URL(baseUrl).origin ? url.pathname + url.search : '/';
  } catch {
    return '/';
  }
}
