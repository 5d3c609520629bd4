import { type Context, Hono } from 'hono';
import type { Asked } from '../../../../views/asked-line.tsx';
import { Page } from '../../../../views/frame/page.tsx';
import { Icon } from '../../../../views/icon.tsx';
import type { VisibleRepository } from '../../../read/console.ts';
import type { AlikeChange } from '../../../read/inbox.ts';
import { personRequest } from '../../corrections/correction-form.ts';
import type { ConsoleContext, ConsoleEnv } from '../../frame/console-context.ts';
import { readFrame } from '../../frame/frame.ts';
import { labelStylesPath } from '../../frame/label-styles.ts';
import { answerMissing } from '../../frame/messages.tsx';
import { AlikeList } from './alike.tsx';

/** Routes that preview what a correction would change on similar open issues, and queue the selected changes. */
export function alikeRoutes(house: ConsoleContext): Hono<ConsoleEnv> {
  const { access, alikeChanges, requests, now } = house;
  const routes = new Hono<ConsoleEnv>();
  const path = '/:owner/:name/issues/:number{[1-9][0-9]{0,8}}/alike';

  routes.get(path, async (c) => {
    const { owner, name, number } = c.req.param();
    const repository = await access.find(c.var.session, owner, name, 'repository.read');
    if (!repository) return answerMissing(c, house);
    const changes = await alikeChanges(repository, Number(number));
    return answer(c, house, repository, { number: Number(number), changes, applied: null });
  });

  routes.post(path, async (c) => {
    const { owner, name, number } = c.req.param();
    const { session } = c.var;
    const repository = await access.find(session, owner, name, 'issue.correct');
    if (!repository) return answerMissing(c, house);
    const form = await c.req.parseBody({ all: true });
    const chosen = new Set([form.change ?? []].flat().map(String));
    // The list may be stale, so only changes that still apply are queued.
    const changes = (await alikeChanges(repository, Number(number))).filter((change) =>
      chosen.has(nameOf(change)),
    );
    const drawn = { at: now(), openMs: null, card: `alike ${number} ${now().toISOString().slice(0, 16)}` };
    const kept = changes.map((change) =>
      personRequest(session, repository, change.number, change.request, drawn),
    );
    await requests.add(kept);
    const applied: Asked = {
      did: 'correct',
      numbers: [...new Set(kept.map((each) => each.number))],
      requests: kept.map(({ id }) => id),
    };
    return answer(c, house, repository, { number: Number(number), changes, applied });
  });
  return routes;
}

/** The value that identifies a change in the form. */
function nameOf({ number, dimension, to }: AlikeChange): string {
  return `${number}:${dimension}:${to ?? ''}`;
}

async function answer(
  c: Context<ConsoleEnv>,
  house: ConsoleContext,
  repository: VisibleRepository,
  shown: { number: number; changes: AlikeChange[]; applied: Asked | null },
) {
  const all = await house.reads.labels(repository);
  const labels = new Map(all.map((label) => [label.name, label]));
  const list = <AlikeList repository={repository} labels={labels} {...shown} />;
  if (c.req.header('hx-request')) return c.html(list);
  const { frame } = await readFrame(c, house, repository);
  const issue = `/${repository.owner}/${repository.name}/issues/${shown.number}`;
  return c.html(
    <Page
      title={`Similar to #${shown.number} · ${repository.owner}/${repository.name}`}
      frame={{ ...frame, path: `${issue}/alike` }}
      assets={house.assets}
      labelStyles={labelStylesPath(repository, all)}
    >
      <a class="back" href={issue}>
        <Icon name="arrow-left" /> #{shown.number}
      </a>
      <div class="page-head">
        <h1>Changes to issues similar to #{shown.number}</h1>
      </div>
      <section class="box">{list}</section>
    </Page>,
  );
}
