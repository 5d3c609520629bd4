import { isIP } from 'node:net';
import { resolve } from 'node:path';
import { z } from 'zod';
import { type AppCredentials, credentialNames, readCredentials } from './app-credentials.ts';
import { cleanEnvironment } from './clean-environment.ts';
import { apiUrlNotice, githubUrlFor, misplacedApiUrl, misplacedGithubUrl } from './github-addresses.ts';
import { type ModelConfig, modelVariables, readModelConfig } from './model-config.ts';

/** The configuration from the environment, read once at startup. */
export interface Config {
  /** Null until the app is set up. Until then only the setup page is served. */
  app: AppCredentials | null;
  role: 'web' | 'worker' | 'both';
  host: string;
  port: number;
  /** The public URL, without a trailing slash. */
  baseUrl: string;
  /** False when `baseUrl` was guessed from HOST and PORT. */
  baseUrlGiven: boolean;
  /** Number of trusted reverse proxies in front of the server. */
  trustedProxies: number;
  /** Without a trailing slash. */
  githubApiUrl: string;
  /** Without a trailing slash. */
  githubUrl: string;
  /** PostgreSQL connection URL; null for the embedded database in `dataDir`. */
  databaseUrl: string | null;
  /** PostgreSQL itself, where `databaseUrl` leads to a pooler. */
  databaseDirectUrl: string | null;
  databasePrepare: boolean;
  dataDir: string;
  /** Null: derived from the private key. */
  sessionSecret: string | null;
  /** Bearer token for `/metrics`; null disables the endpoint. */
  metricsToken: string | null;
  webhookProxyUrl: string | null;
  logLevel: string;
  /** Log file in addition to standard output; null for none. */
  logFile: string | null;
  /** Grace period in milliseconds between SIGTERM and a forced exit. */
  graceMs: number;
  /** Requests per minute and address, for pages and rejected webhooks. */
  rateLimit: number;
  /** Seconds to wait for further edits of an issue before it is triaged again. */
  editSeconds: number;
  /** Hosted models; none of them unless the environment says so. */
  models: ModelConfig;
  /** Allowlisted accounts in lower case; null allows every account that installs the app. */
  allowedAccounts: readonly string[] | null;
  /** Warnings about suspicious but accepted values, one sentence each, for the log. */
  notices: readonly string[];
  /** Values that must never be logged. */
  secrets: string[];
}

/** Thrown for an invalid environment. The message lists every problem, one per line, and what to do. */
export class ConfigError extends Error {
  readonly problems: readonly string[];
  constructor(problems: readonly string[]) {
    super(
      `DispatchAI can't start:\n${problems.map((problem) => `  - ${problem}`).join('\n')}\nSee .env.example.`,
    );
    this.name = 'ConfigError';
    this.problems = problems;
  }
}

type Environment = Record<string, string | undefined>;

const webAddress = /^https?:\/\//i;

/** A URL without a trailing slash, with scheme and host in lower case. `refuse` returns a further problem with it. */
const webUrl = (example: string, refuse: (url: URL) => string | null = () => null) =>
  z.string().transform((text, context) => {
    const url = webAddress.test(text) && URL.canParse(text) ? new URL(text) : null;
    const problem = !url
      ? `must be a URL such as ${example}`
      : url.username || url.password
        ? 'must not contain a user name or password'
        : refuse(url);
    if (!url || problem) {
      context.addIssue({ code: 'custom', message: problem ?? '' });
      return z.NEVER;
    }
    return `${url.origin}${url.pathname.replace(/\/+$/, '')}${url.search}`;
  });
const rest = (url: URL) => (url.search || url.hash ? 'must end before any ? or #' : null);
const pathIn = (url: URL, why: string) => (url.pathname.replace(/\/+$/, '') === '' ? null : why);

