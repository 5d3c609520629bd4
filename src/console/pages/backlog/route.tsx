import { type Context, Hono } from 'hono';
import { Page } from '../../../../views/frame/page.tsx';
import type { Operation } from '../../../domain/commands/rights.ts';
import { previewBacklog } from '../../../domain/past/backlog-preview.ts';
import type { VisibleRepository } from '../../../read/console.ts';
import { personRequest } from '../../corrections/correction-form.ts';
import type { ConsoleContext, ConsoleEnv } from '../../frame/console-context.ts';
import { readFrame } from '../../frame/frame.ts';
import { labelStylesPath } from '../../frame/label-styles.ts';
import { answerMissing } from '../../frame/messages.tsx';
import { BacklogPage, BacklogSample } from './page.tsx';

/** Number of issues in the preview. */
const sampled = 20;
/**
 * Maximum number of issues to queue at once, and how many are triaged per minute. GitHub allows 500
 * content-creating requests per hour.
 */
const maxQueued = 1_000;
const perMinute = 8;

/**
 * Routes of the Backlog page: the replay of past issues, and a previewed triage of issues opened before the
 * installation.
 */
export function backlogRoutes(house: ConsoleContext): Hono<ConsoleEnv> {
  const { access, pages, reads, requests, now } = house;
  const routes = new Hono<ConsoleEnv>();
  const find = (c: Context<ConsoleEnv>, operation: Operation) =>
    access.find(c.var.session, c.req.param('owner') ?? '', c.req.param('name') ?? '', operation);

  routes.get('/:owner/:name/backlog', async (c) => {
    const repository = await find(c, 'repository.read');
    if (!repository) return answerMissing(c, house);
    const { waiting, standings, replays } = pages.backlog;
    const [progress, ladder, replay, count, settings, labels, { frame }] = await Promise.all([
      pages.overview.backfill(repository),
      standings.list(repository),
      replays.newest(repository),
      waiting.count(repository),
      pages.settings.read(repository),
      reads.labels(repository),
      readFrame(c, house, repository),
    ]);
    const path = `/${repository.owner}/${repository.name}`;
    const asked = Math.min(maxQueued, Math.max(0, Number(c.req.query('asked')) || 0));
    return c.html(
      <Page
        title={`Backlog · ${repository.owner}/${repository.name}`}
        frame={{ ...frame, path: `${path}/backlog` }}
        assets={house.assets}
        labelStyles={labelStylesPath(repository, labels)}
      >
        <BacklogPage
          {...{ repository, progress, ladder, replay, count, asked }}
          settings={settings.settings}
          labels={new Map(labels.map((label) => [label.name, label]))}
          pace={{ max: maxQueued, perMinute }}
          sample={c.req.query('preview') === undefined ? null : await preview(house, repository)}
          now={now().getTime()}
        />
      </Page>,
    );
  });

  routes.get('/:owner/:name/backlog/preview', async (c) => {
    const repository = await find(c, 'repository.read');
    if (!repository) return c.text('Not found', 404);
    const path = `/${repository.owner}/${repository.name}`;
    if (!c.req.header('hx-request')) return c.redirect(`${path}/backlog?preview=1`);
    const [labels, count, sample] = await Promise.all([
      reads.labels(repository),
      pages.backlog.waiting.count(repository),
      preview(house, repository),
    ]);
    const book = new Map(labels.map((label) => [label.name, label]));
    return c.html(<BacklogSample path={path} sample={sample} count={count} labels={book} />);
  });

  routes.post('/:owner/:name/backlog', async (c) => {
    const repository = await find(c, 'backlog.triage');
    if (!repository) return answerMissing(c, house);
    const numbers = await pages.backlog.waiting.numbers(repository, maxQueued);
    const at = now();
    // Submitting again on the same day results in the same requests.
    const card = `backlog ${at.toISOString().slice(0, 10)}`;
    const asked = { kind: 'command', command: { name: 'triage', argument: '' } } as const;
    for (let i = 0; i < numbers.length; i += perMinute) {
      const some = numbers.slice(i, i + perMinute);
      await requests.add(
        some.map((number) =>
          personRequest(c.var.session, repository, number, asked, { at, openMs: null, card }),
        ),
        (i / perMinute) * 60,
      );
    }
    return c.redirect(`/${repository.owner}/${repository.name}/backlog?asked=${numbers.length}`, 303);
  });
  return routes;
}

/** Triages the newest untriaged issues without a hosted model and without storing anything. */
async function preview(house: ConsoleContext, repository: VisibleRepository) {
  const issues = await house.pages.backlog.waiting.newest(repository, sampled);
  const meanings = await house.inbox.meanings(repository);
  const previewed = [];
  for (const issue of issues) {
    const { title, body, authorAssociation } = issue;
    const { decision } = await house.playground.play(repository, { title, body, authorAssociation }, 'local');
    previewed.push({ issue, values: decision.values });
  }
  return previewBacklog(previewed, meanings);
}
