import { createContext, Script } from 'node:vm';
import { type RenderedMarkdown, renderMarkdown } from './markdown.ts';

export interface RenderTask {
  text: string;
  /** Milliseconds. */
  deadlineMs: number;
}

/** `rendered` is null for a text that took longer than its deadline. */
export interface RenderAnswer {
  rendered: RenderedMarkdown | null;
  /** How long the thread was busy, in milliseconds. */
  tookMs: number;
}

const call = new Script('render()');

/**
 * What runs in the worker thread. The parsers cannot be asked to stop, but the engine can end a script that runs too long, which
 * spares the start of a new thread for every text that is made to be slow.
 */
export function render({ text, deadlineMs }: RenderTask): RenderAnswer {
  const started = performance.now();
  let rendered: RenderedMarkdown | null = null;
  const context = createContext({
    render: () => {
      rendered = renderMarkdown(text);
    },
  });
  try {
    call.runInContext(context, { timeout: deadlineMs });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ERR_SCRIPT_EXECUTION_TIMEOUT') throw error;
    rendered = null;
  }
  return { rendered, tookMs: performance.now() - started };
}
