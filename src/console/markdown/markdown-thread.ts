import { createHash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import { Piscina } from 'piscina';
import { plainText, type RenderedMarkdown, shownLength } from './markdown.ts';
import type { RenderAnswer, RenderTask } from './markdown-worker.ts';
import { createTimeBudget } from './time-budget.ts';

/** Renders issue text as HTML for the console. */
export interface MarkdownRenderer {
  /**
   * Renders `body` as safe HTML, or as plain text in a `<pre>` if rendering takes too long. Never rejects.
   * `payer` is the repository key whose time budget is charged.
   */
  render(body: string, payer: string): Promise<RenderedMarkdown>;
}

export interface MarkdownThread extends MarkdownRenderer {
  close(): Promise<void>;
}

/** The outcome of rendering a text that was not cached. */
export type RenderOutcome = 'rendered' | 'too slow' | 'over budget' | 'kept waiting' | 'failed';

/** Size of the cache, in UTF-16 units. */
const cacheSize = 8_000_000;
/** A text that took too long is retried after this time, in milliseconds, in case the machine was just busy. */
const retrySlowMs = 10 * 60_000;

/**
 * Renders Markdown in a worker thread. Anyone can write an issue that takes the parsers seconds, so each
 * text has a deadline, each repository a time budget per minute and one queue slot, and each page a maximum
 * wait. Beyond any of these, the text is shown as plain text. Results are cached by content.
 */
export function createMarkdownThread({
  deadlineMs = 1_000,
  budgetMs = 4_000,
  waitMs = 2_500,
  observe = () => {},
  now = () => performance.now(),
}: {
  /** Deadline per text, in milliseconds. */
  deadlineMs?: number;
  /** Time budget per payer and minute, in milliseconds. */
  budgetMs?: number;
  /** Maximum wait of a page, in milliseconds. A later result is cached for the next view. */
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

  /** The thread starts with the first text, and its start-up doesn't count as waiting. */
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
      // The thread ran out of memory; the pool starts another.
      budget.spend(payer, deadlineMs);
      kept.set(key, plain, { ttl: retrySlowMs });
      return finish('failed', plain);
    }
  }

  /** Renders the texts of one payer sequentially. */
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
