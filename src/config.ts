import { resolve } from 'node:path';
import { z } from 'zod';
import { type AppCredentials, credentialNames, readCredentials } from './app-credentials.ts';
import { type ModelConfig, modelVariables, readModelConfig } from './model-config.ts';

/** Everything that the environment decides, read once at the start. */
export interface Config {
  /** Null until the App is set up: then only the Setup page is served. */
  app: AppCredentials | null;
  role: 'web' | 'worker' | 'both';
  host: string;
  port: number;
  /** How browsers and GitHub reach us; no slash at the end. */
  baseUrl: string;
  /** False when `baseUrl` is only a guess from HOST and PORT. */
  baseUrlGiven: boolean;
  /** How many of our own reverse proxies stand in front. */
  trustedProxies: number;
  /** No slash at the end. */
  githubApiUrl: string;
  /** No slash at the end. */
  githubUrl: string;
  /** PostgreSQL's address; null for the embedded database in `dataDir`. */
  databaseUrl: string | null;
  dataDir: string;
  /** Null: derived from the private key. */
  sessionSecret: string | null;
  webhookProxyUrl: string | null;
  logLevel: string;
  /** Where the log is written besides the standard output; null for nowhere. */
  logFile: string | null;
  /** Milliseconds between SIGTERM and a hard end. */
  graceMs: number;
  /** Requests a minute for each address, on pages and on refused webhooks. */
  rateLimit: number;
  /** Seconds in which an issue's edits gather before it is triaged again. */
  editSeconds: number;
  /** Hosted models; none of them unless the environment says so. */
  models: ModelConfig;
  /** Values that must never be printed. */
  secrets: string[];
}

/** The environment cannot be used. The message names every problem, one a line, and what to do. */
export class ConfigError extends Error {
  readonly problems: readonly string[];
  constructor(problems: readonly string[]) {
    super(
      `DispatchAI cannot start:\n${problems.map((problem) => `  - ${problem}`).join('\n')}\nSee .env.example.`,
    );
    this.name = 'ConfigError';
    this.problems = problems;
  }
}

type Environment = Record<string, string | undefined>;

const url = (protocols: RegExp, example: string) =>
  z
    .string()
    .refine((text) => URL.canParse(text) && protocols.test(text), `must be an address such as ${example}`);
const webUrl = (example: string) =>
  url(/^https?:\/\//, example).transform((text) => text.replace(/\/+$/, ''));
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
  z.enum(values, { error: `must be one of ${values.join(', ')}` });

/** Every variable that can be checked by itself. An empty one counts as absent. */
const variables = z.object({
  ROLE: oneOf(['web', 'worker', 'both']).default('both'),
  HOST: z.string().default('127.0.0.1'),
  PORT: whole(0, 65_535).default(3000),
  BASE_URL: webUrl('https://dispatch.example.org').optional(),
  TRUSTED_PROXIES: whole(0, 10).default(0),
  GITHUB_API_URL: webUrl('https://api.github.com').default('https://api.github.com'),
  GITHUB_URL: webUrl('https://github.com').optional(),
  DATABASE_URL: url(/^postgres(ql)?:\/\//, 'postgres://user:password@host:5432/dispatch').optional(),
  DATA_DIR: z.string().default('.data'),
  SESSION_SECRET: z
    .string()
    .min(32, 'must have at least 32 characters; make one with: openssl rand -hex 32')
    .optional(),
  WEBHOOK_PROXY_URL: webUrl('https://smee.io/your-channel').optional(),
  LOG_LEVEL: oneOf(levels).default('info'),
  LOG_FILE: z.string().optional(),
  SHUTDOWN_GRACE_SECONDS: whole(1, 600).default(25),
  RATE_LIMIT_PER_MINUTE: whole(1, 1_000_000).default(100),
  EDIT_WAIT_SECONDS: whole(0, 3_600).default(30),
  ...modelVariables(webUrl('http://127.0.0.1:11434/v1'), whole(1, 120)),
});

/** Everything that the environment may set. */
export const variableNames: readonly string[] = [...credentialNames, ...Object.keys(variables.shape)];

/** Reads the environment into one typed value. Throws a `ConfigError` that names every problem at once. */
export function readConfig(environment: Environment): Config {
  const given: Record<string, string> = {};
  for (const [name, value] of Object.entries(environment))
    if (value !== undefined && value !== '') given[name] = value;

  const problems: string[] = [];
  const parsed = variables.safeParse(given);
  for (const issue of parsed.error?.issues ?? []) problems.push(`${issue.path.join('.')} ${issue.message}.`);
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
    dataDir: resolve(read.DATA_DIR),
    sessionSecret: read.SESSION_SECRET ?? null,
    webhookProxyUrl: read.WEBHOOK_PROXY_URL ?? null,
    logLevel: read.LOG_LEVEL,
    logFile: read.LOG_FILE ? resolve(read.LOG_FILE) : null,
    graceMs: read.SHUTDOWN_GRACE_SECONDS * 1000,
    rateLimit: read.RATE_LIMIT_PER_MINUTE,
    editSeconds: read.EDIT_WAIT_SECONDS,
    models: readModelConfig(read),
    secrets: [
      ...(app ? [app.privateKey, ...app.webhookSecrets, app.oauth?.clientSecret] : []),
      given.PRIVATE_KEY,
      read.SESSION_SECRET,
      read.DATABASE_URL && decodeURIComponent(new URL(read.DATABASE_URL).password),
      read.OPENAI_API_KEY,
      read.ANTHROPIC_API_KEY,
    ].filter((secret): secret is string => typeof secret === 'string' && secret !== ''),
  };
}

/** GitHub Enterprise Server has its API under `/api/v3` of the same host. */
function githubUrlFor(apiUrl: string): string {
  return apiUrl === 'https://api.github.com' ? 'https://github.com' : apiUrl.replace(/\/api\/v3$/, '');
}
