/** Web host of GitHub Enterprise Cloud with data residency: `NAME.ghe.com`, with the API at `api.NAME.ghe.com`. */
const tenantHost = /^([a-z\d-]+)\.ghe\.com$/;
const tenantApiHost = /^api\.([a-z\d-]+\.ghe\.com)$/;

/**
 * Derives GitHub's web URL from its API URL. GitHub Enterprise Server has its API at `/api/v3` of the same
 * host; github.com and ghe.com use a separate host.
 */
export function githubUrlFor(apiUrl: string): string {
  const { host } = new URL(apiUrl);
  if (host === 'api.github.com') return 'https://github.com';
  const tenant = tenantApiHost.exec(host)?.[1];
  return tenant ? `https://${tenant}` : apiUrl.replace(/\/api\/v3$/, '');
}

/** Returns the problem with an API URL that is really GitHub's web URL; null if there is none. */
export function misplacedApiUrl({ host }: URL): string | null {
  if (host === 'github.com' || host === 'www.github.com')
    return "is GitHub's web URL; the API is at https://api.github.com";
  const tenant = host !== 'api.ghe.com' && tenantHost.test(host);
  return tenant ? `is GitHub's web URL; the API is at https://api.${host}` : null;
}

/** Returns the problem with a web URL that is really the API URL; null if there is none. */
export function misplacedGithubUrl({ host, pathname }: URL): string | null {
  const isApi = host === 'api.github.com' || tenantApiHost.test(host) || /^\/api\/v3\/?$/.test(pathname);
  return isApi ? 'is the API URL; leave it empty, or set the web URL' : null;
}

/** Returns a warning about an API URL that may be incomplete; none if it looks right. */
export function apiUrlNotice(apiUrl: string): string[] {
  const { protocol, host, pathname } = new URL(apiUrl);
  const known = host === 'api.github.com' || tenantApiHost.test(host) || pathname.endsWith('/api/v3');
  return known || protocol === 'http:'
    ? []
    : [
        `GITHUB_API_URL doesn't end with /api/v3, the API path of GitHub Enterprise Server: https://${host}/api/v3.`,
      ];
}
