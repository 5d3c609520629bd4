import type { ClassifierInput } from '../../triage/ports/core.ts';
import type { SpendingStore } from '../../triage/ports/spending.ts';
import { costOf, dearestPrice, type Price } from './prices/prices.ts';
import type { Asked } from './provider.ts';
import { maxPromptTokens } from './tokens.ts';

/** The right to make one call, or why there is none, in words. */
export type Held = { ok: false; reason: string } | { ok: true; settle: (asked: Asked) => Promise<void> };

export interface Budget {
  reserve(
    input: Pick<ClassifierInput, 'repo' | 'settings'>,
    /** `billable`: the most answer tokens, thinking included. */
    call: { source: string; model: string; billable: number },
  ): Promise<Held>;
}

export interface BudgetParts {
  spending: SpendingStore;
  priceOf: (model: string) => Price | null;
  /** Sources whose address is the provider's own: there a model without a price still costs. */
  billedSources: ReadonlySet<string>;
  /** Dollars a day for each installation, whatever its settings say; null for no such limit. */
  mostDailyUsd?: number | null;
  now?: () => Date;
}

/**
 * The daily budget (UTC) of an installation as a hard stop: what a call could cost at most is set aside before it is made,
 * so that calls at the same time cannot overspend together, and replaced by what it did cost. A process that dies in
 * between leaves the larger sum standing.
 */
export function createBudget(parts: BudgetParts): Budget {
  const { spending, priceOf, billedSources, mostDailyUsd = null, now = () => new Date() } = parts;
  return {
    async reserve({ repo, settings }, { source, model, billable }) {
      const listed = priceOf(model);
      const price = listed ?? (billedSources.has(source) ? dearestPrice : null);
      const most = {
        promptTokens: maxPromptTokens,
        cachedTokens: 0,
        cacheWriteTokens: price?.cacheWrite ? maxPromptTokens : 0,
        completionTokens: billable,
      };
      const reserved = price ? costOf(most, price) : 0;
      const dailyUsd = Math.min(settings.budget.daily_usd, mostDailyUsd ?? Number.POSITIVE_INFINITY);
      const key = { day: now().toISOString().slice(0, 10), source, model };
      const allowed = await spending.reserve(repo, key, reserved, Math.round(dailyUsd * 1e6));
      if (!allowed) return { ok: false, reason: `the daily budget of $${dailyUsd} is spent` };
      return {
        ok: true,
        async settle({ usage, kind, maybeBilled }) {
          // An answer without a count is taken to have cost what was set aside.
          const answered = kind === 'failed' ? 0 : usage && price ? costOf(usage, price) : reserved;
          await spending.settle(repo, key, {
            microUsd: answered + maybeBilled * reserved - reserved,
            promptTokens: usage?.promptTokens ?? 0,
            cachedTokens: usage?.cachedTokens ?? 0,
            completionTokens: usage?.completionTokens ?? 0,
            priced: listed !== null,
          });
        },
      };
    },
  };
}
