import type { Deliveries, Outgoing } from './deliveries.ts';
import { accountJson } from './present-account.ts';
import { repositoryJson } from './present-repository.ts';
import type { AppRow, InstallationRow, OrgRow, RepoRow, UserRow } from './rows.ts';
import { installationsOn, ownerOf, type World } from './world.ts';

/** Sent without being asked for, to every App. */
const UNASKED = new Set([
  'installation',
  'installation_repositories',
  'installation_target',
  'github_app_authorization',
]);

export interface Sent {
  /** `X-GitHub-Delivery` of what was sent to the first App; empty where no App is told. */
  deliveryId: string;
  /** Resolves with the App's answer: its status, 0 where there was none. */
  delivered: Promise<number>;
}

export interface Events {
  /** Tells every App that is installed on the repository and listens. `extra` is the payload beside repository, sender and installation, asked for only where somebody listens. */
  onRepository(
    event: string,
    action: string | null,
    repo: RepoRow,
    sender: UserRow,
    extra: object | (() => object),
  ): Sent;
  /** Tells the App of the installation. */
  onInstallation(
    event: string,
    action: string,
    installation: InstallationRow,
    sender: UserRow,
    extra: object,
  ): Sent;
}

const NOBODY: Sent = { deliveryId: '', delivered: Promise.resolve(0) };

export function createEvents(world: World, deliveries: Deliveries): Events {
  const { tables } = world;
  const listener = (installation: InstallationRow, event: string): AppRow | null => {
    const app = tables.apps.all().find((one) => one.app_id === installation.app_id);
    if (!app?.hook_url) return null;
    return UNASKED.has(event) || app.events.includes(event) ? app : null;
  };
  const send = (
    app: AppRow,
    installation: InstallationRow,
    outgoing: Omit<Outgoing, 'app' | 'installationId'>,
  ): Sent => {
    const sent = deliveries.send({ ...outgoing, app, installationId: installation.installation_id });
    return { deliveryId: sent.guid, delivered: sent.delivered };
  };
  return {
    onRepository(event, action, repo, sender, extra) {
      const sent = installationsOn(world, repo)
        .filter((installation) => !installation.suspended_at)
        .flatMap((installation) => {
          const app = listener(installation, event);
          if (!app) return [];
          const organization =
            repo.owner_type === 'Organization'
              ? { organization: organizationJson(world, ownerOf(world, repo)) }
              : {};
          const id = installation.installation_id;
          const payload = {
            ...(action === null ? {} : { action }),
            ...(typeof extra === 'function' ? extra() : extra),
            repository: repositoryJson(world, repo),
            ...organization,
            sender: accountJson(world, sender),
            installation: { id, node_id: Buffer.from(`IntegrationInstallation${id}`).toString('base64') },
          };
          return [send(app, installation, { event, action, repositoryId: repo.id, payload })];
        });
      return sent[0] ?? NOBODY;
    },
    onInstallation(event, action, installation, sender, extra) {
      const payload = { action, ...extra, sender: accountJson(world, sender) };
      const app = listener(installation, event);
      return app ? send(app, installation, { event, action, repositoryId: null, payload }) : NOBODY;
    },
  };
}

function organizationJson(world: World, account: UserRow | OrgRow) {
  const api = `${world.url}/orgs/${account.login}`;
  const { login, id, node_id } = account;
  return {
    login,
    id,
    node_id,
    url: api,
    repos_url: `${api}/repos`,
    events_url: `${api}/events`,
    hooks_url: `${api}/hooks`,
    issues_url: `${api}/issues`,
    members_url: `${api}/members{/member}`,
    public_members_url: `${api}/public_members{/member}`,
    avatar_url: `${world.url}/avatars/${login}`,
    description: 'description' in account ? account.description : null,
  };
}
