import { hasRole, setRole } from '../accounts/set-role.ts';
import { plantPast } from './plant-past.ts';
import { ensureBot, type Seed, type SeedAccount, type SeedRepository } from './seed.ts';
import { requireRepo, type World } from './world.ts';
import { hasFile, writeFile } from './write-file.ts';

/** Adds what the seed names and the world does not have yet; what is there stays as it is. */
export async function plantSeed(world: World, seed: Seed): Promise<void> {
  const organizations = seed.accounts.filter(({ kind }) => kind === 'organization');
  const owners = seed.accounts.filter(({ kind }) => kind === 'user');
  world.emulator.seedFrom({
    users: [...seed.users, ...owners].map(({ login, name }) => ({
      login,
      name: name ?? login,
      email: `${login}@example.com`,
    })),
    orgs: organizations.map(({ login, name }) => ({ login, name: name ?? login })),
  });
  for (const { slug, name } of seed.bots ?? []) ensureBot(world, slug, name);
  for (const organization of organizations) plantOrganization(world, organization);
  for (const repository of seed.repositories) await plantRepository(world, repository);
  for (const { login, roles = {} } of seed.users) {
    for (const [fullName, role] of Object.entries(roles)) {
      if (!hasRole(world, fullName, login)) setRole(world, fullName, login, role);
    }
  }
  for (const { owner, name, past } of seed.repositories)
    if (past) plantPast(world, requireRepo(world, `${owner}/${name}`), past);
}

function plantOrganization({ tables }: World, account: SeedAccount): void {
  const org = tables.orgs.findOneBy('login', account.login);
  if (!org) return;
  const memberOf = (slug: string, login: string, role: 'member' | 'maintainer') => {
    const team =
      tables.teams.findBy('org_id', org.id).find((one) => one.slug === slug) ??
      tables.teams.insert(newTeam(org.id, slug));
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

function newTeam(orgId: number, slug: string) {
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
  for (const [path, text] of Object.entries(seed.files ?? {})) {
    if (!(await hasFile(world, fullName, path))) await writeFile(world, fullName, path, text);
  }
}
