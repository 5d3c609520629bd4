import type { PastIssue } from './past-issue.ts';
import type { World } from './world.ts';

export type Role = 'read' | 'triage' | 'write' | 'maintain' | 'admin';

export interface SeedAccount {
  login: string;
  kind: 'organization' | 'user';
  name?: string;
  /** GitHub's organization-wide issue types. */
  issueTypes?: string[];
  /** Owners are administrators of every repository. */
  owners?: string[];
  members?: string[];
  /** Logins of members by team slug. */
  teams?: Record<string, string[]>;
  /** False: the App is not installed here yet. */
  installed?: boolean;
}

export interface SeedUser {
  login: string;
  name?: string;
  /** By `owner/name`. Without one a person reads what is public. */
  roles?: Record<string, Role>;
}

export interface SeedRepository {
  owner: string;
  name: string;
  private?: boolean;
  description?: string;
  labels?: { name: string; color?: string; description?: string }[];
  /** Text by path, for example `.github/dispatch.yml`. */
  files?: Record<string, string>;
  /** Its issues from before the App came, numbered from 1. Only a repository without any issue gets them. */
  past?: PastIssue[];
  /** False: left out of its account's installation. */
  installed?: boolean;
}

export interface Seed {
  accounts: SeedAccount[];
  users: SeedUser[];
  /** Apps of others, by their slug: `dependabee` writes as `dependabee[bot]`. */
  bots?: { slug: string; name: string }[];
  repositories: SeedRepository[];
  app?: SeedApp;
}

export interface SeedApp {
  slug?: string;
  name?: string;
  permissions?: Record<string, string>;
  events?: string[];
  callbackUrls?: string[];
  setupUrl?: string;
}

export const APP_PERMISSIONS = { issues: 'write', contents: 'read', metadata: 'read' };
export const APP_EVENTS = ['issues', 'issue_comment', 'label', 'repository', 'push'];

/** A small organization with one repository: a maintainer, a triager, two reporters and an outsider. */
export const SMALL_SEED: Seed = {
  accounts: [{ login: 'acme', kind: 'organization', name: 'Acme', owners: ['mona'] }],
  users: [
    { login: 'mona', name: 'Mona, who maintains' },
    { login: 'tess', name: 'Tess, who triages', roles: { 'acme/widgets': 'triage' } },
    { login: 'rita', name: 'Rita, who reports' },
    { login: 'ravi', name: 'Ravi, who reports' },
    { login: 'oscar', name: 'Oscar, an outsider' },
  ],
  repositories: [
    {
      owner: 'acme',
      name: 'widgets',
      description: 'Widgets for everyone',
      labels: [
        { name: 'bug', color: 'd73a4a', description: "Something isn't working" },
        { name: 'enhancement', color: 'a2eeef', description: 'New feature or request' },
        { name: 'question', color: 'd876e3', description: 'Further information is requested' },
        { name: 'documentation', color: '0075ca', description: 'Improvements or additions to documentation' },
        { name: 'area/api', color: 'c5def5', description: 'The REST API' },
      ],
    },
  ],
};

/** Gives the App its bot, so that it can be asked for before it first writes. */
export function ensureBot({ tables, url }: World, slug: string, name: string): void {
  const login = `${slug}[bot]`;
  if (tables.users.findOneBy('login', login)) return;
  const none = {
    company: null,
    blog: '',
    location: null,
    email: null,
    hireable: null,
    bio: null,
    twitter_username: null,
  };
  const counts = { public_repos: 0, public_gists: 0, followers: 0, following: 0 };
  const row = {
    ...none,
    ...counts,
    login,
    node_id: '',
    avatar_url: `${url}/avatars/${login}`,
    gravatar_id: '',
    type: 'Bot' as const,
    site_admin: false,
    name,
  };
  const { id } = tables.users.insert(row);
  tables.users.update(id, { node_id: `BOT_${id}` });
}
