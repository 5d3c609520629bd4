import { randomBytes } from 'node:crypto';
import { parseSecondLook } from '../../domain/duplicates/parse-second-look.ts';
import { buildSecondLook } from '../../domain/duplicates/second-look-prompt.ts';
import { plainText } from '../../domain/prompt/plain-text.ts';
import { chooseModel } from '../../domain/settings/choose-model.ts';
import type { SecondLookModel } from '../../triage/ports/second-look.ts';
import { askWithinBudget } from './ask-within-budget.ts';
import type { Budget } from './budget.ts';
import type { Provider } from './provider.ts';
import { redactSecrets } from './redact.ts';
import { loadTokens } from './tokens.ts';

/** Tokens of each text: the report and its error stand first. */
const maxOfText = 1_500;
/** Characters of a body that can be among them. */
const maxCharacters = 30_000;
const maxAnswerTokens = 400;

const faultCodes = {
  refused: 'refused',
  unusable: 'broken',
  failed: 'failed',
  'no budget': 'budget',
} as const;

/** A hosted model that compares two issues; each question is counted in the budget. */
export function createSecondLook({
  provider,
  model,
  allowedModels = [],
  budget,
}: {
  provider: Provider;
  model: string;
  /** Models that settings may name instead. */
  allowedModels?: readonly string[];
  budget: Budget;
}): SecondLookModel {
  return {
    async compare({ repo, settings, issue, canonical, template }) {
      const tokens = await loadTokens();
      const name = chooseModel(settings.model.name, model, allowedModels);
      // Made plain first: an invisible character within a secret would hide it.
      const clean = async ({ title, body }: { title: string; body: string }) => ({
        title: await redactSecrets(plainText(title)),
        body: await redactSecrets(plainText(body.slice(0, maxCharacters))),
      });
      const { shown, ...prompt } = buildSecondLook(await clean(issue), await clean(canonical), {
        fence: `=====${randomBytes(12).toString('hex')}=====`,
        cut: (text) => tokens.cut(text, maxOfText),
      });
      // What its questions have in common is too short for any cache.
      const question = { model: name, ...prompt, maxAnswerTokens, stableTokens: 0 };
      const asked = await askWithinBudget({ provider, budget }, { repo, settings }, question);
      if (asked.kind !== 'answer')
        return { kind: 'unusable', fault: { code: faultCodes[asked.kind] }, model: name };
      const verdict = parseSecondLook(asked.text, shown, template);
      if (verdict.kind === 'same') return { ...verdict, look: { ...verdict.look, model: name } };
      return verdict.kind === 'unusable' ? { ...verdict, model: name } : verdict;
    },
  };
}
