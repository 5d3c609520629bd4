import { createInstallation } from '../accounts/install-app.ts';
import { hasRole, setRole } from '../accounts/set-role.ts';
import { githubTime } from '../hub/clock.ts';
import { briefRepositories } from '../pages/manifest-routes.tsx';
import type { Events, Sent } from './events.ts';
import { accountJson, installationJson } from './present-account.ts';
import { labelJson } from './present-issue.ts';
import type { AutomationLevel, InstallationRow, UserRow } from './rows.ts';
import type { Role } from './seed.ts';
import { findLabel, ownerOf, requireRepo, requireUser, type World } from './world.ts';
import { writeFile } from './write-file.ts';

/** What happens to installations, repositories, labels and roles, each with the webhooks that GitHub sends. */
export interface Lifecycle {
  /** Sends `installation.created` for an installation that is there (the first unless named by its account), installing it if need be. */
  installation(account?: string, repositories?: string[] | 'all'): Sent & { installationId: number };
  uninstall(account?: string): Sent;
  suspend(account?: string): Sent;
  unsuspend(account?: string): Sent;
  /** Ends every token of the installation before its time, without a word; new ones may be had. */
  revokeTokens(account?: string): void;
  addRepository(fullName: string): Sent;
  removeRepository(fullName: string): Sent;
  renameRepository(fullName: string, name: string, author: string): Sent;
  deleteRepository(fullName: string, author: string): Sent;
  setPrivate(fullName: string, hidden: boolean, author: string): Sent;
  /** Switches issue suggestions on at a level, or off; GitHub tells nobody. */
  setAutomation(fullName: string, level: AutomationLevel | null): void;
  createLabel(
    fullName: string,
    label: { name: string; color?: string; description?: string },
    author: string,
  ): Sent;
  renameLabel(fullName: string, name: string, newName: string, author: string): Sent;
  deleteLabel(fullName: string, name: string, author: string): Sent;
  /** Commits a file to the default branch; sends `push`. */
  pushFile(fullName: string, path: string, text: string, author?: string): Promise<void>;
  /** Sends `member` to an App that asked for it. */
  setRole(fullName: string, login: string, role: Role | null): Sent;
}

