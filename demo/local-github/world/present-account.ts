import type { AppRow, InstallationRow, OrgRow, UserRow } from './rows.ts';
import type { World } from './world.ts';

/** A user, a bot or an organization as GitHub's answers and payloads show it. */
export function accountJson({ url }: World, account: UserRow | OrgRow) {
  const type = 'type' in account ? account.type : 'Organization';
  const api = `${url}/users/${encodeURIComponent(account.login)}`;
  const app = type === 'Bot' ? `/apps/${account.login.replace('[bot]', '')}` : `/${account.login}`;
  return {
    login: account.login,
    id: account.id,
    node_id: account.node_id,
    avatar_url: `${url}/avatars/${encodeURIComponent(account.login)}`,
    gravatar_id: '',
    url: api,
    html_url: `${url}${app}`,
    followers_url: `${api}/followers`,
    following_url: `${api}/following{/other_user}`,
    gists_url: `${api}/gists{/gist_id}`,
    starred_url: `${api}/starred{/owner}{/repo}`,
    subscriptions_url: `${api}/subscriptions`,
    organizations_url: `${api}/orgs`,
    repos_url: `${api}/repos`,
    events_url: `${api}/events{/privacy}`,
    received_events_url: `${api}/received_events`,
    type,
    user_view_type: 'public',
    site_admin: 'site_admin' in account && account.site_admin,
  };
}

export function appJson(world: World, app: AppRow) {
  const installed = world.tables.appInstallations.findBy('app_id', app.app_id);
  const owner = installed[0]
    ? installationAccount(world, installed[0])
    : world.tables.users.all().find((user) => user.type === 'User');
  return {
    id: app.app_id,
    slug: app.slug,
    client_id: app.client_id ?? '',
    node_id: Buffer.from(`App${app.app_id}`).toString('base64'),
    owner: owner ? accountJson(world, owner) : null,
    name: app.name,
    description: app.description,
    external_url: app.external_url ?? world.url,
    html_url: `${world.url}/apps/${app.slug}`,
    created_at: app.created_at,
    updated_at: app.updated_at,
    permissions: app.permissions,
    events: app.events,
  };
}

export function installationAccount(
  { tables }: World,
  installation: InstallationRow,
): UserRow | OrgRow | undefined {
  return installation.account_type === 'User'
    ? tables.users.get(installation.account_id)
    : tables.orgs.get(installation.account_id);
}

export function installationJson(world: World, installation: InstallationRow) {
  const account = installationAccount(world, installation);
  const app = world.tables.apps.findOneBy('app_id', installation.app_id);
  const id = installation.installation_id;
  return {
    id,
    account: account ? accountJson(world, account) : null,
    repository_selection: installation.repository_selection,
    access_tokens_url: `${world.url}/app/installations/${id}/access_tokens`,
    repositories_url: `${world.url}/installation/repositories`,
    html_url: `${world.url}/settings/installations/${id}`,
    app_id: installation.app_id,
    client_id: app?.client_id ?? '',
    app_slug: app?.slug ?? '',
    target_id: installation.account_id,
    target_type: installation.account_type,
    permissions: installation.permissions,
    events: installation.events,
    created_at: installation.created_at,
    updated_at: installation.updated_at,
    single_file_name: null,
    has_multiple_single_files: false,
    single_file_paths: [],
    suspended_by: null,
    suspended_at: installation.suspended_at,
  };
}
