import { randomBytes } from 'node:crypto';
import { type PlainRequest, toPlainRequest } from '../../domain/prompt/plain-request.ts';
import { buildPrompt, type Prompt } from '../../domain/prompt/prompt.ts';
import type { PromptRequest } from '../../domain/prompt/prompt-request.ts';
import { redactSecrets } from './redact.ts';
import { loadTokens, promptLimitFor } from './tokens.ts';

/** The question about an issue as this model would be asked it: plain, without secrets, fenced, and within the limit of tokens. */
export async function preparePrompt(
  request: PromptRequest,
  model: string,
  mostTokens = promptLimitFor(model),
): Promise<Prompt> {
  const tokens = await loadTokens();
  return buildPrompt(await plainWithoutSecrets(request), {
    fence: `=====${randomBytes(12).toString('hex')}=====`,
    mostTokens,
    countTokens: tokens.count,
    cutToTokens: tokens.cut,
  });
}

/** A request as it may leave: plain, short and without the secrets that people paste. */
export function plainWithoutSecrets(request: PromptRequest): Promise<PlainRequest> {
  return withoutSecrets(toPlainRequest(request));
}

/** Every text of a request without the secrets that people paste. What stands for one is plain, so the request stays so. */
async function withoutSecrets(request: PlainRequest): Promise<PlainRequest> {
  const { title, body, guidance = '', description = '', meanings, examples } = request;
  return {
    ...request,
    title: await redactSecrets(title),
    body: await redactSecrets(body),
    guidance: await redactSecrets(guidance),
    description: await redactSecrets(description),
    meanings: await Promise.all(
      meanings.map(async (meaning) => ({
        ...meaning,
        label: { ...meaning.label, description: await redactSecrets(meaning.label.description) },
      })),
    ),
    examples: await Promise.all(
      examples.map(async (example) => ({
        ...example,
        title: await redactSecrets(example.title),
        body: await redactSecrets(example.body),
      })),
    ),
  };
}
