import { Hono } from 'hono';
import { z } from 'zod';
import { Page } from '../../../../views/frame/page.tsx';
import { defaultLifetime, scopes, type TokenStore, tokenLifetimes } from '../../../read/api.ts';
import { makeToken } from '../../api/token-value.ts';
import type { ConsoleContext, ConsoleEnv } from '../../frame/console-context.ts';
import { readFrame } from '../../frame/frame.ts';
import { TokensPage } from './page.tsx';

/** Maximum number of tokens per user. */
const maxTokens = 50;
const day = 24 * 60 * 60 * 1000;

const form = z.object({
  name: z
    .string()
    .trim()
    .min(1)
    .max(80)
    .regex(/^[^\0]*$/),
  scope: z.union([z.enum(scopes), z.array(z.enum(scopes)).min(1)]),
  days: z.coerce
    .number()
    .pipe(z.literal([...tokenLifetimes]))
    .default(defaultLifetime),
});

/** Routes of the API tokens page. A new token's value appears in one response and is never stored. */
export function tokenRoutes(house: ConsoleContext, tokens: TokenStore, now: () => Date): Hono<ConsoleEnv> {
  const routes = new Hono<ConsoleEnv>();

  const show = async (
    c: Parameters<typeof readFrame>[0],
    told: { made?: { name: string; value: string }; problem?: string } = {},
    status: 200 | 201 | 400 = 200,
  ) => {
    const [{ frame }, own] = await Promise.all([
      readFrame(c, house, null),
      tokens.list(c.var.session.userId).catch((error) => {
        house.log.error({ err: error }, 'API tokens not loaded');
        return null;
      }),
    ]);
    return c.html(
      <Page title="API tokens" frame={{ ...frame, path: '/tokens' }} assets={house.assets}>
        <TokensPage tokens={own} now={now()} {...told} />
      </Page>,
      own ? status : 500,
    );
  };

  routes.get('/tokens', (c) => show(c));

  routes.post('/tokens', async (c) => {
    const read = form.safeParse(await c.req.parseBody({ all: true }));
    if (!read.success) return show(c, { problem: 'Enter a name and select at least one scope.' }, 400);
    const { login, userId } = c.var.session;
    if ((await tokens.list(userId)).length >= maxTokens)
      return show(c, { problem: `You already have ${maxTokens} tokens. Revoke one first.` }, 400);
    const { name, scope, days } = read.data;
    const { value, id } = makeToken();
    const expiresAt = new Date(now().getTime() + days * day);
    await tokens.create({ id, name, login, userId, scopes: [scope].flat(), expiresAt });
    return show(c, { made: { name, value } }, 201);
  });

  routes.post('/tokens/:id/revoke', async (c) => {
    await tokens.revoke(c.var.session.userId, c.req.param('id'));
    return c.redirect('/tokens', 303);
  });
  return routes;
}
