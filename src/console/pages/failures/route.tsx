import { type Context, Hono } from 'hono';
import { Page } from '../../../../views/frame/page.tsx';
import type { Operation } from '../../../domain/commands/rights.ts';
import type { Failure } from '../../../read/pages.ts';
import type { ConsoleContext, ConsoleEnv } from '../../frame/console-context.ts';
import { readFrame } from '../../frame/frame.ts';
import { answerMissing } from '../../frame/messages.tsx';
import { accountOf } from '../../frame/person.ts';
import { type FailureKind, FailuresPage } from './page.tsx';

const maxShown = 200;

/** Routes of the Failures page: a repository's dead letters and pending retries. */
export function failuresRoutes(house: ConsoleContext): Hono<ConsoleEnv> {
  const { access, assets, log, pages } = house;
  const routes = new Hono<ConsoleEnv>();
  const find = (c: Context<ConsoleEnv>, operation: Operation) =>
    access.find(c.var.session, c.req.param('owner') ?? '', c.req.param('name') ?? '', operation);

  routes.get('/:owner/:name/failures', async (c) => {
    const repository = await find(c, 'failures.read');
    if (!repository) return answerMissing(c, house);
    const [failures, { frame }] = await Promise.all([
      pages.failures.list(repository, maxShown).catch((error) => {
        log.error({ err: error }, 'failures not loaded');
        return null;
      }),
      readFrame(c, house, repository),
    ]);
    return c.html(
      <Page title={`Failures · ${repository.owner}/${repository.name}`} frame={frame} assets={assets}>
        <FailuresPage
          repository={repository}
          kinds={failures && groupByKind(failures)}
          cut={failures?.length === maxShown}
          said={saidOf(c.req.query())}
        />
      </Page>,
      failures ? 200 : 500,
    );
  });

  routes.post('/:owner/:name/failures/retry', async (c) => {
    const repository = await find(c, 'failures.retry');
    if (!repository) return answerMissing(c, house);
    const retried = await pages.failures.retry(
      repository,
      deliveriesIn(await c.req.formData()),
      accountOf(c.var.session),
    );
    return c.redirect(`${pathOf(repository)}?retried=${retried}`, 303);
  });

  routes.post('/:owner/:name/failures/drop', async (c) => {
    const repository = await find(c, 'failures.drop');
    if (!repository) return answerMissing(c, house);
    const form = await c.req.formData();
    const reason = String(form.get('reason') ?? '').trim();
    if (reason === '') return c.redirect(`${pathOf(repository)}?why=1`, 303);
    const dropped = await pages.failures.drop(
      repository,
      deliveriesIn(form),
      reason,
      accountOf(c.var.session),
    );
    return c.redirect(`${pathOf(repository)}?dropped=${dropped}`, 303);
  });
  return routes;
}

function deliveriesIn(form: FormData): string[] {
  return form
    .getAll('delivery')
    .filter((id): id is string => typeof id === 'string' && !id.includes('\0'))
    .slice(0, maxShown);
}

function pathOf({ owner, name }: { owner: string; name: string }): string {
  return `/${owner}/${name}/failures`;
}

function saidOf({ retried, dropped, why }: Record<string, string>): string | null {
  const many = (count: string | undefined) => (count && /^\d{1,3}$/.test(count) ? Number(count) : null);
  const [again, gone] = [many(retried), many(dropped)];
  if (why) return 'Nothing was dropped: enter a reason.';
  if (again !== null)
    return again === 0
      ? 'Nothing to retry: it already ran.'
      : `Retrying ${again} ${again === 1 ? 'failure' : 'failures'} now.`;
  if (gone !== null)
    return gone === 0
      ? 'Nothing to drop: it already ran.'
      : `Dropped ${gone} ${gone === 1 ? 'failure' : 'failures'}. The reason is in the activity log.`;
  return null;
}

/** Groups failures by reason, largest group first. Numbers, ids and quoted words don't distinguish reasons. */
function groupByKind(failures: Failure[]): FailureKind[] {
  const groups = Map.groupBy(failures, ({ reason }) =>
    reason.replace(/["'`“][^"'`”]*["'`”]/g, '…').replace(/[0-9a-f]{8,}|\d+/gi, '…'),
  );
  return [...groups.values()]
    .toSorted((a, b) => b.length - a.length)
    .map((own) => ({ reason: own[0]?.reason || 'Unknown reason', failures: own }));
}
