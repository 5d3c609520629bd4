import { randomUUID } from 'node:crypto';
import { type Context, Hono } from 'hono';
import { stream } from 'hono/streaming';
import { Page } from '../../../../views/frame/page.tsx';
import { may, type Operation } from '../../../domain/commands/rights.ts';
import type { VisibleRepository } from '../../../read/console.ts';
import type { ConsoleContext, ConsoleEnv } from '../../frame/console-context.ts';
import { readFrame } from '../../frame/frame.ts';
import { labelStylesPath } from '../../frame/label-styles.ts';
import { answerMissing } from '../../frame/messages.tsx';
import { accountOf } from '../../frame/person.ts';
import { buildActivityQuery, parseActivityFilter } from './activity-filter.ts';
import { ActivityPage } from './page.tsx';
import { toUndoFilter } from './undo-all-route.tsx';
import { UndoPage } from './undo-page.tsx';

const pageLength = 50;
/** Maximum number of writes that can be undone at once. */
const maxUndone = 100;

/** Routes of the Activity page: the log, its export, undo with a preview, and revoking lessons. */
export function activityRoutes(house: ConsoleContext): Hono<ConsoleEnv> {
  const { reads, access, assets, log, pages, now } = house;
  const routes = new Hono<ConsoleEnv>();
  const find = (c: Context<ConsoleEnv>, operation: Operation) =>
    access.find(c.var.session, c.req.param('owner') ?? '', c.req.param('name') ?? '', operation);

  routes.get('/:owner/:name/activity', async (c) => {
    const repository = await find(c, 'repository.read');
    if (!repository) return answerMissing(c, house);
    const filter = parseActivityFilter(c.req.query());
    const before = readPlace(c.req.query('before'));
    const [page, labels, verified, { frame }] = await Promise.all([
      pages.activity
        .activity(repository, filter, before, pageLength, may(repository.role, 'private-notices.read'))
        .catch((error) => {
          log.error({ err: error }, 'activity log not loaded');
          return null;
        }),
      reads.labels(repository).catch(() => []),
      c.req.query('verify') ? pages.verify(repository) : null,
      readFrame(c, house, repository),
    ]);
    const path = pathOf(repository);
    return c.html(
      <Page
        title={`Activity · ${repository.owner}/${repository.name}`}
        frame={frame}
        assets={assets}
        labelStyles={labelStylesPath(repository, labels)}
      >
        <ActivityPage
          repository={repository}
          filter={filter}
          page={page}
          labels={new Map(labels.map((label) => [label.name, label]))}
          paged={before !== null}
          hrefWith={(change, more) => path + buildActivityQuery({ ...filter, ...change }, more)}
          undoAll={
            may(repository.role, 'writes.undo-all') && toUndoFilter(filter, now())
              ? `${path}/undo-all${buildActivityQuery(filter)}`
              : null
          }
          said={saidOf(c.req.query())}
          may={{
            undo: may(repository.role, 'issue.undo'),
            revoke: may(repository.role, 'lessons.revoke'),
            revokeAll: may(repository.role, 'lessons.revoke-person'),
            export: may(repository.role, 'log.export'),
          }}
          verified={verified}
        />
      </Page>,
      page ? 200 : 500,
    );
  });

  routes.get('/:owner/:name/activity/:file{export\\.(jsonl|csv)}', async (c) => {
    const repository = await find(c, 'log.export');
    // The full log includes private notices.
    if (!repository) return answerMissing(c, house);
    const format = c.req.param('file').endsWith('csv') ? 'csv' : 'jsonl';
    const day = now().toISOString().slice(0, 10);
    c.header('content-type', format === 'csv' ? 'text/csv; charset=utf-8' : 'application/x-ndjson');
    c.header(
      'content-disposition',
      `attachment; filename="${repository.owner}-${repository.name}-log-${day}.${format}"`,
    );
    return stream(c, async (out) => {
      for await (const piece of pages.exportLog(repository, format)) await out.write(piece);
    });
  });

  routes.post('/:owner/:name/activity/undo', async (c) => {
    const repository = await find(c, 'issue.undo');
    if (!repository) return answerMissing(c, house);
    const form = await c.req.formData();
    const chosen = form
      .getAll('effect')
      .filter((id): id is string => typeof id === 'string' && /^[0-9a-f-]{36}$/i.test(id));
    const ids = [...new Set(chosen)].slice(0, maxUndone);
    const previews = await pages.undo.preview(repository, ids);
    if (form.get('step') !== 'do') {
      const [rows, labels, { frame }] = await Promise.all([
        pages.activity.writes(repository, ids),
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
          <UndoPage
            repository={repository}
            rows={rows}
            previews={new Map(previews.map((preview) => [preview.id, preview]))}
            labels={new Map(labels.map((label) => [label.name, label]))}
          />
        </Page>,
      );
    }
    const { installationId, repositoryId } = repository;
    const by = accountOf(c.var.session);
    const requests = [...Map.groupBy(previews, ({ number }) => number)].map(([number, own]) => ({
      ...{ installationId, repositoryId, number, by },
      id: randomUUID(),
      asked: { kind: 'undo' as const, effects: own.map(({ id }) => id) },
      door: 'console' as const,
      at: now().toISOString(),
      openMs: null,
    }));
    await house.requests.add(requests);
    return c.redirect(`${pathOf(repository)}?undoing=${previews.length}`, 303);
  });

  routes.post('/:owner/:name/activity/revoke', async (c) => {
    const repository = await find(c, 'lessons.revoke');
    if (!repository) return answerMissing(c, house);
    const { lesson, person } = await c.req.parseBody();
    const all = typeof person === 'string';
    if (all && !may(repository.role, 'lessons.revoke-person')) return answerMissing(c, house);
    const which = all ? { person: Number(person) } : { ids: [String(lesson)] };
    const known = all ? Number.isSafeInteger(Number(person)) : /^[0-9a-f-]{36}$/i.test(String(lesson));
    if (!known) return answerMissing(c, house);
    const revoked = await pages.lessons.revoke(repository, which, accountOf(c.var.session));
    return c.redirect(`${pathOf(repository)}?revoked=${revoked.length}`, 303);
  });
  return routes;
}

function pathOf({ owner, name }: VisibleRepository): string {
  return `/${owner}/${name}/activity`;
}

function readPlace(text: string | undefined): number | null {
  return text && /^\d{1,15}$/.test(text) ? Number(text) : null;
}

function saidOf({ undoing, revoked }: Record<string, string>): string | null {
  const many = (count: string | undefined) => (count && /^\d{1,4}$/.test(count) ? Number(count) : null);
  const [back, gone] = [many(undoing), many(revoked)];
  if (back !== null) {
    return back === 0
      ? 'Nothing to undo.'
      : `Undoing ${back} ${back === 1 ? 'change' : 'changes'}. Each one appears here when it is done.`;
  }
  if (gone !== null)
    return gone === 0
      ? 'This lesson was already revoked.'
      : `Revoked ${gone} ${gone === 1 ? 'lesson' : 'lessons'}.`;
  return null;
}
