import type { RepositoryRef } from '../../domain/issue/repository.ts';

/** Calls of one repository to one hosted model on one day (UTC, `2026-11-22`). Money is in millionths of a dollar. */
export interface Spending {
  repositoryId: number;
  day: string;
  source: string;
  model: string;
  calls: number;
  promptTokens: number;
  /** Of the prompt tokens, those that the provider had cached. */
  cachedTokens: number;
  completionTokens: number;
  /** What is spent and what is set aside for calls under way. */
  microUsd: number;
  /** Calls whose price is not known: their part of `microUsd` is a guess upwards, or 0 at a server of one's own. */
  unpricedCalls: number;
}

/** What hosted models cost. The budget of a day is the installation's, over all its repositories. */
export interface SpendingStore {
  /** Sets money aside for one call, or for so many at once, and counts them; false, and nothing changed, where the day's budget would be passed. */
  reserve(
    repo: RepositoryRef,
    key: Pick<Spending, 'day' | 'source' | 'model'>,
    microUsd: number,
    budgetMicroUsd: number,
    calls?: number,
  ): Promise<boolean>;
  /** Adds what a call used; `microUsd` is the difference to what was set aside. */
  settle(
    repo: RepositoryRef,
    key: Pick<Spending, 'day' | 'source' | 'model'>,
    used: Pick<Spending, 'microUsd' | 'promptTokens' | 'cachedTokens' | 'completionTokens'> & {
      priced: boolean;
    },
  ): Promise<void>;
  /** All of an installation from a day on, newest first. */
  listSpending(installationId: number, fromDay: string): Promise<Spending[]>;
}
