/** A delivery with a valid signature, ready to be stored. */
export interface IncomingDelivery {
  /** GitHub's `X-GitHub-Delivery`; not signed. */
  id: string;
  event: string;
  action: string | null;
  /** The signed raw bytes. */
  body: Uint8Array;
  installationId: number | null;
  repositoryId: number | null;
  /** The number. */
  number: number | null;
  /** The author's id, for an opened issue. */
  openedBy?: number | null;
  /** Why the delivery is stored without a job; absent if it will be processed. */
  ignored?: string;
}

/**
 * Resolves once the delivery and its job are committed; rejects if they aren't. Implemented by
 * `src/queue/inbox.ts`.
 */
export interface Inbox {
  accept(delivery: IncomingDelivery): Promise<'queued' | 'seen' | 'ignored' | 'requeued'>;
}

/**
 * Maximum total size of bodies waiting for their commit. Beyond it the database isn't keeping up, so reject
 * immediately.
 */
const waitingLimit = 64 * 1024 * 1024;

/**
 * Calls `inbox.accept` with a time limit in milliseconds. A commit after the rejection does no harm: the
 * delivery is recognized when it is sent again.
 */
export function acceptWithin(inbox: Inbox, timeoutMs: number) {
  let waiting = 0;
  return async (delivery: IncomingDelivery) => {
    if (waiting > waitingLimit) return { failed: 'too many deliveries are waiting for the database' };
    waiting += delivery.body.length;
    const accepted = inbox
      .accept(delivery)
      .catch((error: unknown) => ({ failed: error instanceof Error ? error.message : String(error) }))
      .finally(() => {
        waiting -= delivery.body.length;
      });
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<{ failed: string }>((resolve) => {
      timer = setTimeout(() => resolve({ failed: `no commit within ${timeoutMs} ms` }), timeoutMs);
    });
    try {
      return await Promise.race([accepted, late]);
    } finally {
      clearTimeout(timer);
    }
  };
}
