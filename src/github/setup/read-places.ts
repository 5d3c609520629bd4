export interface Places {
  /** Empty for one's own account. */
  organization: string;
  /** Where GitHub sends webhooks when not straight to us; null for straight to us. */
  proxyUrl: string | null;
  /** What is wrong with the answers, in a sentence; then both stand at their defaults. */
  problem?: string;
  /** As typed, to be shown again. */
  typed: { organization: string; proxy: string };
}

const organizationName = /^[a-z\d](?:[a-z\d-]{0,38})$/i;

/** Reads the form of the Setup page: for whom the App is, and where its webhooks come in. */
export function readPlaces(
  asked: { organization?: string | undefined; proxy?: string | undefined },
  keptProxyUrl: string | null,
): Places {
  const organization = (asked.organization ?? '').trim();
  const proxy = (asked.proxy ?? keptProxyUrl ?? '').trim();
  const typed = { organization, proxy };
  if (proxy !== '' && !(URL.canParse(proxy) && /^https?:\/\//.test(proxy))) {
    const problem = 'The webhook proxy must be an address that begins with https://.';
    return { organization: '', proxyUrl: null, problem, typed };
  }
  if (organization !== '' && !organizationName.test(organization)) {
    return { organization: '', proxyUrl: null, problem: 'This is not the name of an organisation.', typed };
  }
  return { organization, proxyUrl: proxy === '' ? null : proxy, typed };
}
