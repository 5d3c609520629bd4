import { type Context, Hono } from 'hono';
import { Page } from '../../../../views/frame/page.tsx';
import type { Operation } from '../../../domain/commands/rights.ts';
import { ruleProblems } from '../../../domain/rules/rule-problems.ts';
import { settingsJsonSchema } from '../../../domain/settings/json-schema.ts';
import { parseSettings } from '../../../domain/settings/parse-settings.ts';
import type { VisibleRepository } from '../../../read/console.ts';
import type { ConsoleContext, ConsoleEnv } from '../../frame/console-context.ts';
import { readFrame } from '../../frame/frame.ts';
import { answerMissing } from '../../frame/messages.tsx';
import { CheckAnswer, type SettingsCheck, SettingsPage } from './page.tsx';
import { settingLines } from './settings-lines.ts';

/** The file that the settings came from, or the one to make. */
const fileOf = (source = '') =>
  source.startsWith('.github/') ? source.split(',')[0] : '.github/dispatch.yml';

/** Serves the JSON schema of the settings to editors. It is public, so it needs no sign-in. */
export function schemaRoutes(): Hono {
  const schema = settingsJsonSchema();
  return new Hono().get('/dispatch.schema.json', (c) => {
    c.header('cache-control', 'public, max-age=3600');
    return c.json(schema);
  });
}

/** Routes of the Settings page: the effective settings, validation of a file, and reloading. */
export function settingsRoutes(house: ConsoleContext): Hono<ConsoleEnv> {
  const { access, assets, log, pages } = house;
  const routes = new Hono<ConsoleEnv>();
  const find = (c: Context<ConsoleEnv>, operation: Operation) =>
    access.find(c.var.session, c.req.param('owner') ?? '', c.req.param('name') ?? '', operation);

  const show = async (c: Context<ConsoleEnv>, repository: VisibleRepository, check: SettingsCheck) => {
    const { owner, name } = repository;
    const [record, { frame }] = await Promise.all([
      pages.settings.read(repository).catch((error) => {
        log.error({ err: error }, 'settings not loaded');
        return null;
      }),
      readFrame(c, house, repository),
    ]);
    return c.html(
      <Page title={`Settings · ${owner}/${name}`} frame={frame} assets={assets}>
        <SettingsPage
          repository={repository}
          record={record}
          lines={record ? settingLines(record.settings) : []}
          fileHref={new URL(`/${owner}/${name}/blob/HEAD/${fileOf(record?.source)}`, house.githubUrl).href}
          check={check}
          staleNow={c.req.query('stale') !== undefined}
        />
      </Page>,
      record ? 200 : 500,
    );
  };

  routes.get('/:owner/:name/settings', async (c) => {
    const repository = await find(c, 'repository.read');
    return repository ? show(c, repository, { text: '', problems: null }) : answerMissing(c, house);
  });

  routes.post('/:owner/:name/settings/validate', async (c) => {
    const repository = await find(c, 'repository.read');
    if (!repository) return answerMissing(c, house);
    const { text } = await c.req.parseBody();
    const yaml = typeof text === 'string' ? text : '';
    const parsed = parseSettings(yaml);
    const problems = 'problems' in parsed ? parsed.problems : ruleProblems(parsed.settings, null);
    if (c.req.header('hx-request')) return c.html(<CheckAnswer problems={problems} />);
    return show(c, repository, { text: yaml, problems });
  });

  routes.post('/:owner/:name/settings/check-again', async (c) => {
    const repository = await find(c, 'settings.reload');
    if (!repository) return answerMissing(c, house);
    await pages.settings.markStale(repository);
    return c.redirect(`/${repository.owner}/${repository.name}/settings?stale=1`, 303);
  });
  return routes;
}
