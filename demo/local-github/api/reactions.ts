import { REACTIONS, reactionJson } from '../world/present-issue.ts';
import type { RepoRow } from '../world/rows.ts';
import { type Api, type ApiContext, ApiProblem, actorOf, type Hub, notFound, paged } from './api.ts';
import { asRequest, bodyOf } from './forward.ts';
import { issueOf, repoOf, requireWrite } from './reach.ts';

interface Subject {
  subject: 'issue' | 'comment';
  id: number;
  number: number;
}

/** Reactions, which emulate does not have. One of each kind a person and subject; asking again answers 200 with the first. */
export function reactionRoutes(api: Api, { world, ledger }: Hub): void {
  const { reactions, comments } = world.tables;
  const onIssue = (c: ApiContext, repo: RepoRow): Subject => {
    const issue = issueOf(world, c, repo);
    return { subject: 'issue', id: issue.id, number: issue.number };
  };
  const onComment = (c: ApiContext, repo: RepoRow): Subject => {
    const comment = comments.get(Number(c.req.param('id')));
    if (!comment || comment.repo_id !== repo.id) throw notFound();
    return { subject: 'comment', id: comment.id, number: comment.issue_number ?? 0 };
  };
  const given = ({ subject, id }: Subject) =>
    reactions.findBy('subject_id', id).filter((row) => row.subject === subject);

  for (const [path, subjectOf] of [
    ['/repos/:owner/:repo/issues/:number{[0-9]+}/reactions', onIssue],
    ['/repos/:owner/:repo/issues/comments/:id{[0-9]+}/reactions', onComment],
  ] as const) {
    api.get(path, (c) => {
      const content = c.req.query('content');
      const rows = given(subjectOf(c, repoOf(world, c))).filter(
        (row) => content === undefined || row.content === content,
      );
      return c.json(paged(c, rows).map((row) => reactionJson(world, row)));
    });
    api.post(path, async (c) => {
      const repo = repoOf(world, c);
      requireWrite(world, c, repo, 'pull');
      const subject = subjectOf(c, repo);
      const content = String((await bodyOf(c)).content ?? '');
      if (!REACTIONS.includes(content as '+1')) throw new ApiProblem(422, 'Validation Failed');
      const actor = actorOf(world, c.get('caller'));
      const kept = given(subject).find((row) => row.user_id === actor.id && row.content === content);
      if (kept) return c.json(reactionJson(world, kept), 200);
      const row = reactions.insert({
        subject: subject.subject,
        subject_id: subject.id,
        user_id: actor.id,
        content,
      });
      asRequest(c, {}, () =>
        ledger.record('reaction.create', repo.full_name, subject.number, {
          id: row.id,
          content,
          subject: subject.subject,
          subject_id: subject.id,
        }),
      );
      return c.json(reactionJson(world, row), 201);
    });
    api.delete(`${path}/:reaction{[0-9]+}`, (c) => {
      const repo = repoOf(world, c);
      requireWrite(world, c, repo, 'pull');
      const subject = subjectOf(c, repo);
      const row = given(subject).find(
        (one) =>
          one.id === Number(c.req.param('reaction')) && one.user_id === actorOf(world, c.get('caller')).id,
      );
      if (!row) throw notFound();
      reactions.delete(row.id);
      asRequest(c, {}, () =>
        ledger.record('reaction.delete', repo.full_name, subject.number, {
          id: row.id,
          content: row.content,
          subject: subject.subject,
          subject_id: subject.id,
        }),
      );
      return c.body(null, 204);
    });
  }
}
