import type { ClassifierInput } from '../../triage/ports/core.ts';
import type { SpendingStore } from '../../triage/ports/spending.ts';
import type { HeldMoney } from '../../triage/ports/weak-labels.ts';
import { costOf, dearestPrice, type Price } from './prices/prices.ts';
import type { Usage } from './prices/usage.ts';
import type { Asked } from './provider.ts';
import { maxPromptTokens } from './tokens.ts';

/** The right to make one call, or why there is none, in words. */
export type Held = { ok: false; reason: string } | { ok: true; settle: (asked: Asked) => Promise<void> };

export interface Budget extends BatchMoney {
  reserve(
    input: Pick<ClassifierInput, 'repo' | 'settings'>,
    /** `billable`: the most answer tokens, thinking included. */
    call: { source: string; model: string; billable: number },
  ): Promise<Held>;
}

/** What a batch is priced by; `share` of the list price. */
interface BatchKey {
  source: string;
  model: string;
  share: number;
}

/** The same budget for many questions at once, whose cost is known hours later and perhaps to another process. In millionths of a dollar. */
export interface BatchMoney {
  costOf(key: BatchKey, promptTokens: number, answerTokens: number): number;
  priceUsage(key: BatchKey, usage: Usage): number;
  /** Null where the rest of the day's budget is too small, `never` where a whole day's is. */
  hold(
    input: Pick<ClassifierInput, 'repo' | 'settings'>,
    batch: BatchKey & { promptTokens: number; answerTokens: number; calls: number },
  ): Promise<HeldMoney | null | 'never'>;
  /** Replaces what was held by what was used; null leaves it. Returns what it cost. */
  settle(
    repo: ClassifierInput['repo'],
    key: BatchKey,
    held: HeldMoney,
    used: { microUsd: number; promptTokens: number; cachedTokens: number; completionTokens: number } | null,
  ): Promise<number>;
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
  const priceAt = (source: string, model: string) =>
    priceOf(model) ?? (billedSources.has(source) ? dearestPrice : null);
  const dailyOf = (settings: ClassifierInput['settings']) =>
    Math.min(settings.budget.daily_usd, mostDailyUsd ?? Number.POSITIVE_INFINITY);
  const priceUsage = ({ source, model, share }: BatchKey, usage: Usage) => {
    const price = priceAt(source, model);
    return price ? Math.ceil(costOf(usage, price) * share) : 0;
  };
  const plainCost = (key: BatchKey, promptTokens: number, completionTokens: number) =>
    priceUsage(key, { promptTokens, cachedTokens: 0, cacheWriteTokens: 0, completionTokens });
  return {
    priceUsage,
    costOf: plainCost,
    async hold({ repo, settings }, { promptTokens, answerTokens, calls, ...batch }) {
      const microUsd = plainCost(batch, promptTokens, answerTokens);
      const mostMicroUsd = Math.round(dailyOf(settings) * 1e6);
      if (microUsd > mostMicroUsd) return 'never';
      const { source, model } = batch;
      const day = now().toISOString().slice(0, 10);
      const allowed = await spending.reserve(repo, { day, source, model }, microUsd, mostMicroUsd, calls);
      return allowed ? { day, microUsd } : null;
    },
    async settle(repo, { source, model }, { day, microUsd }, used) {
      if (!used) return microUsd;
      const priced = priceOf(model) !== null;
      await spending.settle(
        repo,
        { day, source, model },
        { ...used, microUsd: used.microUsd - microUsd, priced },
      );
      return used.microUsd;
    },
    async reserve({ repo, settings }, { source, model, billable }) {
      const listed = priceOf(model);
      const price = priceAt(source, model);
      const most = {
        promptTokens: maxPromptTokens,
        cachedTokens: 0,
        cacheWriteTokens: price?.cacheWrite ? maxPromptTokens : 0,
        completionTokens: billable,
      };
      const reserved = price ? costOf(most, price) : 0;
      const dailyUsd = dailyOf(settings);
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
