import { Hono } from 'hono';
import { z } from 'zod';
import { Page } from '../../../../views/frame/page.tsx';
import { linkStates } from '../../../domain/duplicates/duplicate-link.ts';
import { personRequest } from '../../corrections/correction-form.ts';
import type { ConsoleContext, ConsoleEnv } from '../../frame/console-context.ts';
import { readFrame } from '../../frame/frame.ts';
import { answerMissing, answerUnknownForm } from '../../frame/messages.tsx';
import { DuplicatesPage } from './page.tsx';

/** Maximum number of links shown per state. */
const maxRows = 100;

const stateOf = z.enum(linkStates).catch('proposed');
const number = z.coerce.number().int().positive().max(999_999_999);
const form = z.object({ do: z.enum(['stand', 'veto']), number, of: number });

/** Routes of the Duplicates page. */
export function duplicatesRoutes(house: ConsoleContext): Hono<ConsoleEnv> {
  const { access, assets, log, pages, requests, now } = house;
  const routes = new Hono<ConsoleEnv>();

  routes.get('/:owner/:name/duplicates', async (c) => {
    const repository = await access.find(
      c.var.session,
      c.req.param('owner'),
      c.req.param('name'),
      'repository.read',
    );
    if (!repository) return answerMissing(c, house);
    const state = stateOf.parse(c.req.query('state') ?? 'proposed');
    const asked = number.safeParse(c.req.query('asked'));
    const [page, { frame }] = await Promise.all([
      pages.similar.duplicates(repository, state, maxRows).catch((error) => {
        log.error({ err: error }, 'duplicates not loaded');
        return null;
      }),
      readFrame(c, house, repository),
    ]);
    return c.html(
      <Page title={`Duplicates · ${repository.owner}/${repository.name}`} frame={frame} assets={assets}>
        <DuplicatesPage
          repository={repository}
          state={state}
          page={page}
          asked={asked.success ? asked.data : null}
        />
      </Page>,
      page ? 200 : 500,
    );
  });

  /**
   * Queues the answer as the equivalent slash command. The worker that runs it checks the user's permission
   * on GitHub.
   */
  routes.post('/:owner/:name/duplicates', async (c) => {
    const { session } = c.var;
    const repository = await access.find(session, c.req.param('owner'), c.req.param('name'), 'issue.correct');
    if (!repository) return answerMissing(c, house);
    const read = form.safeParse(await c.req.parseBody());
    if (!read.success) return answerUnknownForm(c, house);
    const { do: what, number: issue, of } = read.data;
    const command =
      what === 'stand'
        ? { name: 'duplicate' as const, argument: `#${of}` }
        : { name: 'not-duplicate' as const, argument: '' };
    const drawn = { at: now(), openMs: null, card: `duplicate ${issue} ${of} ${what} ${now().getTime()}` };
    await requests.add([personRequest(session, repository, issue, { kind: 'command', command }, drawn)]);
    const path = `/${repository.owner}/${repository.name}/duplicates`;
    const state = stateOf.parse(c.req.query('state') ?? 'proposed');
    return c.redirect(`${path}?state=${state}&asked=${issue}`, 303);
  });
  return routes;
}
