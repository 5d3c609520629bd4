import { type Context, Hono } from 'hono';
import { Page } from '../../../../views/frame/page.tsx';
import type { Operation } from '../../../domain/commands/rights.ts';
import type { ConsoleContext, ConsoleEnv } from '../../frame/console-context.ts';
import { readFrame } from '../../frame/frame.ts';
import { answerMissing } from '../../frame/messages.tsx';
import { accountOf } from '../../frame/person.ts';
import { WeakLabelsPage, WeakLabelsState } from './page.tsx';

/** Routes of the page on which an admin lets a hosted model label past issues. */
export function weakLabelsRoutes(house: ConsoleContext): Hono<ConsoleEnv> {
  const { access, pages, log, assets } = house;
  const routes = new Hono<ConsoleEnv>();
  const find = (c: Context<ConsoleEnv>, operation: Operation) =>
    access.find(c.var.session, c.req.param('owner') ?? '', c.req.param('name') ?? '', operation);
  const here = '/:owner/:name/labels/past';

  routes.get(here, async (c) => {
    const repository = await find(c, 'repository.read');
    if (!repository) return answerMissing(c, house);
    const path = `/${repository.owner}/${repository.name}/labels/past`;
    const failed = (error: unknown) => {
      log.error({ err: error }, 'labeling run not loaded');
      return 'unknown' as const;
    };
    const [run, admin, record, { frame }] = await Promise.all([
      pages.weakLabels.read(repository).catch(failed),
      find(c, 'weak-labels.run'),
      pages.settings.read(repository).catch(() => null),
      readFrame(c, house, repository),
    ]);
    return c.html(
      <Page
        title={`Label past issues · ${repository.owner}/${repository.name}`}
        frame={{ ...frame, path }}
        assets={assets}
      >
        <WeakLabelsPage
          path={path}
          run={run}
          dailyUsd={record?.settings.budget.daily_usd ?? null}
          mayRun={admin !== null}
          late={c.req.query('late') !== undefined}
        />
      </Page>,
      run === 'unknown' ? 500 : 200,
    );
  });

  routes.get(`${here}/progress`, async (c) => {
    const repository = await find(c, 'repository.read');
    if (!repository) return c.text('Not found', 404);
    const path = `/${repository.owner}/${repository.name}/labels/past`;
    const run = await pages.weakLabels.read(repository);
    const mayRun = (await find(c, 'weak-labels.run')) !== null;
    return c.html(<WeakLabelsState path={path} run={run} dailyUsd={null} mayRun={mayRun} />);
  });

  routes.post(here, async (c) => {
    const repository = await find(c, 'weak-labels.run');
    if (!repository) return answerMissing(c, house);
    const form = await c.req.formData();
    const by = accountOf(c.var.session);
    const run = String(form.get('run') ?? '');
    const { weakLabels } = pages;
    const steps = new Map([
      ['price', () => weakLabels.ask(repository, by)],
      ['start', () => weakLabels.confirm(repository, run, by)],
      ['cancel', () => weakLabels.cancel(repository, run, by)],
      ['drop', () => weakLabels.drop(repository, run, by)],
    ]);
    const made = await steps.get(String(form.get('do') ?? ''))?.();
    const path = `/${repository.owner}/${repository.name}/labels/past`;
    return c.redirect(made ? path : `${path}?late`, 303);
  });
  return routes;
}
