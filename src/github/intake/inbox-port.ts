/** A delivery whose signature held, on its way into the inbox. */
export interface IncomingDelivery {
  /** GitHub's `X-GitHub-Delivery`; not signed. */
  id: string;
  event: string;
  action: string | null;
  /** The raw bytes as signed. */
  body: Uint8Array;
  installationId: number | null;
  repositoryId: number | null;
  /** The number. */
  number: number | null;
  /** The id of the author of an issue that was opened. */
  openedBy?: number | null;
  /** Why it is kept without a job; absent when it is to be worked on. */
  ignored?: string;
}

/** Resolves once the delivery and its job are committed; rejects when they are not. `src/queue/inbox.ts` implements it. */
export interface Inbox {
  accept(delivery: IncomingDelivery): Promise<'queued' | 'seen' | 'ignored' | 'requeued'>;
}

/** Bodies that wait for their commit, together. Past this the database is not keeping up: better to say so at once. */
const waitingLimit = 64 * 1024 * 1024;

/**
 * `inbox.accept` with a limit on how long a sender is kept waiting, in milliseconds. A commit that comes after its
 * sender was told no does no harm: the delivery is then known when it is sent again.
 */
export function acceptWithin(inbox: Inbox, timeoutMs: number) {
  let waiting = 0;
  return async (delivery: IncomingDelivery) => {
    if (waiting > waitingLimit) return { failed: 'too many deliveries wait for the database' };
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
