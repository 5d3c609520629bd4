import { randomBytes } from 'node:crypto';
import { plainText } from '../../domain/prompt/plain-text.ts';
import { buildPrompt, type Prompt, type TaughtExample } from '../../domain/prompt/prompt.ts';
import type { ClassifierInput } from '../../triage/ports/core.ts';
import { redactSecrets } from './redact.ts';
import { loadTokens, promptLimitFor } from './tokens.ts';

/** The question about an issue as this model would be asked it: without secrets, fenced, and within the limit of tokens. */
export async function preparePrompt(
  {
    issue,
    meanings,
  }: { issue: Pick<ClassifierInput['issue'], 'title' | 'body'>; meanings: ClassifierInput['meanings'] },
  model: string,
  examples: readonly TaughtExample[],
): Promise<Prompt> {
  const tokens = await loadTokens();
  const clean = async <T extends { title: string; body: string }>(text: T): Promise<T> => ({
    ...text,
    // Made plain first: an invisible character within a secret would hide it, and be gone in the prompt.
    title: await redactSecrets(plainText(text.title)),
    body: await redactSecrets(plainText(text.body)),
  });
  const { title, body } = await clean({ title: issue.title, body: issue.body });
  return buildPrompt(
    {
      title,
      body,
      meanings: await Promise.all(
        meanings.map(async (meaning) => ({
          ...meaning,
          label: { ...meaning.label, description: await redactSecrets(meaning.label.description) },
        })),
      ),
      examples: await Promise.all(examples.map(clean)),
    },
    {
      fence: `=====${randomBytes(12).toString('hex')}=====`,
      mostTokens: promptLimitFor(model),
      countTokens: tokens.count,
      cutToTokens: tokens.cut,
    },
  );
}
