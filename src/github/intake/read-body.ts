import type { IncomingMessage } from 'node:http';
import type { BodyLanes } from './body-lanes.ts';
import { releaseBuffer } from './release-buffer.ts';

/** GitHub sends at most 25 MB. */
export const bodyLimit = 25 * 1024 * 1024;
/** Bodies up to this size need no lane. The largest possible issue, with every byte escaped, stays under 2 MB. */
const smallBody = 1024 * 1024;

export type BodyResult =
  | {
      /**
       * Joins the chunks. Call it once and only after the signature is verified, so that unsigned bodies are
       * never copied.
       */
      bytes: () => Buffer;
      /** Releases the memory. Must always be called. */
      done: () => void;
    }
  | { refused: 'too large' | 'too slow' | 'cut off' };

export interface ReadBodyOptions {
  lanes: BodyLanes;
  /** Time limit in milliseconds for the whole body, including the wait for a lane. */
  timeoutMs: number;
  onChunk: (chunk: Buffer) => void;
}

/** Reads at most `bodyLimit` bytes of a request's body and passes each chunk to `onChunk`. Never throws. */
export function readBody(incoming: IncomingMessage, options: ReadBodyOptions): Promise<BodyResult> {
  const { lanes, timeoutMs, onChunk } = options;
  const announced = incoming.headers['content-length'];
  if (announced !== undefined && !(Number(announced) <= bodyLimit)) {
    discardRest(incoming);
    return Promise.resolve({ refused: 'too large' });
  }

  return new Promise((resolve) => {
    const waitForLane = new AbortController();
    let chunks: Buffer[] = [];
    let size = 0;
    let leave: (() => void) | null = null;
    let asked = false;
    let settled = false;

    const drop = () => {
      for (const chunk of chunks) releaseBuffer(chunk);
      chunks = [];
      leave?.();
    };
    const settle = (result: BodyResult) => {
      if (settled) return;
      settled = true;
      clearTimeout(timer);
      incoming.off('data', onData).off('end', onEnd).off('error', onCut).off('close', onCut);
      if ('refused' in result) {
        waitForLane.abort();
        drop();
        discardRest(incoming);
      }
      resolve(result);
    };
    const enterLane = () => {
      asked = true;
      incoming.pause();
      lanes.enter(waitForLane.signal).then(
        (give) => {
          if (settled) return give();
          leave = give;
          incoming.resume();
        },
        () => {},
      );
    };
    const onData = (chunk: Buffer) => {
      size += chunk.length;
      chunks.push(chunk);
      if (size > bodyLimit) return settle({ refused: 'too large' });
      onChunk(chunk);
      if (size > smallBody && !asked) enterLane();
    };
    const onEnd = () => settle({ bytes: () => Buffer.concat(chunks, size), done: drop });
    const onCut = () => settle({ refused: 'cut off' });
    const timer = setTimeout(() => settle({ refused: 'too slow' }), timeoutMs);
    incoming.on('data', onData).on('end', onEnd).on('error', onCut).on('close', onCut);
  });
}

/**
 * Discards the rest of a rejected request. The server reads a little of it, so that the sender can read the
 * response, and then closes the connection; this frees the memory and handles late errors.
 */
export function discardRest(incoming: IncomingMessage): void {
  incoming.on('data', releaseBuffer).on('error', () => {});
  incoming.resume();
}
