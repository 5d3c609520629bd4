export interface Places {
  /** Empty for the user's personal account. */
  organization: string;
  /** URL of a webhook proxy; null if GitHub delivers webhooks directly. */
  proxyUrl: string | null;
  /** Whether any account can install the app, or only its owner. */
  public: boolean;
  /** An error message about the form; the values are then the defaults. */
  problem?: string;
  /** The raw input, to be shown again. */
  typed: { organization: string; proxy: string };
}

const organizationName = /^[a-z\d](?:[a-z\d-]{0,38})$/i;

/** Parses the setup form: the owner of the app, who can install it, and where its webhooks are delivered. */
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
  // Only on explicit choice, because every account that installs a public app is served and can incur costs.
  const isPublic = asked.installable === 'any';
  if (proxy !== '' && !(URL.canParse(proxy) && /^https?:\/\//i.test(proxy))) {
    const problem = 'The webhook proxy must be a URL that starts with https://.';
    return { organization: '', proxyUrl: null, public: isPublic, problem, typed };
  }
  if (organization !== '' && !organizationName.test(organization)) {
    const problem = "An organization's name has letters, digits and hyphens.";
    return { organization: '', proxyUrl: null, public: isPublic, problem, typed };
  }
  return { organization, proxyUrl: proxy === '' ? null : proxy, public: isPublic, typed };
}
