import { type Context, Hono } from 'hono';
import { type Asked, AskedLine } from '../../../views/asked-line.tsx';
import type { ConsoleContext, ConsoleEnv } from '../frame/console-context.ts';
import { answerMissing } from '../frame/messages.tsx';

const kinds = ['approve', 'reject', 'correct', 'triage', 'undo', 'dismiss', 'restore'] as const;
const maxRequests = 200;

/** Route that reports the progress of a user's requests. The page polls it until they are done or refused. */
export function askedRoutes(house: ConsoleContext): Hono<ConsoleEnv> {
  const routes = new Hono<ConsoleEnv>();
  routes.get('/:owner/:name/asked', async (c) => {
    const repository = await house.access.find(
      c.var.session,
      c.req.param('owner'),
      c.req.param('name'),
      'repository.read',
    );
    const asked = readAsked(c);
    if (!repository || !asked) return answerMissing(c, house);
    const states = await house.requestReads.states(repository, asked.requests);
    return c.html(<AskedLine repository={repository} asked={asked} states={states} />);
  });
  return routes;
}

/** Reads the last action from the query string; null if there is none or it is invalid. */
export function readAsked(c: Context): Asked | null {
  const { did, of = '', by = '' } = c.req.query();
  const kind = kinds.find((each) => each === did);
  if (!kind) return null;
  const numbers = of
    .split(',')
    .filter((each) => /^[1-9]\d{0,8}$/.test(each))
    .map(Number);
  const requests = by
    .split(',')
    .filter((each) => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(each))
    .slice(0, maxRequests);
  return { did: kind, numbers, requests };
}
