import type { Emulator } from '../hub/emulator.ts';
import type { InstallationRow, IssueRow, LabelRow, OrgRow, RepoRow, Tables, UserRow } from './rows.ts';
import type { Store } from './store.ts';

/** Everything there is: emulate's rows and the hub's, and the address under which it is all reached. */
export interface World {
  url: string;
  store: Store;
  emulator: Emulator;
  tables: Tables;
}

export function findRepo({ tables }: World, fullName: string): RepoRow | undefined {
  const exact = tables.repos.findOneBy('full_name', fullName);
  if (exact) return exact;
  const lower = fullName.toLowerCase();
  return tables.repos.all().find((repo) => repo.full_name.toLowerCase() === lower);
}

/** The repository, or an error that names it: for callers who know that it is there. */
export function requireRepo(world: World, fullName: string): RepoRow {
  const repo = findRepo(world, fullName);
  if (!repo) throw new Error(`the local GitHub has no repository ${fullName}`);
  return repo;
}

export function requireUser(world: World, login: string): UserRow {
  const user = findUser(world, login);
  if (!user) throw new Error(`the local GitHub has no user ${login}`);
  return user;
}

export function findUser({ tables }: World, login: string): UserRow | undefined {
  return (
    tables.users.findOneBy('login', login) ??
    tables.users.all().find((user) => user.login.toLowerCase() === login.toLowerCase())
  );
}

export function ownerOf({ tables }: World, repo: RepoRow): UserRow | OrgRow {
  const owner = repo.owner_type === 'User' ? tables.users.get(repo.owner_id) : tables.orgs.get(repo.owner_id);
  if (!owner) throw new Error(`${repo.full_name} has no owner`);
  return owner;
}

/** An issue or a pull request: they share their numbers. */
export function findIssue({ tables }: World, repo: RepoRow, number: number): IssueRow | undefined {
  return tables.issues.findBy('number', number).find((issue) => issue.repo_id === repo.id);
}

export function requireIssue(world: World, repo: RepoRow, number: number): IssueRow {
  const issue = findIssue(world, repo, number);
  if (!issue) throw new Error(`${repo.full_name} has no issue ${number}`);
  return issue;
}

/** Label names are not case sensitive at GitHub. */
export function findLabel({ tables }: World, repo: RepoRow, name: string): LabelRow | undefined {
  const lower = name.toLowerCase();
  return tables.labels.findBy('repo_id', repo.id).find((label) => label.name.toLowerCase() === lower);
}

/** The Apps' installations that reach the repository. */
export function installationsOn({ tables }: World, repo: RepoRow): InstallationRow[] {
  return tables.appInstallations
    .all()
    .filter((one) => one.account_id === repo.owner_id && one.account_type === repo.owner_type)
    .filter((one) => one.repository_selection === 'all' || one.repository_ids.includes(repo.id));
}

export function repositoriesOf({ tables }: World, installation: InstallationRow): RepoRow[] {
  return tables.repos
    .all()
    .filter(
      (repo) => repo.owner_id === installation.account_id && repo.owner_type === installation.account_type,
    )
    .filter(
      (repo) => installation.repository_selection === 'all' || installation.repository_ids.includes(repo.id),
    );
}

/** The number of the next issue; the ones of issues that are gone are not given again. */
export function nextNumber({ tables }: World, repo: RepoRow): number {
  const taken = [
    ...tables.issues.findBy('repo_id', repo.id),
    ...tables.pullRequests.findBy('repo_id', repo.id),
  ];
  return taken.reduce((highest, { number }) => Math.max(highest, number), 0) + 1;
}