export function createLifecycle(world: World, events: Events): Lifecycle {
  const { tables } = world;
  const someone = (): UserRow => {
    const user = tables.users.all().find((one) => one.type === 'User' && one.login !== 'ghost');
    if (!user) throw new Error('the local GitHub has no user');
    return user;
  };
  const find = (account?: string): InstallationRow => {
    const all = tables.appInstallations.all();
    const row = account === undefined ? all[0] : all.find((one) => one.account_login === account);
    if (!row) throw new Error(`the App is not installed on ${account ?? 'any account'}`);
    return row;
  };
  const tell = (action: string, row: InstallationRow): Sent =>
    events.onInstallation('installation', action, row, someone(), {
      installation: installationJson(world, row),
      repositories: briefRepositories(world, row),
      ...(action === 'created' ? { requester: null } : {}),
    });
  const change = (row: InstallationRow, patch: Partial<InstallationRow>) =>
    tables.appInstallations.update(row.id, patch) ?? row;
  const moved = (fullName: string, added: boolean): Sent => {
    const repo = requireRepo(world, fullName);
    const row = find(ownerOf(world, repo).login);
    const was = briefRepositories(world, row).map(({ id }) => id);
    const ids = added ? [...new Set([...was, repo.id])] : was.filter((id) => id !== repo.id);
    const after = change(row, { repository_selection: 'selected', repository_ids: ids });
    const { id, node_id, name, full_name, private: hidden } = repo;
    const list = [{ id, node_id, name, full_name, private: hidden }];
    return events.onInstallation('installation_repositories', added ? 'added' : 'removed', after, someone(), {
      installation: installationJson(world, after),
      repository_selection: 'selected',
      repositories_added: added ? list : [],
      repositories_removed: added ? [] : list,
      requester: null,
    });
  };
  const labelOf = (fullName: string, name: string) => {
    const repo = requireRepo(world, fullName);
    const label = findLabel(world, repo, name);
    if (!label) throw new Error(`${fullName} has no label ${name}`);
    return { repo, label };
  };

  return {
    installation(account, repositories = 'all') {
      const app = tables.apps.all()[0];
      const login = account ?? find().account_login;
      const row = createInstallation(world, app?.app_id ?? 0, login, repositories);
      return { ...tell('created', row), installationId: row.installation_id };
    },
    uninstall(account) {
      const row = find(account);
      const sent = tell('deleted', row);
      tables.appInstallations.delete(row.id);
      return sent;
    },
    suspend: (account) => tell('suspend', change(find(account), { suspended_at: githubTime() })),
    unsuspend: (account) => tell('unsuspend', change(find(account), { suspended_at: null })),
    revokeTokens(account) {
      const { installation_id: id } = find(account);
      const { tokens } = world.emulator;
      for (const [token, { installation }] of tokens)
        if (installation?.installationId === id) tokens.delete(token);
    },
    addRepository: (fullName) => moved(fullName, true),
    removeRepository: (fullName) => moved(fullName, false),
    renameRepository(fullName, name, author) {
      const repo = requireRepo(world, fullName);
      const after =
        tables.repos.update(repo.id, { name, full_name: `${ownerOf(world, repo).login}/${name}` }) ?? repo;
      return events.onRepository('repository', 'renamed', after, requireUser(world, author), {
        changes: { repository: { name: { from: repo.name } } },
      });
    },
    deleteRepository(fullName, author) {
      const repo = requireRepo(world, fullName);
      const sent = events.onRepository('repository', 'deleted', repo, requireUser(world, author), {});
      tables.repos.delete(repo.id);
      return sent;
    },
    setAutomation(fullName, level) {
      tables.repos.update(requireRepo(world, fullName).id, { automation: level });
    },
    setPrivate(fullName, hidden, author) {
      const repo = requireRepo(world, fullName);
      const after =
        tables.repos.update(repo.id, { private: hidden, visibility: hidden ? 'private' : 'public' }) ?? repo;
      return events.onRepository(
        'repository',
        hidden ? 'privatized' : 'publicized',
        after,
        requireUser(world, author),
        {},
      );
    },
    createLabel(fullName, { name, color = 'ededed', description }, author) {
      const repo = requireRepo(world, fullName);
      if (findLabel(world, repo, name)) throw new Error(`${fullName} has the label ${name} already`);
      const { id } = tables.labels.insert({
        node_id: '',
        repo_id: repo.id,
        name,
        color,
        description: description ?? null,
        default: false,
      });
      const label = tables.labels.update(id, { node_id: `LA_${id}` });
      return events.onRepository(
        'label',
        'created',
        repo,
        requireUser(world, author),
        label ? { label: labelJson(world, repo, label) } : {},
      );
    },
    renameLabel(fullName, name, newName, author) {
      const { repo, label } = labelOf(fullName, name);
      const after = tables.labels.update(label.id, { name: newName }) ?? label;
      const extra = { changes: { name: { from: label.name } }, label: labelJson(world, repo, after) };
      return events.onRepository('label', 'edited', repo, requireUser(world, author), extra);
    },
    deleteLabel(fullName, name, author) {
      const { repo, label } = labelOf(fullName, name);
      tables.labels.delete(label.id);
      for (const issue of tables.issues.findBy('repo_id', repo.id)) {
        if (issue.label_ids.includes(label.id))
          tables.issues.update(issue.id, { label_ids: issue.label_ids.filter((id) => id !== label.id) });
      }
      return events.onRepository('label', 'deleted', repo, requireUser(world, author), {
        label: labelJson(world, repo, label),
      });
    },
    pushFile: (fullName, path, text, author) => writeFile(world, fullName, path, text, author),
    setRole(fullName, login, role) {
      const had = hasRole(world, fullName, login);
      setRole(world, fullName, login, role);
      const action = role === null ? 'removed' : had ? 'edited' : 'added';
      const extra = { member: accountJson(world, requireUser(world, login)), changes: {} };
      return events.onRepository('member', action, requireRepo(world, fullName), someone(), extra);
    },
  };
}
