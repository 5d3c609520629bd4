import type { ClassifierInput } from '../../triage/ports/core.ts';
import type { Budget } from './budget.ts';
import type { Asked, Provider } from './provider.ts';
import type { Question } from './wire.ts';

/** What became of a question, or that the budget has no money for it. */
export type AskedWithinBudget = Asked | { kind: 'no budget'; text: string };

/**
 * Asks once and pays for it. Where the answer broke off because the model turned out to think, it is asked once more, with room for that
 * and with a new reservation from the budget.
 */
export async function askWithinBudget(
  { provider, budget }: { provider: Provider; budget: Budget },
  input: Pick<ClassifierInput, 'repo' | 'settings'>,
  question: Question,
): Promise<AskedWithinBudget> {
  const askOnce = async (): Promise<AskedWithinBudget> => {
    const { model, maxAnswerTokens } = question;
    const billable = provider.billable(model, maxAnswerTokens);
    const held = await budget.reserve(input, { source: provider.source, model, billable });
    if (!held.ok) return { kind: 'no budget', text: held.reason };
    const asked = await provider.ask(question);
    await held.settle(asked);
    return asked;
  };
  const asked = await askOnce();
  return 'moreRoom' in asked && asked.moreRoom ? await askOnce() : asked;
}
