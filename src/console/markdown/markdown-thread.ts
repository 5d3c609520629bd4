import { createHash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import { Piscina } from 'piscina';
import { plainText, type RenderedMarkdown, shownLength } from './markdown.ts';
import type { RenderAnswer, RenderTask } from './markdown-worker.ts';
import { createTimeBudget } from './time-budget.ts';

/** Turns issue text into HTML for the console's pages. */
export interface MarkdownRenderer {
  /**
   * `body` as HTML that is safe to place in a page; as it was written, in a `<pre>`, where rendering takes too long. Never rejects.
   * `payer` is who pays with time: a repository's key.
   */
  render(body: string, payer: string): Promise<RenderedMarkdown>;
}

export interface MarkdownThread extends MarkdownRenderer {
  close(): Promise<void>;
}

/** What became of a text that was not in the cache. */
export type RenderOutcome = 'rendered' | 'too slow' | 'over budget' | 'kept waiting' | 'failed';

/** Kept HTML, in UTF-16 units over all texts. */
const cacheSize = 8_000_000;
/** A text that took too long is tried again after this time, in milliseconds: perhaps the machine was busy. */
const retrySlowMs = 10 * 60_000;

/**
 * Renders Markdown in a worker thread. Anyone can write an issue on which the parsers take seconds, so a text has a deadline, a
 * repository has a share of each minute and one place in the queue at a time, and a page waits only so long: past any of them the
 * text is shown as it was written. What was rendered is kept by its content.
 */
export function createMarkdownThread({
  deadlineMs = 1_000,
  budgetMs = 4_000,
  waitMs = 2_500,
  observe = () => {},
  now = () => performance.now(),
}: {
  /** Milliseconds that one text may take. */
  deadlineMs?: number;
  /** Milliseconds that the texts of one payer may take in a minute. */
  budgetMs?: number;
  /** Milliseconds that a page waits for its text; a text that comes later is in the cache for the next view. */
  waitMs?: number;
  observe?: (outcome: RenderOutcome) => void;
  /** Milliseconds; for the budget. */
  now?: () => number;
} = {}): MarkdownThread {
  const kept = new LRUCache<string, RenderedMarkdown>({
    maxSize: cacheSize,
    sizeCalculation: ({ html }) => (html?.length ?? 0) + 100,
  });
  const budget = createTimeBudget({ budgetMs, windowMs: 60_000, now });
  const running = new Map<string, Promise<RenderedMarkdown>>();
  const lastOf = new Map<string, Promise<unknown>>();
  let started: { pool: Piscina<RenderTask, RenderAnswer>; ready: Promise<unknown> } | null = null;

  /** The thread starts with the first text; that start does not count as waiting. */
  function start() {
    const pool = new Piscina<RenderTask, RenderAnswer>({
      filename: new URL(
        `./markdown-worker${import.meta.url.endsWith('.ts') ? '.ts' : '.js'}`,
        import.meta.url,
      ).href,
      name: 'render',
      minThreads: 1,
      maxThreads: 1,
      resourceLimits: { maxOldGenerationSizeMb: 256 },
    });
    const ready = pool.run({ text: '*a*', deadlineMs: 10_000 }).catch(() => undefined);
    return { pool, ready };
  }

  async function renderNow(text: string, key: string, payer: string): Promise<RenderedMarkdown> {
    const finish = (outcome: RenderOutcome, rendered: RenderedMarkdown) => {
      observe(outcome);
      return rendered;
    };
    const plain = { html: plainText(text), cut: false };
    if (!budget.allows(payer)) return finish('over budget', plain);
    started ??= start();
    try {
      const { rendered, tookMs } = await started.pool.run({ text, deadlineMs });
      budget.spend(payer, tookMs);
      if (rendered) {
        kept.set(key, rendered);
        return finish('rendered', rendered);
      }
      kept.set(key, plain, { ttl: retrySlowMs });
      return finish('too slow', plain);
    } catch {
      // The thread ran out of memory and is gone; the pool starts another.
      budget.spend(payer, deadlineMs);
      kept.set(key, plain, { ttl: retrySlowMs });
      return finish('failed', plain);
    }
  }

  /** One text of a payer after the other. */
  function enqueue(text: string, key: string, payer: string): Promise<RenderedMarkdown> {
    const before = lastOf.get(payer) ?? Promise.resolve();
    const made = before.then(() => renderNow(text, key, payer));
    lastOf.set(payer, made);
    running.set(key, made);
    void made.finally(() => {
      running.delete(key);
      if (lastOf.get(payer) === made) lastOf.delete(payer);
    });
    return made;
  }

  async function within(made: Promise<RenderedMarkdown>, text: string): Promise<RenderedMarkdown> {
    started ??= start();
    await started.ready;
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<RenderedMarkdown>((resolve) => {
      timer = setTimeout(() => {
        observe('kept waiting');
        resolve({ html: plainText(text), cut: false });
      }, waitMs);
    });
    return Promise.race([made, late]).finally(() => clearTimeout(timer));
  }

  return {
    async render(body, payer) {
      const text = body.slice(0, shownLength);
      const cut = body.length > shownLength;
      if (text.trim() === '') return { html: null, cut };
      const key = createHash('sha256').update(text).digest('base64');
      const found = kept.get(key);
      if (found) return { ...found, cut };
      const rendered = await within(running.get(key) ?? enqueue(text, key, payer), text);
      return { ...rendered, cut };
    },
    async close() {
      await started?.pool.destroy();
    },
  };
}
