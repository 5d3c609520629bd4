import { type Context, Hono } from 'hono';
import { IssuePage } from '../../views/issue-page.tsx';
import type { IssueProps } from '../../views/issue-props.ts';
import { IssueUpdate } from '../../views/live-updates.tsx';
import { Page } from '../../views/page.tsx';
import type { Label } from '../domain/repository.ts';
import type { ConsoleEnv, House } from './console-env.ts';
import { readFrame } from './frame.ts';
import { renderCounts } from './issues.tsx';
import { labelStylesPath } from './label-styles.ts';
import { streamLive } from './live-stream.ts';
import { renderMarkdown } from './markdown.ts';
import { answerMissing } from './messages.tsx';
import type { IssueDetail, VisibleRepository } from './ports.ts';

/** The Issue page and its live stream. */
export function issueRoutes(house: House): Hono<ConsoleEnv> {
  const { reads, access, assets, feed, log, sessions } = house;
  const routes = new Hono<ConsoleEnv>();

  const propsOf = (repository: VisibleRepository, detail: IssueDetail, labels: Label[]): IssueProps => {
    const { html, cut } = renderMarkdown(detail.issue.body);
    return {
      repository,
      detail,
      labels: new Map(labels.map((label) => [label.name, label])),
      bodyHtml: html,
      bodyCut: cut,
      githubHref: new URL(
        `/${repository.owner}/${repository.name}/issues/${detail.issue.number}`,
        house.githubUrl,
      ).href,
    };
  };

  routes.get('/:owner/:name/issues/:number{[1-9][0-9]{0,8}}', async (c) => {
    const { owner, name, number } = c.req.param();
    const repository = await access.find(c.var.session, owner, name);
    if (!repository) return answerMissing(c, house);
    const lastId = await house.live.latest(repository);
    const [detail, labels, { frame }] = await Promise.all([
      reads.issue(repository, Number(number)),
      reads.labels(repository),
      readFrame(c, house, repository),
    ]);
    if (!detail) return answerMissing(c, house);
    const path = `/${repository.owner}/${repository.name}/issues/${number}`;
    return c.html(
      <Page
        title={`${detail.issue.title} · #${number}`}
        frame={frame}
        assets={assets}
        labelStyles={labelStylesPath(repository, labels)}
        live={`${path}/live?after=${lastId}`}
      >
        <IssuePage {...propsOf(repository, detail, labels)} />
      </Page>,
    );
  });

  routes.get('/:owner/:name/issues/:number{[1-9][0-9]{0,8}}/live', async (c) => {
    const { session } = c.var;
    const { owner, name } = c.req.param();
    const number = Number(c.req.param('number'));
    const repository = await access.find(session, owner, name);
    if (!repository) return c.text('Not found', 404);
    return streamLive(c as Context, {
      feed,
      log,
      repository,
      render: async (news) => {
        if (!news.numbers.includes(number)) return '';
        const [detail, labels] = await Promise.all([news.detail(number), news.labels()]);
        if (!detail) return '';
        return news.once(`issue ${number}`, () =>
          String(<IssueUpdate {...propsOf(repository, detail, labels)} />),
        );
      },
      renderNow: () => renderCounts(house, repository),
      permitted: async () =>
        (await sessions.lives(session)) && (await access.find(session, owner, name)) !== null,
    });
  });
  return routes;
}
