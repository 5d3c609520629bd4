import type { Context } from 'hono';
import { streamSSE } from 'hono/streaming';
import type { VisibleRepository } from '../../read/console.ts';
import type { LiveNews, LivePage } from '../live/live-feed.ts';
import type { ConsoleContext, ConsoleEnv } from './console-context.ts';

/** Interval of keep-alive messages on an idle stream, in milliseconds. */
const beat = 20_000;
/** How often the session and the user's role are checked again, in milliseconds, however busy the stream is. */
const checkEvery = 20_000;
/** A page with this many undelivered updates is disconnected; it reconnects and catches up. */
const backlog = 200;

interface LiveStreamOptions {
  repository: VisibleRepository;
  /** Renders the markup for one update. Empty markup is not sent. */
  render: (news: LiveNews) => Promise<string>;
  /** Renders numbers that are sent now and then because they don't have to be exact immediately. */
  renderNow: () => Promise<string>;
}

/**
 * Streams a repository's changes to one page, starting after the event the page was rendered from (`after`,
 * or Last-Event-ID after a reconnect). Ends when the session is signed out, and within 20 seconds of a
 * change of the user's role.
 */
export function streamLive(
  c: Context<ConsoleEnv>,
  house: Pick<ConsoleContext, 'feed' | 'log' | 'sessions' | 'access' | 'now'>,
  { repository, render, renderNow }: LiveStreamOptions,
): Response {
  const { feed, log, sessions, access, now } = house;
  const { session } = c.var;
  const after = readEventId(c.req.header('last-event-id') ?? c.req.query('after'));
  /** The role the page was rendered for. With a different one, it would show too much or too little. */
  const permitted = async () => {
    if (!(await sessions.lives(session))) return false;
    const seen = await access.find(session, repository.owner, repository.name, 'repository.read');
    return seen?.repositoryId === repository.repositoryId && seen.role === repository.role;
  };
  // Prevents proxies from buffering events.
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
        // Checks by time and before sending, because the stream of a busy repository is never idle.
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
      log.warn({ err: error }, 'live stream ended');
    } finally {
      leave();
    }
  });
}

/** Resolves to true after the timeout, or to false if woken earlier. */
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
