import type { LabelMeaning } from '../../domain/issue/decision.ts';
import type { BacktestReport, HostedPrice } from '../../domain/past/backtest.ts';
import { preparePrompt } from './prepare-prompt.ts';
import { costOf, createPriceList } from './prices/prices.ts';

/** Models to tell the price of: a small and a middle one of each provider. A test keeps those out that end within 90 days. */
export const suggestedModels = [
  'gpt-6-luna',
  'gpt-6.1-terra',
  'claude-haiku-5-5',
  'claude-sonnet-5-5',
] as const;
/** An answer: a value, a confidence and a reason in each dimension. */
const answerTokens = 150;
/** So many questions are written to learn how long they are. */
const sampled = 60;

/** Tokens of the question about an issue. */
export async function countPrompt(
  { title, body }: { title: string; body: string },
  meanings: readonly LabelMeaning[],
): Promise<number> {
  return (await preparePrompt({ title, body, meanings, examples: [] }, suggestedModels[0])).tokens;
}

/** What questions about the unsure issues, or about every one, would have cost by the list prices, without any cache. */
export async function estimatePrices(
  report: BacktestReport,
  issues: readonly { title: string; body: string }[],
  meanings: readonly LabelMeaning[],
): Promise<HostedPrice[]> {
  const step = Math.max(1, Math.floor(issues.length / sampled));
  const sample = issues.filter((_issue, index) => index % step === 0);
  let sampleTokens = 0;
  for (const issue of sample) sampleTokens += await countPrompt(issue, meanings);
  const priceOf = createPriceList();
  const dollars = (model: string, calls: number, promptTokens: number) => {
    const price = priceOf(model);
    const usage = {
      promptTokens,
      cachedTokens: 0,
      cacheWriteTokens: 0,
      completionTokens: calls * answerTokens,
    };
    return price ? costOf(usage, price) / 1e6 : 0;
  };
  return suggestedModels.map((model) => ({
    model,
    unsure: dollars(model, report.hosted.calls, report.hosted.promptTokens),
    always: dollars(model, issues.length, (sampleTokens / Math.max(1, sample.length)) * issues.length),
  }));
}
