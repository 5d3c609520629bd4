import { Hono } from 'hono';
import {
  CountsUpdate,
  LabelStylesUpdate,
  RowRemoval,
  RowUpdate,
} from '../../../../views/frame/live-updates.tsx';
import { Page } from '../../../../views/frame/page.tsx';
import type { IssueFilter, VisibleRepository } from '../../../read/console.ts';
import type { ConsoleContext, ConsoleEnv } from '../../frame/console-context.ts';
import { readFrame } from '../../frame/frame.ts';
import { buildLabelStyles, labelStylesPath } from '../../frame/label-styles.ts';
import { streamLive } from '../../frame/live-stream.ts';
import { answerMissing } from '../../frame/messages.tsx';
import type { LiveNews } from '../../live/live-feed.ts';
import { buildIssueQuery, matchesFilter, parseIssueFilter } from './issue-filter.ts';
import { IssuesPage } from './page.tsx';

const pageLength = 50;

/** Pages that refresh their counts after an update share counts up to this age, in milliseconds. */
const maxCountsAgeMs = 1_000;

/** Routes of the Issues list: the page, its live stream and the label colors. */
export function issuesRoutes(house: ConsoleContext): Hono<ConsoleEnv> {
  const { reads, access, assets, log } = house;
  const routes = new Hono<ConsoleEnv>();

  routes.get('/:owner/:name/issues', async (c) => {
    const repository = await access.find(
      c.var.session,
      c.req.param('owner'),
      c.req.param('name'),
      'repository.read',
    );
    if (!repository) return answerMissing(c, house);
    const filter = parseIssueFilter(c.req.query());
    const older = c.req.query('older') ?? null;
    // Read first, so that the stream repeats whatever changes while the list is being read.
    const lastId = await house.live.latest(repository);
    const [page, labels, { frame }] = await Promise.all([
      reads.listIssues(repository, filter, older, pageLength).catch((error) => {
        log.error({ err: error }, 'issues list not loaded');
        return null;
      }),
      reads.labels(repository).catch(() => []),
      readFrame(c, house, repository),
    ]);
    const path = listPath(repository);
    const live = `${path}/live${buildIssueQuery(filter, { after: String(lastId), ...(older ? { paged: '1' } : {}) })}`;
    return c.html(
      <Page
        title={`Issues · ${repository.owner}/${repository.name}`}
        frame={frame}
        assets={assets}
        labelStyles={labelStylesPath(repository, labels)}
        live={live}
        search={filter.text}
      >
        <IssuesPage
          repository={repository}
          filter={filter}
          page={page}
          labels={new Map(labels.map((label) => [label.name, label]))}
          counts={frame.counts.get(repository.repositoryId)}
          paged={older !== null}
          hrefWith={({ older: cursor, ...change }) =>
            path + buildIssueQuery({ ...filter, ...change }, cursor ? { older: cursor } : {})
          }
        />
      </Page>,
      page ? 200 : 500,
    );
  });

  routes.get('/:owner/:name/issues/live', async (c) => {
    const { session } = c.var;
    const { owner, name } = c.req.param();
    const repository = await access.find(session, owner, name, 'repository.read');
    if (!repository) return c.text('Not found', 404);
    const filter = parseIssueFilter(c.req.query());
    const insert = c.req.query('paged') === undefined;
    return streamLive(c, house, {
      repository,
      render: async (news) =>
        (await renderNews(news, repository, filter, insert)) + (await renderCounts(house, repository)),
      renderNow: () => renderCounts(house, repository),
    });
  });

  routes.get('/:owner/:name/counts', async (c) => {
    const repository = await access.find(
      c.var.session,
      c.req.param('owner'),
      c.req.param('name'),
      'repository.read',
    );
    if (!repository) return c.text('Not found', 404);
    return c.html(await renderCounts(house, repository, maxCountsAgeMs));
  });

  routes.get('/:owner/:name/labels.css', async (c) => {
    const repository = await access.find(
      c.var.session,
      c.req.param('owner'),
      c.req.param('name'),
      'repository.read',
    );
    if (!repository) return c.text('Not found', 404);
    c.header('cache-control', 'private, max-age=31536000, immutable');
    c.header('content-type', 'text/css; charset=utf-8');
    return c.body(buildLabelStyles(await reads.labels(repository)));
  });
  return routes;
}

/**
 * Renders the repository's counts, at most `maxAge` milliseconds old. Pages request them after a live update
 * (assets/console.js).
 */
export async function renderCounts(
  { counts: book }: Pick<ConsoleContext, 'counts'>,
  repository: VisibleRepository,
  maxAge?: number,
): Promise<string> {
  const counts = (await book([repository], maxAge)).counts.get(repository.repositoryId);
  return counts ? String(<CountsUpdate repository={repository} counts={counts} />) : '';
}

function listPath(repository: VisibleRepository): string {
  return `/${repository.owner}/${repository.name}/issues`;
}

/**
 * Updates each changed row that matches the page's filter and removes the others. Rows are rendered once for
 * all open lists.
 */
async function renderNews(
  news: LiveNews,
  repository: VisibleRepository,
  filter: IssueFilter,
  insert: boolean,
): Promise<string> {
  const [rows, all] = await Promise.all([news.rows(), news.labels()]);
  const labels = news.once('label book', () => new Map(all.map((label) => [label.name, label])));
  const styles = news.once('label styles', () =>
    String(<LabelStylesUpdate href={labelStylesPath(repository, all)} />),
  );
  const pieces = news.numbers.map((number) => {
    const row = rows.get(number);
    if (!row || !matchesFilter(row, filter)) return String(<RowRemoval number={number} />);
    return news.once(`row ${number} ${insert}`, () =>
      String(<RowUpdate repository={repository} row={row} labels={labels} insert={insert} />),
    );
  });
  return [styles, ...pieces].join('\n');
}
