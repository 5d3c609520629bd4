import type { PersonRequest } from '../../domain/commands/request.ts';

/** Keeps what people ask for in the console or the API; the worker runs it. */
export interface UserRequests {
  /**
   * Resolves once all are committed, each with a job of its issue, all or none. A request whose id is known already is
   * not kept twice. `afterSeconds` lets them wait before a worker takes them up.
   */
  add(requests: readonly PersonRequest[], afterSeconds?: number): Promise<void>;
}
