/** An address of the console with a full filter has some hundred characters; a header of several KB breaks browsers. */
const longest = 2_000;

/**
 * A path of this console as it came from outside; `/` for anything that would lead elsewhere. What is answered is
 * resolved once more, as a browser will: `/.//evil.example` is a path of ours that reads `//evil.example` once its
 * dots are gone, and that is another host.
 */
export function ownPath(wanted: unknown, baseUrl: string): string {
  if (typeof wanted !== 'string' || !wanted.startsWith('/') || wanted.length > longest) return '/';
  const { origin } = new URL(baseUrl);
  const url = URL.parse(wanted, baseUrl);
  if (url?.origin !== origin) return '/';
  const path = url.pathname + url.search;
  return URL.parse(path, baseUrl)?.origin === origin && !path.startsWith('//') ? path : '/';
}
