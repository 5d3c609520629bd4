import type { IncomingMessage } from 'node:http';
import type { BodyLanes } from './body-lanes.ts';

/** GitHub sends at most 25 MB. */
export const bodyLimit = 25 * 1024 * 1024;
/** Up to this size a body needs no lane. The largest issue, every byte of it escaped, stays under 2 MB. */
export const smallBody = 1024 * 1024;

export type BodyResult =
  | { bytes: Buffer; done: () => void }
  | { refused: 'too large' | 'too slow' | 'cut off' };

export interface ReadBodyOptions {
  lanes: BodyLanes;
  /** Milliseconds for the whole body, the wait for a lane included. */
  timeoutMs: number;
  /** Bytes. */
  limit?: number;
  onChunk: (chunk: Buffer) => void;
}

/**
 * Reads a request's body, never more than `limit` bytes of it. Each chunk is shown to `onChunk` as it comes.
 * `done` must be called once the bytes are no longer needed. Never throws.
 */
export function readBody(incoming: IncomingMessage, options: ReadBodyOptions): Promise<BodyResult> {
  const { lanes, timeoutMs, limit = bodyLimit, onChunk } = options;
  const announced = incoming.headers['content-length'];
  if (announced !== undefined && !(Number(announced) <= limit))
    return Promise.resolve({ refused: 'too large' });

  return new Promise((resolve) => {
    const waitForLane = new AbortController();
    let chunks: Buffer[] = [];
    let size = 0;
    let leave: (() => void) | null = null;
    let asked = false;
    let settled = false;

    const settle = (result: BodyResult) => {
      if (settled) return;
      settled = true;
      clearTimeout(timer);
      incoming.off('data', onData).off('end', onEnd).off('error', onCut).off('close', onCut);
      if ('refused' in result) {
        chunks = [];
        waitForLane.abort();
        leave?.();
        // A late error of a request that was already answered has no reader.
        incoming.on('error', () => {});
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
      if (size > limit) return settle({ refused: 'too large' });
      chunks.push(chunk);
      onChunk(chunk);
      if (size > smallBody && !asked) enterLane();
    };
    const onEnd = () => {
      const bytes = chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks, size);
      settle({ bytes, done: () => leave?.() });
    };
    const onCut = () => settle({ refused: 'cut off' });
    const timer = setTimeout(() => settle({ refused: 'too slow' }), timeoutMs);
    incoming.on('data', onData).on('end', onEnd).on('error', onCut).on('close', onCut);
  });
}
