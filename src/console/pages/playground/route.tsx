import { type Context, Hono } from 'hono';
import { Page } from '../../../../views/frame/page.tsx';
import type { VisibleRepository } from '../../../read/console.ts';
import type { ConsoleContext, ConsoleEnv } from '../../frame/console-context.ts';
import { readFrame } from '../../frame/frame.ts';
import { labelStylesPath } from '../../frame/label-styles.ts';
import { answerMissing } from '../../frame/messages.tsx';
import { PlaygroundPage, PlayResult, type Results } from './page.tsx';
import { type PlayForm, readPlayForm } from './playground-form.ts';

const nothing: PlayForm = { draft: null, model: 'now', compareWith: '', problem: null };

/** Routes of the Playground, which previews a triage without storing or writing anything. */
export function playgroundRoutes(house: ConsoleContext): Hono<ConsoleEnv> {
  const { access } = house;
  const routes = new Hono<ConsoleEnv>();

  routes.get('/:owner/:name/playground', async (c) => {
    const repository = await access.find(
      c.var.session,
      c.req.param('owner'),
      c.req.param('name'),
      'playground.run',
    );
    if (!repository) return answerMissing(c, house);
    return answerPage(c, house, repository, nothing, {});
  });

  routes.post('/:owner/:name/playground', async (c) => {
    const { owner, name } = c.req.param();
    const fields = await c.req.parseBody();
    const [, chosenOwner, chosenName] = /^([^/]+)\/([^/]+)$/.exec(String(fields.repository ?? '')) ?? [];
    const repository = await access.find(
      c.var.session,
      chosenOwner ?? owner,
      chosenName ?? name,
      'playground.run',
    );
    if (!repository) return answerMissing(c, house);
    const form = readPlayForm(fields);
    const results = await play(house, repository, form);
    if (!c.req.header('hx-request')) return answerPage(c, house, repository, form, results);
    const labels = await house.reads.labels(repository);
    return c.html(
      <PlayResult
        repository={repository}
        form={form}
        results={results}
        labels={new Map(labels.map((label) => [label.name, label]))}
      />,
    );
  });
  return routes;
}

async function play(house: ConsoleContext, repository: VisibleRepository, form: PlayForm): Promise<Results> {
  const { draft, model, compareWith } = form;
  if (!draft) return {};
  try {
    const first = await house.playground.play(repository, draft, model);
    const second =
      compareWith && compareWith !== model
        ? await house.playground.play(repository, draft, compareWith)
        : null;
    return { first, second };
  } catch (error) {
    house.log.error({ err: error }, 'playground triage failed');
    return { failed: true };
  }
}

async function answerPage(
  c: Context<ConsoleEnv>,
  house: ConsoleContext,
  repository: VisibleRepository,
  form: PlayForm,
  results: Results,
) {
  const [labels, models, hosted, { frame }] = await Promise.all([
    house.reads.labels(repository),
    house.playground.models(repository),
    house.playground.hosted(repository),
    readFrame(c, house, repository),
  ]);
  const path = `/${repository.owner}/${repository.name}/playground`;
  return c.html(
    <Page
      title={`Playground · ${repository.owner}/${repository.name}`}
      frame={{ ...frame, path }}
      assets={house.assets}
      labelStyles={labelStylesPath(repository, labels)}
    >
      <PlaygroundPage
        repository={repository}
        repositories={frame.repositories}
        form={form}
        results={results}
        labels={new Map(labels.map((label) => [label.name, label]))}
        models={models}
        hosted={hosted}
      />
    </Page>,
  );
}
