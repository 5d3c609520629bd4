import { randomBytes } from 'node:crypto';
import type { CollaboratorRow, InstallationRow } from './rows.ts';
import { findUser, requireRepo, requireUser, type World } from './world.ts';

export type Role = 'read' | 'triage' | 'write' | 'maintain' | 'admin';

export interface SeedAccount {
  login: string;
  kind: 'organization' | 'user';
  name?: string;
  /** GitHub's organisation-wide issue types. */
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
  /** False: left out of its account's installation. */
  installed?: boolean;
}

export interface Seed {
  accounts: SeedAccount[];
  users: SeedUser[];
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

const COLLABORATOR: Record<Role, CollaboratorRow['permission']> = {
  read: 'pull',
  triage: 'triage',
  write: 'push',
  maintain: 'maintain',
  admin: 'admin',
};
export const APP_PERMISSIONS = { issues: 'write', contents: 'read', metadata: 'read' };
export const APP_EVENTS = ['issues', 'issue_comment', 'label', 'repository', 'push'];

/** A small organisation with one repository: a maintainer, a triager, two reporters and an outsider. */
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

/** Adds what the seed names and the world does not have yet; what is there stays as it is. */
export async function plantSeed(world: World, seed: Seed): Promise<void> {
  const organisations = seed.accounts.filter(({ kind }) => kind === 'organization');
  const owners = seed.accounts.filter(({ kind }) => kind === 'user');
  world.emulator.seedFrom({
    users: [...seed.users, ...owners].map(({ login, name }) => ({
      login,
      name: name ?? login,
      email: `${login}@example.com`,
    })),
    orgs: organisations.map(({ login, name }) => ({ login, name: name ?? login })),
  });
  for (const organisation of organisations) plantOrganisation(world, organisation);
  for (const repository of seed.repositories) await plantRepository(world, repository);
  for (const { login, roles = {} } of seed.users) {
    for (const [fullName, role] of Object.entries(roles)) setRole(world, fullName, login, role);
  }
}

function plantOrganisation({ tables }: World, account: SeedAccount): void {
  const org = tables.orgs.findOneBy('login', account.login);
  if (!org) return;
  const memberOf = (slug: string, login: string, role: 'member' | 'maintainer') => {
    const team =
      tables.teams.findBy('org_id', org.id).find((one) => one.slug === slug) ??
      tables.teams.insert(team_(org.id, slug));
    const user = tables.users.findOneBy('login', login);
    const known = tables.teamMembers.findBy('team_id', team.id).find((member) => member.user_id === user?.id);
    if (user && !known) tables.teamMembers.insert({ team_id: team.id, user_id: user.id, role });
  };
  for (const login of account.owners ?? []) memberOf('members', login, 'maintainer');
  for (const login of account.members ?? []) memberOf('members', login, 'member');
  for (const [slug, logins] of Object.entries(account.teams ?? {}))
    for (const login of logins) memberOf(slug, login, 'member');
  for (const name of account.issueTypes ?? []) {
    const known = tables.issueTypes.findBy('org_id', org.id).some((type) => type.name === name);
    if (!known) tables.issueTypes.insert({ org_id: org.id, name, description: null, color: 'gray' });
  }
}

function team_(orgId: number, slug: string) {
  const rest = {
    node_id: '',
    name: slug,
    description: null,
    privacy: 'closed',
    permission: 'pull',
    members_count: 0,
    repos_count: 0,
    parent_id: null,
  };
  return { ...rest, org_id: orgId, slug };
}

async function plantRepository(world: World, seed: SeedRepository): Promise<void> {
  const fullName = `${seed.owner}/${seed.name}`;
  world.emulator.seedFrom({
    repos: [
      {
        owner: seed.owner,
        name: seed.name,
        private: seed.private ?? false,
        ...(seed.description ? { description: seed.description } : {}),
      },
    ],
  });
  const repo = requireRepo(world, fullName);
  for (const { name, color = 'ededed', description } of seed.labels ?? []) {
    const known = world.tables.labels.findBy('repo_id', repo.id).some((label) => label.name === name);
    if (known) continue;
    const row = {
      node_id: '',
      repo_id: repo.id,
      name,
      color,
      description: description ?? null,
      default: false,
    };
    const { id } = world.tables.labels.insert(row);
    world.tables.labels.update(id, { node_id: `LA_${id}` });
  }
  for (const [path, text] of Object.entries(seed.files ?? {})) await writeFile(world, fullName, path, text);
}

/** Writes a file on the default branch as the account's owner; resolves when emulate has it. */
export async function writeFile(
  world: World,
  fullName: string,
  path: string,
  text: string,
  author?: string,
): Promise<void> {
  const repo = requireRepo(world, fullName);
  const url = `${world.url}/repos/${repo.full_name}/contents/${path}`;
  const someone = author ?? world.tables.users.all().find((user) => user.type === 'User')?.login ?? '';
  const { id, login } = requireUser(world, someone);
  // emulate lets only an App with the right write: it is the hub that writes here, in the person's name.
  const authUser = { login, id, scopes: ['repo'] };
  const { collaborators } = world.tables;
  const given = collaborators.findBy('repo_id', repo.id).find((row) => row.user_id === id);
  const lent = given ? null : collaborators.insert({ repo_id: repo.id, user_id: id, permission: 'push' });
  const was = given?.permission;
  if (given) collaborators.update(given.id, { permission: 'admin' });
  try {
    const known = await world.emulator.fetch(new Request(url), { authUser });
    const sha = known.ok ? { sha: ((await known.json()) as { sha: string }).sha } : {};
    const body = JSON.stringify({
      message: `Write ${path}`,
      content: Buffer.from(text).toString('base64'),
      ...sha,
    });
    const answer = await world.emulator.fetch(
      new Request(url, { method: 'PUT', body, headers: { 'content-type': 'application/json' } }),
      { authUser },
    );
    if (!answer.ok) throw new Error(`could not write ${path}: ${await answer.text()}`);
  } finally {
    if (lent) collaborators.delete(lent.id);
    if (given && was) collaborators.update(given.id, { permission: was });
  }
}

export function setRole({ tables }: World, fullName: string, login: string, role: Role | null): void {
  const repo = tables.repos.findOneBy('full_name', fullName);
  const user = tables.users.findOneBy('login', login);
  if (!repo || !user) throw new Error(`no ${fullName} or no ${login}`);
  const kept = tables.collaborators.findBy('repo_id', repo.id).find((row) => row.user_id === user.id);
  if (role === null) {
    if (kept) tables.collaborators.delete(kept.id);
    return;
  }
  if (kept) tables.collaborators.update(kept.id, { permission: COLLABORATOR[role] });
  else tables.collaborators.insert({ repo_id: repo.id, user_id: user.id, permission: COLLABORATOR[role] });
}

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

/** Installs the App on an account: all its repositories, or the ones that are named. */
export function createInstallation(
  world: World,
  appId: number,
  login: string,
  repositories: string[] | 'all',
): InstallationRow {
  const { tables } = world;
  const app = tables.apps.findOneBy('app_id', appId);
  const user = findUser(world, login);
  const account = user ?? tables.orgs.findOneBy('login', login);
  if (!app || !account) throw new Error(`no App ${appId} or no account ${login}`);
  const known = tables.appInstallations
    .all()
    .find((one) => one.app_id === appId && one.account_login === login);
  if (known) return known;
  const ids = repositories === 'all' ? [] : repositories.map((fullName) => requireRepo(world, fullName).id);
  const highest = Math.max(51_000_000, ...tables.appInstallations.all().map((one) => one.installation_id));
  return tables.appInstallations.insert({
    installation_id: highest + 1 + randomBytes(1).readUInt8(0),
    app_id: appId,
    account_type: user ? 'User' : 'Organization',
    account_id: account.id,
    account_login: login,
    repository_selection: repositories === 'all' ? 'all' : 'selected',
    repository_ids: ids,
    permissions: app.permissions,
    events: app.events,
    suspended_at: null,
  });
}
