import type { Context } from 'hono';
import { streamSSE } from 'hono/streaming';
import type { LiveFeed, LiveNews, LivePage } from './live-feed.ts';
import type { ConsoleLog, VisibleRepository } from './ports.ts';

/** How often a quiet stream says that it lives and asks whether it may go on, in milliseconds. */
const beat = 20_000;
/** A page that has not taken this many pieces of news is cut off; it comes back by itself and catches up. */
const backlog = 200;

interface LiveStreamOptions {
  feed: LiveFeed;
  log: ConsoleLog;
  repository: VisibleRepository;
  /** Makes the markup of one piece of news; an empty text is not sent. */
  render: (news: LiveNews) => Promise<string>;
  /** What is told besides, now and then: numbers that need not be exact at once. */
  renderNow: () => Promise<string>;
  /** Whether the person may still see this. */
  permitted: () => Promise<boolean>;
}

/** Streams a repository's changes to one page, from where the page stands (`after`, or Last-Event-ID on the way back). */
export function streamLive(
  c: Context,
  { feed, log, repository, render, renderNow, permitted }: LiveStreamOptions,
): Response {
  const after = readEventId(c.req.header('last-event-id') ?? c.req.query('after'));
  // A proxy must not keep events back.
  c.header('x-accel-buffering', 'no');
  return streamSSE(c, async (stream) => {
    const waiting: LiveNews[] = [];
    let lastId = after;
    let open = true;
    let wake = () => {};
    const stop = () => {
      open = false;
      wake();
    };
    const page: LivePage = {
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
        const news = waiting.shift();
        if (news) {
          lastId = Math.max(lastId, news.lastId);
          await send(news.numbers.length > 0 ? await render(news) : '');
          continue;
        }
        const quiet = await sleepUntilWoken(beat, (woken) => {
          wake = woken;
        });
        if (!quiet || !open) continue;
        if (!(await permitted())) return await stream.writeSSE({ data: '', event: 'console:reload' });
        await send(await renderNow());
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
