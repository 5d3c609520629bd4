import { type Context, Hono } from 'hono';
import { Page } from '../../../../views/frame/page.tsx';
import type { ActivityFilter, UndoFilter } from '../../../read/pages.ts';
import type { ConsoleContext, ConsoleEnv } from '../../frame/console-context.ts';
import { readFrame } from '../../frame/frame.ts';
import { labelStylesPath } from '../../frame/label-styles.ts';
import { answerMissing } from '../../frame/messages.tsx';
import { accountOf } from '../../frame/person.ts';
import { buildActivityQuery, parseActivityFilter } from './activity-filter.ts';
import { UndoAllPage } from './undo-all-page.tsx';

const day = 24 * 60 * 60 * 1000;

/**
 * Routes that undo everything a log filter matches, such as all changes by one model this week. Requires the
 * write role and shows a preview first.
 */
export function undoAllRoutes(house: ConsoleContext): Hono<ConsoleEnv> {
  const { reads, access, assets, pages, now } = house;
  const routes = new Hono<ConsoleEnv>();
  const find = async (c: Context<ConsoleEnv>) => {
    const repository = await access.find(
      c.var.session,
      c.req.param('owner') ?? '',
      c.req.param('name') ?? '',
      'writes.undo-all',
    );
    return repository;
  };

  routes.get('/:owner/:name/activity/undo-all', async (c) => {
    const repository = await find(c);
    const filter = parseActivityFilter(c.req.query());
    const wanted = toUndoFilter(filter, now());
    if (!repository || !wanted) return answerMissing(c, house);
    const found = await pages.undo.previewAll(repository, wanted);
    const [rows, labels, { frame }] = await Promise.all([
      pages.activity.writes(
        repository,
        found.newest.map(({ id }) => id),
      ),
      reads.labels(repository).catch(() => []),
      readFrame(c, house, repository),
    ]);
    return c.html(
      <Page
        title={`Undo · ${repository.owner}/${repository.name}`}
        frame={frame}
        assets={assets}
        labelStyles={labelStylesPath(repository, labels)}
      >
        <UndoAllPage
          repository={repository}
          filter={filter}
          found={found}
          rows={rows}
          labels={new Map(labels.map((label) => [label.name, label]))}
        />
      </Page>,
    );
  });

  routes.post('/:owner/:name/activity/undo-all', async (c) => {
    const repository = await find(c);
    const filter = parseActivityFilter((await c.req.parseBody()) as Record<string, string>);
    const wanted = toUndoFilter(filter, now());
    if (!repository || !wanted) return answerMissing(c, house);
    const by = accountOf(c.var.session);
    const { effects } = await pages.undo.askAll(repository, wanted, by, now());
    const path = `/${repository.owner}/${repository.name}/activity`;
    return c.redirect(path + buildActivityQuery(filter, { undoing: String(effects) }), 303);
  });
  return routes;
}

/**
 * Converts the page's filter; null if it is empty or names a person, because people's own actions can't be
 * undone here.
 */
export function toUndoFilter({ label, model, days, who }: ActivityFilter, now: Date): UndoFilter | null {
  if (who !== null || (label === null && model === null && days === null)) return null;
  return {
    ...(label === null ? {} : { label }),
    ...(model === null ? {} : { model }),
    ...(days === null ? {} : { since: new Date(now.getTime() - days * day).toISOString() }),
  };
}
