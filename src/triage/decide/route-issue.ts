import type { DecidedValue, Routing, SimilarIssue } from '../../domain/issue/decision.ts';
import type { Issue } from '../../domain/issue/issue.ts';
import type { RepositoryRef } from '../../domain/issue/repository.ts';
import type { OwnerRule } from '../../domain/routing/codeowners.ts';
import { route, routingLogins } from '../../domain/routing/routing.ts';
import type { Settings } from '../../domain/settings/settings.ts';
import type { HandlerReads } from '../ports/past.ts';

/** Who an issue goes to, by the settings, CODEOWNERS and who closed similar issues; null where nothing speaks for anybody. */
export async function routeIssue(
  handlers: HandlerReads,
  asked: {
    repo: RepositoryRef;
    issue: Issue;
    values: readonly DecidedValue[];
    similar: readonly SimilarIssue[];
    codeowners: readonly OwnerRule[];
    settings: Settings;
  },
): Promise<Routing | null> {
  const { repo, issue, values, codeowners, settings } = asked;
  if (settings.routing.mode === 'off' || issue.assignees.length > 0) return null;
  const closed = asked.similar.filter(({ state, repository }) => state === 'closed' && !repository);
  const by = await handlers.closers(
    repo,
    closed.map(({ number }) => number),
  );
  const closers = closed.flatMap(({ number, similarity }) => {
    const closer = by.get(number);
    return closer ? [{ by: closer, number, similarity }] : [];
  });
  const logins = routingLogins({ codeowners, closers }, settings);
  const load = await handlers.openLoad(repo, logins);
  return route({ issue, values, codeowners, closers, load }, settings);
}