const databaseExample = 'postgres://user:password@host:5432/dispatch';
/** A PostgreSQL connection URL. Its error never repeats the value, which contains a password. */
const databaseUrl = z
  .string()
  .refine((text) => /^postgres(ql)?:\/\//i.test(text), `must be a URL such as ${databaseExample}`)
  .refine(
    (text) => !/^postgres(ql)?:\/\//i.test(text) || canDecode(text),
    `can't be parsed; it must be a URL such as ${databaseExample}, with each of / @ : ? # % in the password percent-encoded (%2F %40 %3A %3F %23 %25)`,
  )
  .transform((text) => text.replace(/^[a-z]+/i, (scheme) => scheme.toLowerCase()));

/** Whether a URL and its parts can be decoded: a % may not be a valid percent-encoding. */
function canDecode(text: string): boolean {
  try {
    const { username, password, pathname } = new URL(text);
    for (const part of [username, password, pathname]) decodeURIComponent(part);
    return true;
  } catch {
    return false;
  }
}

/** A path on this machine. */
const path = z
  .string()
  .refine((text) => !/^~(\/|$)/.test(text), 'starts with ~, which only a shell expands; use the full path');
/** The address to listen on. Brackets around an IPv6 address are removed. */
const listenHost = z
  .string()
  .transform((text) => text.replace(/^\[(.*)\]$/, '$1'))
  .refine(
    (text) => isIP(text) !== 0 || /^[a-z\d]([a-z\d.-]*[a-z\d])?$/i.test(text),
    'must be an address or host name without a port, such as 127.0.0.1 or 0.0.0.0',
  );
const login = /^@?([a-z\d][\w-]{0,99})$/i;
/** Logins separated by commas or spaces, in lower case. */
const logins = z.string().transform((text, context): string[] => {
  const words = text.split(/[\s,]+/).filter((word) => word !== '');
  const found = words.flatMap((word) => login.exec(word)?.[1]?.toLowerCase() ?? []);
  if (found.length > 0 && found.length === words.length) return found;
  context.addIssue({
    code: 'custom',
    message: 'must be account logins separated by commas, such as octocat, acme',
  });
  return z.NEVER;
});
const whole = (from: number, to: number) =>
  z
    .string()
    .refine(
      (text) => /^\d+$/.test(text) && Number(text) >= from && Number(text) <= to,
      `must be a whole number from ${from} to ${to}`,
    )
    .transform(Number);
const levels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;
const oneOf = <const T extends readonly string[]>(values: T) =>
  z
    .string()
    .transform((text) => text.toLowerCase())
    .pipe(z.enum(values, { error: `must be one of ${values.join(', ')}` }));

/** Schemas of the variables that can be validated individually. An empty value counts as unset. */
const variables = z.object({
  ROLE: oneOf(['web', 'worker', 'both']).default('both'),
  HOST: listenHost.default('127.0.0.1'),
  PORT: whole(0, 65_535).default(3000),
  BASE_URL: webUrl(
    'https://dispatch.example.org',
    (url) =>
      rest(url) ??
      pathIn(
        url,
        'must not have a path: DispatchAI is served from the root of a host, so use a dedicated host name',
      ),
  ).optional(),
  TRUSTED_PROXIES: whole(0, 10).default(0),
  GITHUB_API_URL: webUrl('https://api.github.com', (url) => rest(url) ?? misplacedApiUrl(url)).default(
    'https://api.github.com',
  ),
  GITHUB_URL: webUrl(
    'https://github.com',
    (url) => rest(url) ?? misplacedGithubUrl(url) ?? pathIn(url, 'must not have a path'),
  ).optional(),
  ALLOWED_ACCOUNTS: logins.optional(),
  DATABASE_URL: databaseUrl.optional(),
  DATABASE_DIRECT_URL: databaseUrl.optional(),
  DATABASE_PREPARE: z.enum(['true', 'false'], 'must be true or false').default('true'),
  DATA_DIR: path.default('.data'),
  SESSION_SECRET: z
    .string()
    .min(32, 'must have at least 32 characters; generate one with: openssl rand -hex 32')
    .optional(),
  METRICS_TOKEN: z
    .string()
    .regex(
      /^[\w.~+/-]{16,200}=*$/,
      'must have 16 to 200 letters, digits or -._~+/; generate one with: openssl rand -hex 32',
    )
    .optional(),
  WEBHOOK_PROXY_URL: webUrl('https://smee.io/your-channel').optional(),
  LOG_LEVEL: oneOf(levels).default('info'),
  LOG_FILE: path.optional(),
  SHUTDOWN_GRACE_SECONDS: whole(1, 600).default(25),
  RATE_LIMIT_PER_MINUTE: whole(1, 1_000_000).default(100),
  EDIT_WAIT_SECONDS: whole(0, 3_600).default(30),
  ...modelVariables(webUrl('http://127.0.0.1:11434/v1'), whole(1, 120)),
});

/** Every environment variable we read. */
export const variableNames: readonly string[] = [...credentialNames, ...Object.keys(variables.shape)];

/** Parses the environment. Throws a `ConfigError` that lists every problem. */
export function readConfig(environment: Environment): Config {
  const { given, notices } = cleanEnvironment(environment, variableNames);
  const problems: string[] = [];
  const parsed = variables.safeParse(given);
  // Reports only the first problem of each variable.
  const told = new Set<string>();
  for (const issue of parsed.error?.issues ?? []) {
    const name = issue.path.join('.');
    if (!told.has(name)) problems.push(`${name} ${issue.message}.`);
    told.add(name);
  }
  if (given.DATABASE_DIRECT_URL && !given.DATABASE_URL)
    problems.push('DATABASE_DIRECT_URL goes with DATABASE_URL, which is not set.');
  const app = readCredentials(given, problems);
  if (!parsed.success || problems.length > 0) throw new ConfigError(problems);

  const read = parsed.data;
  const host = read.HOST.includes(':') ? `[${read.HOST}]` : read.HOST;
  return {
    app,
    role: read.ROLE,
    host: read.HOST,
    port: read.PORT,
    baseUrl: read.BASE_URL ?? `http://${host}:${read.PORT}`,
    baseUrlGiven: read.BASE_URL !== undefined,
    trustedProxies: read.TRUSTED_PROXIES,
    githubApiUrl: read.GITHUB_API_URL,
    githubUrl: read.GITHUB_URL ?? githubUrlFor(read.GITHUB_API_URL),
    databaseUrl: read.DATABASE_URL ?? null,
    databaseDirectUrl: read.DATABASE_DIRECT_URL ?? null,
    databasePrepare: read.DATABASE_PREPARE === 'true',
    dataDir: resolve(read.DATA_DIR),
    sessionSecret: read.SESSION_SECRET ?? null,
    metricsToken: read.METRICS_TOKEN ?? null,
    webhookProxyUrl: read.WEBHOOK_PROXY_URL ?? null,
    logLevel: read.LOG_LEVEL,
    logFile: read.LOG_FILE ? resolve(read.LOG_FILE) : null,
    graceMs: read.SHUTDOWN_GRACE_SECONDS * 1000,
    rateLimit: read.RATE_LIMIT_PER_MINUTE,
    editSeconds: read.EDIT_WAIT_SECONDS,
    models: readModelConfig(read),
    allowedAccounts: read.ALLOWED_ACCOUNTS ?? null,
    notices: [...notices, ...apiUrlNotice(read.GITHUB_API_URL)],
    secrets: [
      ...(app ? [app.privateKey, ...app.webhookSecrets, app.oauth?.clientSecret] : []),
      given.PRIVATE_KEY,
      read.SESSION_SECRET,
      // PostgreSQL's own variable, which provides the password if DATABASE_URL has none.
      environment.PGPASSWORD,
      read.METRICS_TOKEN,
      ...[read.DATABASE_URL, read.DATABASE_DIRECT_URL].map(
        (url) => url && decodeURIComponent(new URL(url).password),
      ),
      read.OPENAI_API_KEY,
      read.ANTHROPIC_API_KEY,
    ].filter((secret): secret is string => typeof secret === 'string' && secret !== ''),
  };
}
