import type { Question, Reply } from '../wire.ts';

/** One of a batch's questions. `id` has letters, digits and dashes, 64 at most. */
export interface BatchQuestion {
  id: string;
  question: Question;
}

/** A batch as the provider tells of it. Questions that it did not answer are absent; `refused` for one that it looked at and took none of. */
export type BatchState =
  | { state: 'running' }
  | { state: 'refused' }
  | { state: 'ended'; replies: Map<string, Reply> };

/** A provider's way to answer many questions within a day. Every call @throws CallFailed */
export interface BatchWire {
  /** Resolves where batches are offered. */
  check(signal: AbortSignal): Promise<void>;
  /** Submits and gives the provider's id. @param key which `find` knows it by: letters, digits and dashes */
  submit(key: string, questions: readonly BatchQuestion[], signal: AbortSignal): Promise<string>;
  /** A batch that was submitted under this key at or after `since`; `unclear` where that shows only once a batch of others has ended. */
  find(
    key: string,
    submitted: { since: Date; questions: number },
    signal: AbortSignal,
  ): Promise<string | 'unclear' | null>;
  read(id: string, signal: AbortSignal): Promise<BatchState>;
  /** Asks for its end; what was answered by then is billed. */
  cancel(id: string, signal: AbortSignal): Promise<void>;
  /** Deletes the questions and answers of an ended batch. */
  discard(id: string, signal: AbortSignal): Promise<void>;
}

/** Bytes of a batch's answers that are read. */
export const maxBatchBytes = 64_000_000;
/** Milliseconds for an upload or a download. */
export const batchTimeoutMs = 120_000;

/** Whether a provider refused to cancel a batch because it has already ended, by the HTTP status of its answer. */
export const isAlreadyEnded = (status: number | undefined): boolean => status === 400 || status === 409;

/** The JSON objects of a text with one on each line; lines that are none are left out. */
export function readJsonLines(text: string): Record<string, unknown>[] {
  return text.split('\n').flatMap((line) => {
    if (line.trim() === '') return [];
    try {
      const value: unknown = JSON.parse(line);
      return typeof value === 'object' && value !== null ? [value as Record<string, unknown>] : [];
    } catch {
      return [];
    }
  });
}
