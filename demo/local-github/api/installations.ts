import { givenLevel, levelOf, memberRole } from '../accounts/access.ts';
import { githubTime } from '../hub/clock.ts';
import { accountJson, appJson, installationJson } from '../world/present-account.ts';
import { repositoryJson } from '../world/present-repository.ts';
import type { InstallationRow, UserRow } from '../world/rows.ts';
import { findUser, installationsOn, repositoriesOf, type World } from '../world/world.ts';
import {
  type Api,
  type ApiContext,
  ApiProblem,
  type Hub,
  notFound,
  paged,
  requireApp,
  requireSignedIn,
} from './api.ts';
import { forward } from './forward.ts';

/** An installation token lasts an hour. */
const TOKEN_MS = 3_600_000;

/** The App, its installations, and what they reach, as the App and as its users see it. */
export function installationRoutes(api: Api, hub: Hub): void {
  const { world } = hub;
  const { tables } = world;
  const ofApp = (c: ApiContext): InstallationRow => {
    const app = requireApp(c);
    const found = tables.appInstallations.findOneBy('installation_id', Number(c.req.param('id')));
    if (!found || found.app_id !== app.app_id) throw notFound();
    return found;
  };
  const ofAccount = (c: ApiContext, login: string | undefined) => {
    const app = requireApp(c);
    const found = tables.appInstallations
      .findBy('app_id', app.app_id)
      .find((one) => one.account_login === login);
    if (!found) throw notFound();
    return c.json(installationJson(world, found));
  };

  api.get('/app', (c) => {
    const app = requireApp(c);
    return c.json({
      ...appJson(world, app),
      installations_count: tables.appInstallations.findBy('app_id', app.app_id).length,
    });
  });
  api.get('/app/installations', (c) => {
    const rows = tables.appInstallations.findBy('app_id', requireApp(c).app_id);
    return c.json(paged(c, rows).map((row) => installationJson(world, row)));
  });
  api.get('/app/installations/:id{[0-9]+}', (c) => c.json(installationJson(world, ofApp(c))));
  api.post('/app/installations/:id{[0-9]+}/access_tokens', async (c) => {
    if (ofApp(c).suspended_at) throw new ApiProblem(403, 'This installation has been suspended');
    const response = await forward(world, c);
    if (!response.ok) return response;
    const answer = (await response.json()) as {
      token: string;
      expires_at: string;
      repositories?: { id: number }[];
    };
    const as = world.emulator.tokens.get(answer.token);
    const endsAt = hub.now() + TOKEN_MS;
    if (as) as.expiresAt = endsAt;
    const repositories = answer.repositories
      ?.flatMap(({ id }) => tables.repos.get(id) ?? [])
      .map((repo) => repositoryJson(world, repo));
    return c.json(
      {
        ...answer,
        expires_at: githubTime(endsAt),
        ...(repositories ? { repositories } : {}),
      },
      201,
    );
  });
  for (const [method, suspended] of [
    ['PUT', true],
    ['DELETE', false],
  ] as const) {
    api.on(method, '/app/installations/:id{[0-9]+}/suspended', (c) => {
      tables.appInstallations.update(ofApp(c).id, { suspended_at: suspended ? githubTime() : null });
      return c.body(null, 204);
    });
  }
  api.get('/repos/:owner/:repo/installation', (c) => {
    const app = requireApp(c);
    const repo = tables.repos.findOneBy('full_name', `${c.req.param('owner')}/${c.req.param('repo')}`);
    const found = repo && installationsOn(world, repo).find((one) => one.app_id === app.app_id);
    if (!found) throw notFound();
    return c.json(installationJson(world, found));
  });
  api.get('/orgs/:login/installation', (c) => ofAccount(c, c.req.param('login')));
  api.get('/users/:login/installation', (c) => ofAccount(c, c.req.param('login')));

  api.get('/installation/repositories', (c) => {
    const caller = c.get('caller');
    if (caller.kind !== 'installation')
      throw new ApiProblem(
        caller.kind === 'anonymous' ? 401 : 403,
        'You must authenticate with an installation access token',
      );
    const given = caller.as.installation;
    const rows = repositoriesOf(world, caller.installation).filter(
      (repo) => given?.repositorySelection === 'all' || given?.repositoryIds.includes(repo.id),
    );
    const repositories = paged(c, rows).map((repo) => repositoryJson(world, repo, 'pull'));
    return c.json({
      total_count: rows.length,
      repository_selection: given?.repositorySelection ?? 'all',
      repositories,
    });
  });
  api.delete('/installation/token', (c) => {
    const caller = c.get('caller');
    if (caller.kind !== 'installation') throw new ApiProblem(401, 'Requires authentication');
    world.emulator.tokens.delete(caller.token);
    return c.body(null, 204);
  });

  // A user's token shows the installations of the App it was made for, and there what the person may read anyway.
  const reached = (c: ApiContext, installation: InstallationRow) => {
    const user = requireSignedIn(c);
    return repositoriesOf(world, installation).flatMap((repo) => {
      const level = levelOf(world, user, repo);
      const member =
        repo.owner_type === 'Organization' && memberRole(tables, repo.owner_id, user.id) !== null;
      const explicit =
        level !== null && (level !== 'pull' || member || givenLevel(tables, repo.id, user.id) !== null);
      return explicit ? [{ repo, level }] : [];
    });
  };
  api.get('/user/installations', (c) => {
    const rows = tables.appInstallations.all().filter((one) => reached(c, one).length > 0);
    return c.json({
      total_count: rows.length,
      installations: paged(c, rows).map((row) => installationJson(world, row)),
    });
  });
  api.get('/user/installations/:id{[0-9]+}/repositories', (c) => {
    requireSignedIn(c);
    const installation = tables.appInstallations.findOneBy('installation_id', Number(c.req.param('id')));
    const rows = installation ? reached(c, installation) : [];
    if (!installation || rows.length === 0) throw notFound();
    const repositories = paged(c, rows).map(({ repo, level }) => repositoryJson(world, repo, level));
    return c.json({
      total_count: rows.length,
      repository_selection: installation.repository_selection,
      repositories,
    });
  });
  api.get('/users/:login', (c) => {
    const user = findUser(world, c.req.param('login'));
    return user?.type === 'Bot' ? c.json(botJson(world, user)) : forward(world, c);
  });
}

function botJson(world: World, bot: UserRow) {
  const { name, created_at, updated_at } = bot;
  const none = { company: null, blog: '', location: null, email: null, hireable: null, bio: null };
  return {
    ...accountJson(world, bot),
    name,
    ...none,
    public_repos: 0,
    public_gists: 0,
    followers: 0,
    following: 0,
    created_at,
    updated_at,
  };
}
