import type { Context } from 'hono';
import type { Frame } from '../../../views/frame/frame-props.ts';
import type { VisibleRepository } from '../../read/console.ts';
import type { ConsoleContext, ConsoleEnv } from './console-context.ts';
import { readTheme } from './theme.ts';

/** Reads the data for the frame around every page. `failed` tells that the counts couldn't be read. */
export async function readFrame(
  c: Context<ConsoleEnv>,
  house: ConsoleContext,
  current: VisibleRepository | null,
): Promise<{ frame: Frame; failed: boolean }> {
  const { session } = c.var;
  const repositories = await house.access.list(session);
  const { counts, failed } = await house.counts(repositories);
  const { pathname, search } = new URL(c.req.url);
  const person = { login: session.login, avatarUrl: session.avatarUrl };
  return {
    frame: { person, theme: readTheme(c), path: pathname + search, repositories, counts, current },
    failed,
  };
}
