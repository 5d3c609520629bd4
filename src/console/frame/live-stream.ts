import type { Context } from 'hono';
import { streamSSE } from 'hono/streaming';
import type { VisibleRepository } from '../../read/console.ts';
import type { LiveNews, LivePage } from '../live/live-feed.ts';
import type { ConsoleContext, ConsoleEnv } from './console-context.ts';

/** How often a quiet stream says that it lives, in milliseconds. */
const beat = 20_000;
/** How long a stream may go on before GitHub and the session are asked again, in milliseconds, however busy it is. */
const checkEvery = 20_000;
/** A page that has not taken this many pieces of news is cut off; it comes back by itself and catches up. */
const backlog = 200;

interface LiveStreamOptions {
  repository: VisibleRepository;
  /** Makes the markup of one piece of news; an empty text is not sent. */
  render: (news: LiveNews) => Promise<string>;
  /** What is told besides, now and then: numbers that need not be exact at once. */
  renderNow: () => Promise<string>;
}

/**
 * Streams a repository's changes to one page, from where the page stands (`after`, or Last-Event-ID on the way back). Ends at
 * the sign-out of its session, and within 20 seconds of GitHub saying that the person's role has changed.
 */
export function streamLive(
  c: Context<ConsoleEnv>,
  house: Pick<ConsoleContext, 'feed' | 'log' | 'sessions' | 'access' | 'now'>,
  { repository, render, renderNow }: LiveStreamOptions,
): Response {
  const { feed, log, sessions, access, now } = house;
  const { session } = c.var;
  const after = readEventId(c.req.header('last-event-id') ?? c.req.query('after'));
  /** The page was made for this role in this repository: with another, it shows too much or too little. */
  const permitted = async () => {
    if (!(await sessions.lives(session))) return false;
    const seen = await access.find(session, repository.owner, repository.name, 'repository.read');
    return seen?.repositoryId === repository.repositoryId && seen.role === repository.role;
  };
  // A proxy must not keep events back.
  c.header('x-accel-buffering', 'no');
  return streamSSE(c as Context, async (stream) => {
    const waiting: LiveNews[] = [];
    let lastId = after;
    let checkedAt = now().getTime();
    let open = true;
    let wake = () => {};
    const stop = () => {
      open = false;
      wake();
    };
    const page: LivePage = {
      sessionId: session.id,
      hear(news) {
        waiting.push(news);
        if (waiting.length > backlog) stop();
        wake();
      },
      closed: stop,
    };
    stream.onAbort(stop);
    const send = (html: string) =>
      stream.writeSSE({ data: html, id: String(lastId), ...(html ? {} : { event: 'beat' }) });
    const leave = feed.join(repository, page);
    try {
      await stream.writeSSE({ data: '', event: 'hello', retry: 1000 });
      const missed = await feed.missed(repository, after);
      if (!missed) return await stream.writeSSE({ data: '', event: 'console:reload' });
      waiting.unshift(missed);
      while (open) {
        const quiet =
          waiting.length === 0 &&
          (await sleepUntilWoken(beat, (woken) => {
            wake = woken;
          }));
        if (!open) break;
        // Before anything is sent, and by the clock: on a busy repository a stream is never quiet.
        if (Math.abs(now().getTime() - checkedAt) >= checkEvery) {
          if (!(await permitted())) return await stream.writeSSE({ data: '', event: 'console:reload' });
          checkedAt = now().getTime();
        }
        const news = waiting.shift();
        if (news) {
          lastId = Math.max(lastId, news.lastId);
          const html = news.numbers.length > 0 ? await render(news) : '';
          if (open) await send(html);
        } else if (quiet) await send(await renderNow());
      }
    } catch (error) {
      // The page reconnects and catches up by its last event id.
      log.warn({ err: error }, 'a live stream ended');
    } finally {
      leave();
    }
  });
}

/** True when the time went by, false when woken before. */
function sleepUntilWoken(ms: number, setWake: (wake: () => void) => void): Promise<boolean> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(true), ms);
    setWake(() => {
      clearTimeout(timer);
      resolve(false);
    });
  });
}

function readEventId(text: string | undefined): number {
  return text && /^\d{1,15}$/.test(text) ? Number(text) : 0;
}
