export interface Places {
  /** Empty for one's own account. */
  organization: string;
  /** Where GitHub sends webhooks when not straight to us; null for straight to us. */
  proxyUrl: string | null;
  /** Whether any account may install the App, or only the one that owns it. */
  public: boolean;
  /** What is wrong with the answers, in a sentence; then both stand at their defaults. */
  problem?: string;
  /** As typed, to be shown again. */
  typed: { organization: string; proxy: string };
}

const organizationName = /^[a-z\d](?:[a-z\d-]{0,38})$/i;

/** Reads the form of the Setup page: who owns the App, who may install it, and where its webhooks come in. */
export function readPlaces(
  asked: {
    organization?: string | undefined;
    proxy?: string | undefined;
    installable?: string | undefined;
  },
  keptProxyUrl: string | null,
): Places {
  const organization = (asked.organization ?? '').trim();
  const proxy = (asked.proxy ?? keptProxyUrl ?? '').trim();
  const typed = { organization, proxy };
  // Only where somebody chose it: every account that installs a public App is served, and may cost money.
  const isPublic = asked.installable === 'any';
  if (proxy !== '' && !(URL.canParse(proxy) && /^https?:\/\//i.test(proxy))) {
    const problem = 'The webhook proxy must be an address that begins with https://.';
    return { organization: '', proxyUrl: null, public: isPublic, problem, typed };
  }
  if (organization !== '' && !organizationName.test(organization)) {
    const problem = "An organization's name has letters, digits and hyphens.";
    return { organization: '', proxyUrl: null, public: isPublic, problem, typed };
  }
  return { organization, proxyUrl: proxy === '' ? null : proxy, public: isPublic, typed };
}
