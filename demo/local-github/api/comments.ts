import { commentJson } from '../world/present-issue.ts';
import type { CommentRow, RepoRow } from '../world/rows.ts';
import { type Api, type ApiContext, ApiProblem, actorOf, type Hub, notFound, paged } from './api.ts';
import { bodyOf, forward, forwardAs } from './forward.ts';
import { issueOf, repoOf, requireWrite } from './reach.ts';

const LONGEST_BODY = 65_536;

export function commentRoutes(api: Api, { world }: Hub): void {
  const { tables } = world;
  const commentOf = (c: ApiContext, repo: RepoRow): CommentRow => {
    const comment = tables.comments.get(Number(c.req.param('id')));
    if (!comment || comment.repo_id !== repo.id) throw notFound();
    return comment;
  };
  const listed = (c: ApiContext, rows: CommentRow[]) => {
    const since = c.req.query('since');
    const newer =
      since === undefined ? rows : rows.filter((row) => Date.parse(row.updated_at) >= Date.parse(since));
    return c.req.query('direction') === 'desc' ? newer.reverse() : newer;
  };
  const checkLength = (body: Record<string, unknown>) => {
    if (typeof body.body === 'string' && body.body.length > LONGEST_BODY)
      throw new ApiProblem(422, 'Body is too long (maximum is 65536 characters)');
    return body;
  };

  api.get('/repos/:owner/:repo/issues/comments', (c) => {
    const repo = repoOf(world, c);
    const rows = listed(c, tables.comments.findBy('repo_id', repo.id));
    return c.json(paged(c, rows).map((row) => commentJson(world, repo, row)));
  });
  api.get('/repos/:owner/:repo/issues/comments/:id{[0-9]+}', (c) => {
    const repo = repoOf(world, c);
    return c.json(commentJson(world, repo, commentOf(c, repo)));
  });
  api.get('/repos/:owner/:repo/issues/:number{[0-9]+}/comments', (c) => {
    const repo = repoOf(world, c);
    const { number } = issueOf(world, c, repo);
    const rows = listed(
      c,
      tables.comments.findBy('repo_id', repo.id).filter((row) => row.issue_number === number),
    );
    return c.json(paged(c, rows).map((row) => commentJson(world, repo, row)));
  });
  api.post('/repos/:owner/:repo/issues/:number{[0-9]+}/comments', async (c) => {
    const repo = repoOf(world, c);
    requireWrite(world, c, repo, 'pull');
    const issue = issueOf(world, c, repo);
    if (issue.locked && c.get('caller').kind === 'user') requireWrite(world, c, repo, 'push');
    const body = checkLength(await bodyOf(c));
    return forwardAs(world, c, { repo, body, before: { issue } }, ({ id }) => {
      const comment = tables.comments.get(Number(id));
      return comment ? commentJson(world, repo, comment) : {};
    });
  });
  api.patch('/repos/:owner/:repo/issues/comments/:id{[0-9]+}', async (c) => {
    const repo = repoOf(world, c);
    const comment = commentOf(c, repo);
    if (actorOf(world, c.get('caller')).id !== comment.user_id && c.get('caller').kind === 'user')
      requireWrite(world, c, repo, 'push');
    else requireWrite(world, c, repo, 'pull');
    const body = checkLength(await bodyOf(c));
    return forwardAs(world, c, { repo, body, before: { comment } }, () =>
      commentJson(world, repo, commentOf(c, repo)),
    );
  });
  api.delete('/repos/:owner/:repo/issues/comments/:id{[0-9]+}', (c) => {
    const repo = repoOf(world, c);
    const comment = commentOf(c, repo);
    requireWrite(world, c, repo, actorOf(world, c.get('caller')).id === comment.user_id ? 'pull' : 'push');
    return forward(world, c, { repo, before: { comment } });
  });
}
