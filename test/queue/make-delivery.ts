import { randomUUID } from 'node:crypto';
import type { IncomingDelivery } from '../../src/queue/inbox.ts';

/** An opened issue; id and body are its own unless given. */
export function makeDelivery(given: Partial<IncomingDelivery> = {}): IncomingDelivery {
  const id = given.id ?? randomUUID();
  return {
    ...{ id, event: 'issues', action: 'opened', installationId: 1, repositoryId: 10, number: 1 },
    body: Buffer.from(JSON.stringify({ id, nothing: '\u0000' })),
    ...given,
  };
}
