import { type Context, Hono } from 'hono';
import { Page } from '../../../../views/frame/page.tsx';
import { GuardBanner, GuardUpdate } from '../../../../views/guard-banner.tsx';
import type { IssueActions } from '../../../../views/issue-props.ts';
import type { VisibleRepository } from '../../../read/console.ts';
import { readAsked } from '../../corrections/asked.tsx';
import type { ConsoleContext, ConsoleEnv } from '../../frame/console-context.ts';
import { readFrame } from '../../frame/frame.ts';
import { labelStylesPath } from '../../frame/label-styles.ts';
import { streamLive } from '../../frame/live-stream.ts';
import { answerMissing } from '../../frame/messages.tsx';
import { readGuards } from '../../frame/read-guards.ts';
import { renderCounts } from '../issues/route.tsx';
import { IssueUpdate } from './issue-update.tsx';
import { issueProps } from './issue-view.ts';
import { IssuePage } from './page.tsx';

/** Routes of the Issue page and its live stream. */
export function issueRoutes(house: ConsoleContext): Hono<ConsoleEnv> {
  const { access } = house;
  const routes = new Hono<ConsoleEnv>();

  routes.get('/:owner/:name/issues/:number{[1-9][0-9]{0,8}}', async (c) => {
    const { owner, name, number } = c.req.param();
    const repository = await access.find(c.var.session, owner, name, 'repository.read');
    if (!repository) return answerMissing(c, house);
    const asked = readAsked(c);
    const states = asked && (await house.requestReads.states(repository, asked.requests));
    return answerIssue(c, house, repository, Number(number), {
      asked: asked && { dimension: null, asked, states },
    });
  });

  routes.get('/:owner/:name/issues/:number{[1-9][0-9]{0,8}}/live', async (c) => {
    const { session } = c.var;
    const { owner, name } = c.req.param();
    const number = Number(c.req.param('number'));
    const repository = await access.find(session, owner, name, 'repository.read');
    if (!repository) return c.text('Not found', 404);
    return streamLive(c, house, {
      repository,
      render: async (news) => {
        if (!news.numbers.includes(number)) return '';
        const [detail, meanings] = await Promise.all([
          news.detail(number),
          news.once('meanings', () => house.inbox.meanings(repository)),
        ]);
        if (!detail) return '';
        const update = await news.once(`issue ${number}`, async () =>
          String(<IssueUpdate {...(await issueProps(house, repository, detail, meanings))} />),
        );
        // Not shared between pages, because not everyone may see the findings.
        const findings = await readGuards(house, repository, number);
        return update + String(<GuardUpdate repository={repository} findings={findings} back="issue" />);
      },
      renderNow: () => renderCounts(house, repository),
    });
  });
  return routes;
}

/**
 * Renders the whole Issue page, also in response to a form submitted without JavaScript. Answers 404 if the
 * issue doesn't exist.
 */
export async function answerIssue(
  c: Context<ConsoleEnv>,
  house: ConsoleContext,
  repository: VisibleRepository,
  number: number,
  answer: Partial<Pick<IssueActions, 'asked' | 'conflict' | 'problem'>> = {},
) {
  const lastId = await house.live.latest(repository);
  const [detail, meanings, findings, { frame }] = await Promise.all([
    house.reads.issue(repository, number),
    house.inbox.meanings(repository),
    readGuards(house, repository, number).catch(() => []),
    readFrame(c, house, repository),
  ]);
  if (!detail) return answerMissing(c, house);
  const path = `/${repository.owner}/${repository.name}/issues/${number}`;
  const props = await issueProps(house, repository, detail, meanings, answer);
  return c.html(
    <Page
      title={`${detail.issue.title} · #${number}`}
      frame={{ ...frame, path }}
      assets={house.assets}
      labelStyles={labelStylesPath(
        repository,
        meanings.map(({ label }) => label),
      )}
      live={`${path}/live?after=${lastId}`}
    >
      <GuardBanner repository={repository} findings={findings} back="issue" />
      <IssuePage {...props} />
    </Page>,
    answer.conflict ? 409 : answer.problem ? 400 : 200,
  );
}
