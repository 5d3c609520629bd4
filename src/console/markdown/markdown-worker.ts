import { createContext, Script } from 'node:vm';
import { type RenderedMarkdown, renderMarkdown } from './markdown.ts';

export interface RenderTask {
  text: string;
  /** Milliseconds. */
  deadlineMs: number;
}

/** `rendered` is null for a text that exceeded its deadline. */
export interface RenderAnswer {
  rendered: RenderedMarkdown | null;
  /** How long the thread was busy, in milliseconds. */
  tookMs: number;
}

const call = new Script('render()');

/**
 * Runs in the worker thread. The parsers can't be cancelled, but V8 can terminate a script that runs too
 * long, which avoids starting a new thread for every slow text.
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
