/** The page host of an organization on GitHub Enterprise Cloud with data residency: `NAME.ghe.com`, its API `api.NAME.ghe.com`. */
const tenantHost = /^([a-z\d-]+)\.ghe\.com$/;
const tenantApiHost = /^api\.([a-z\d-]+\.ghe\.com)$/;

/**
 * Where people see GitHub's pages, found from the address of its API. GitHub Enterprise Server has its API under `/api/v3` of the
 * same host; github.com and ghe.com have it on a host of its own.
 */
export function githubUrlFor(apiUrl: string): string {
  const { host } = new URL(apiUrl);
  if (host === 'api.github.com') return 'https://github.com';
  const tenant = tenantApiHost.exec(host)?.[1];
  return tenant ? `https://${tenant}` : apiUrl.replace(/\/api\/v3$/, '');
}

/** What is wrong with an address of the API that is the address of GitHub's pages, in words; null where nothing is. */
export function misplacedApiUrl({ host }: URL): string | null {
  if (host === 'github.com' || host === 'www.github.com')
    return "is the address of GitHub's pages; the API is at https://api.github.com";
  const tenant = host !== 'api.ghe.com' && tenantHost.test(host);
  return tenant ? `is the address of GitHub's pages; the API is at https://api.${host}` : null;
}

/** The same for an address of GitHub's pages that is the address of the API. */
export function misplacedGithubUrl({ host, pathname }: URL): string | null {
  const isApi = host === 'api.github.com' || tenantApiHost.test(host) || /^\/api\/v3\/?$/.test(pathname);
  return isApi ? 'is the address of the API; leave it empty, or set the address of the pages' : null;
}

/** A sentence for the log about an address of the API that may be incomplete; none where it looks right. */
export function apiUrlNotice(apiUrl: string): string[] {
  const { protocol, host, pathname } = new URL(apiUrl);
  const known = host === 'api.github.com' || tenantApiHost.test(host) || pathname.endsWith('/api/v3');
  return known || protocol === 'http:'
    ? []
    : [
        `GITHUB_API_URL has no /api/v3 at its end, where GitHub Enterprise Server has its API: https://${host}/api/v3.`,
      ];
}
