import { givenLevel, levelOf, mayAtLeast, roleWords } from '../accounts/access.ts';
import { accountJson } from '../world/present-account.ts';
import { issueJson } from '../world/present-issue.ts';
import { repositoryJson } from '../world/present-repository.ts';
import type { RepoRow, UserRow } from '../world/rows.ts';
import { findUser } from '../world/world.ts';
import { type Api, ApiProblem, type Hub, notFound, paged } from './api.ts';
import { bodyOf, forward, forwardAs } from './forward.ts';
import { callerLevel, issueOf, repoOf, requireWrite } from './reach.ts';

/** Who may do what: permissions with GitHub's words, assignees, team members. */
export function peopleRoutes(api: Api, { world }: Hub): void {
  const { tables } = world;
  const assignable = (repo: RepoRow): UserRow[] =>
    tables.users.all().filter((user) => {
      const member = givenLevel(tables, repo.id, user.id) !== null;
      return user.type === 'User' && (member || mayAtLeast(levelOf(world, user, repo), 'triage'));
    });

  api.get('/repos/:owner/:repo', (c) => {
    const repo = repoOf(world, c);
    return c.json({
      ...repositoryJson(world, repo, callerLevel(world, c, repo) ?? 'pull'),
      network_count: 0,
      subscribers_count: 0,
    });
  });
  api.get('/repos/:owner/:repo/collaborators/:login/permission', (c) => {
    const repo = repoOf(world, c);
    const caller = c.get('caller');
    if (caller.kind !== 'installation' && !mayAtLeast(callerLevel(world, c, repo), 'push'))
      throw new ApiProblem(403, 'Must have push access to view collaborator permission.');
    const user = findUser(world, c.req.param('login'));
    if (!user) throw new ApiProblem(404, `${c.req.param('login')} is not a user`);
    const level = levelOf(world, user, repo);
    const words = roleWords(level);
    return c.json({
      ...words,
      user: {
        ...accountJson(world, user),
        permissions: repositoryJson(world, repo, level).permissions,
        role_name: words.role_name,
      },
    });
  });
  api.get('/repos/:owner/:repo/assignees', (c) => {
    const repo = repoOf(world, c);
    return c.json(paged(c, assignable(repo)).map((user) => accountJson(world, user)));
  });
  api.get('/repos/:owner/:repo/assignees/:login', (c) => {
    const repo = repoOf(world, c);
    if (!assignable(repo).some((user) => user.login.toLowerCase() === c.req.param('login').toLowerCase()))
      throw notFound();
    return c.body(null, 204);
  });
  for (const method of ['POST', 'DELETE']) {
    api.on(method, '/repos/:owner/:repo/issues/:number{[0-9]+}/assignees', async (c) => {
      const repo = repoOf(world, c);
      requireWrite(world, c, repo, 'triage');
      const issue = issueOf(world, c, repo);
      const { assignees } = await bodyOf(c);
      const allowed = assignable(repo);
      // Who cannot be assigned is silently left out; so does GitHub.
      const logins = (Array.isArray(assignees) ? assignees : []).flatMap(
        (login) =>
          allowed.find((user) => user.login.toLowerCase() === String(login).toLowerCase())?.login ?? [],
      );
      const status = method === 'POST' ? 201 : 200;
      const response = await forwardAs(
        world,
        c,
        { repo, body: { assignees: logins }, before: { issue } },
        () => issueJson(world, repo, issueOf(world, c, repo)),
      );
      return response.ok ? new Response(response.body, { status, headers: response.headers }) : response;
    });
  }
  api.get('/orgs/:org/teams/:slug/members', (c) => {
    if (c.get('caller').kind === 'anonymous') throw new ApiProblem(401, 'Requires authentication');
    const org = tables.orgs.findOneBy('login', c.req.param('org'));
    const team = org && tables.teams.findBy('org_id', org.id).find((one) => one.slug === c.req.param('slug'));
    if (!team) throw notFound();
    const users = tables.teamMembers
      .findBy('team_id', team.id)
      .flatMap((member) => tables.users.get(member.user_id) ?? []);
    return c.json(paged(c, users).map((user) => accountJson(world, user)));
  });
  api.get('/repos/:owner/:repo/contents/:path{.*}', (c) => forward(world, c, { repo: repoOf(world, c) }));
}
