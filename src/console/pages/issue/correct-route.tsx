import { Hono } from 'hono';
import type { PersonRequest } from '../../../domain/commands/request.ts';
import { may, operationOf } from '../../../domain/commands/rights.ts';
import {
  type CorrectionForm,
  personRequest,
  readCorrectionForm,
  requestsOf,
} from '../../corrections/correction-form.ts';
import { readTarget } from '../../corrections/correction-target.ts';
import { findConflict } from '../../corrections/find-conflict.ts';
import type { ConsoleContext, ConsoleEnv } from '../../frame/console-context.ts';
import { answerMissing } from '../../frame/messages.tsx';
import { lastQuery } from '../inbox/inbox-last.ts';
import { issueProps } from './issue-view.ts';
import { IssueSide } from './page.tsx';
import { answerIssue } from './route.tsx';

/**
 * Handles the forms of the Issue page. A request is queued, and the worker that runs it checks the user's
 * permission on GitHub again. If somebody else has changed the issue since the form was rendered, the answer
 * is 409 with the current state.
 */
export function correctionRoutes(house: ConsoleContext): Hono<ConsoleEnv> {
  const { access, reads, requests, openTimes, now } = house;
  const routes = new Hono<ConsoleEnv>();

  routes.post('/:owner/:name/issues/:number{[1-9][0-9]{0,8}}/corrections', async (c) => {
    const { owner, name } = c.req.param();
    const number = Number(c.req.param('number'));
    const { session } = c.var;
    const repository = await access.find(session, owner, name, 'repository.read');
    const detail = repository && (await reads.issue(repository, number));
    if (!detail) return answerMissing(c, house);
    const form = await readCorrectionForm(c);
    const wanted = form && requestsOf(form);
    if (wanted?.some((asked) => !may(repository.role, operationOf(asked)))) return answerMissing(c, house);
    if (!form || !wanted) {
      const problem = 'Nothing was changed: this value is not available in this repository.';
      if (!c.req.header('hx-request')) return answerIssue(c, house, repository, number, { problem });
      const meanings = await house.inbox.meanings(repository);
      const props = await issueProps(house, repository, detail, meanings, { problem });
      return c.html(<IssueSide {...props} />, 400);
    }

    const dimension = dimensionOf(form);
    const judging = form.do === 'approve' || form.do === 'reject' || form.do === 'correct';
    const entry = judging
      ? findConflict(detail.timeline, { version: form.version, dimension }, session.login)
      : null;
    const conflict = entry && { dimension, entry };
    let kept: PersonRequest[] = [];
    if (!conflict) {
      const openMs = openTimes.since(repository.repositoryId, form.opened);
      const drawn = { at: now(), openMs: judging ? openMs : null, card: form.opened.join() };
      kept = wanted.map((asked) => personRequest(session, repository, number, asked, drawn));
      await requests.add(kept);
    }
    if (!c.req.header('hx-request')) {
      if (conflict) return answerIssue(c, house, repository, number, { conflict });
      const query = lastQuery(form.do, [], kept);
      return c.redirect(`/${repository.owner}/${repository.name}/issues/${number}${query}`, 303);
    }
    const meanings = await house.inbox.meanings(repository);
    const said = { did: form.do, numbers: [], requests: kept.map(({ id }) => id) };
    const asked = conflict ? null : { dimension, asked: said, states: null };
    const props = await issueProps(house, repository, detail, meanings, { asked, conflict });
    return c.html(<IssueSide {...props} />, conflict ? 409 : 200);
  });
  return routes;
}

/** The dimension a form is about; null for the whole issue. */
function dimensionOf(form: CorrectionForm) {
  return form.dimension ?? readTarget(form.to)?.dimension ?? null;
}
