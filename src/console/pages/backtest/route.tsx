import { type Context, Hono } from 'hono';
import { Page } from '../../../../views/frame/page.tsx';
import type { Operation } from '../../../domain/commands/rights.ts';
import { drawBacktest } from '../../charts/backtest-charts.ts';
import type { ConsoleContext, ConsoleEnv } from '../../frame/console-context.ts';
import { readFrame } from '../../frame/frame.ts';
import { answerMissing } from '../../frame/messages.tsx';
import { BacktestPage, BacktestProgress } from './page.tsx';

/** Routes of the Backtest page: the last report, its progress, and starting a new run. */
export function backtestRoutes(house: ConsoleContext): Hono<ConsoleEnv> {
  const { access, pages, log, assets, now } = house;
  const routes = new Hono<ConsoleEnv>();
  const find = (c: Context<ConsoleEnv>, operation: Operation) =>
    access.find(c.var.session, c.req.param('owner') ?? '', c.req.param('name') ?? '', operation);

  routes.get('/:owner/:name/backtest', async (c) => {
    const repository = await find(c, 'repository.read');
    if (!repository) return answerMissing(c, house);
    const path = `/${repository.owner}/${repository.name}/backtest`;
    const [state, { frame }] = await Promise.all([
      pages.backtests.read(repository).catch((error) => {
        log.error({ err: error }, 'backtest not loaded');
        return 'unknown' as const;
      }),
      readFrame(c, house, repository),
    ]);
    const kept = state === 'unknown' ? null : (state?.kept ?? null);
    return c.html(
      <Page
        title={`Backtest · ${repository.owner}/${repository.name}`}
        frame={{ ...frame, path }}
        assets={assets}
      >
        <BacktestPage
          name={`${repository.owner}/${repository.name}`}
          path={path}
          state={state}
          charts={kept && drawBacktest(kept)}
          now={now().getTime()}
        />
      </Page>,
      state === 'unknown' ? 500 : 200,
    );
  });

  routes.get('/:owner/:name/backtest/progress', async (c) => {
    const repository = await find(c, 'repository.read');
    if (!repository) return c.text('Not found', 404);
    const path = `/${repository.owner}/${repository.name}/backtest`;
    const state = await pages.backtests.read(repository);
    // Reloads the page to show the finished report.
    if (state?.stage === 'done' && c.req.header('hx-request')) c.header('hx-refresh', 'true');
    return c.html(<BacktestProgress path={path} state={state} now={now().getTime()} />);
  });

  routes.post('/:owner/:name/backtest', async (c) => {
    const repository = await find(c, 'backtest.run');
    if (!repository) return answerMissing(c, house);
    await pages.backtests.ask(repository);
    return c.redirect(`/${repository.owner}/${repository.name}/backtest`, 303);
  });
  return routes;
}
