import { randomBytes } from 'node:crypto';
import type { InstallationRow } from '../world/rows.ts';
import { findUser, requireRepo, type World } from '../world/world.ts';

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
