/** Console paths have a few hundred characters at most, and browsers fail on redirect headers of several KB. */
const longest = 2_000;

/**
 * Validates a path from outside and returns `/` for anything that would lead to another host. The result is
 * resolved a second time, as a browser would: `/.//evil.example` looks like a local path, but normalizes to
 * `//evil.example`, which is another host.
 */
export function ownPath(wanted: unknown, baseUrl: string): string {
  if (typeof wanted !== 'string' || !wanted.startsWith('/') || wanted.length > longest) return '/';
  const { origin } = new URL(baseUrl);
  const url = URL.parse(wanted, baseUrl);
  if (url?.origin !== origin) return '/';
  const path = url.pathname + url.search;
  return URL.parse(path, baseUrl)?.origin === origin && !path.startsWith('//') ? path : '/';
}
