import { loadTokens } from '../../src/classify/llm/tokens.ts';
import type { Wire } from '../../src/classify/llm/wire.ts';
import { seeded } from '../shuffle.ts';

/** What the simulation knows of the issue that is asked about next. */
export interface SimulatedIssue {
  /** The same for the same issue, so that it is answered alike in every run. */
  seed: number;
  truth: string;
  labels: readonly string[];
}

/**
 * No model: it is told the truth, and says it in the stated share of the issues and another label in the others, whatever
 * the text. Its errors have nothing to do with the local model's, and it is rather sure of itself when it is wrong, as
 * models are. Tokens are those of the real prompt and of an answer of usual length.
 */
export function createSimulatedWire(accuracy: number): Wire & { next: (issue: SimulatedIssue) => void } {
  let issue: SimulatedIssue | null = null;
  return {
    source: 'openai',
    billable: (_model, most) => most,
    refusals: () => [],
    endsOn: async () => null,
    next(given) {
      issue = given;
    },
    async ask({ system, user, schema }) {
      if (!issue) throw new Error('the simulation was not told which issue comes');
      const random = seeded(issue.seed);
      const { truth, labels } = issue;
      const right = random() < accuracy;
      const others = labels.filter((label) => label !== truth);
      const value = right ? truth : (others[Math.floor(random() * others.length)] ?? truth);
      const confidence = Math.round((right ? 0.75 + 0.23 * random() : 0.6 + 0.35 * random()) * 100) / 100;
      const reason = 'The text describes it as such and gives the steps that one would expect of it.';
      const unknown = { reason: 'The text does not show it.', value: 'unknown', confidence: 0.3 };
      const text = JSON.stringify({
        category: { reason, value, confidence },
        priority: unknown,
        effort: unknown,
      });
      const { count } = await loadTokens();
      return {
        kind: 'answer',
        text,
        usage: {
          promptTokens: count(system) + count(user) + count(JSON.stringify(schema)),
          cachedTokens: 0,
          cacheWriteTokens: 0,
          completionTokens: count(text),
        },
      };
    },
  };
}
