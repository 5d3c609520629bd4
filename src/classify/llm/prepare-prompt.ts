import { randomBytes } from 'node:crypto';
import { labelsInMenu } from '../../domain/prompt/menu.ts';
import { plainText } from '../../domain/prompt/plain-text.ts';
import { buildPrompt, type Prompt, type TaughtExample } from '../../domain/prompt/prompt.ts';
import { shortenText } from '../../domain/prompt/shorten-text.ts';
import { withoutBoilerplate } from '../../domain/prompt/without-boilerplate.ts';
import { withoutComments } from '../../domain/text/without-comments.ts';
import type { ClassifierInput } from '../../triage/ports/core.ts';
import { redactSecrets } from './redact.ts';
import { loadTokens, promptLimitFor } from './tokens.ts';

/** As many characters of a body are worth a look. */
const maxCharacters = 30_000;
/** An example is shown by its beginning, of a few hundred tokens. */
const maxOfExample = 8_000;

/** The question about an issue as this model would be asked it: without secrets, fenced, and within the limit of tokens. */
export async function preparePrompt(
  asked: {
    issue: Pick<ClassifierInput['issue'], 'title' | 'body'> &
      Partial<Pick<ClassifierInput['issue'], 'authorAssociation'>>;
    meanings: ClassifierInput['meanings'];
    /** From the repository's settings. */
    guidance?: string | undefined;
    /** What the local model thinks of each area. */
    likely?: ReadonlyMap<string, number>;
  },
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
  const { issue, meanings, guidance = '', likely = new Map() } = asked;
  // Shortened before anything else is done to it: the end of a long log says most.
  const nearby = shortenText(withoutComments(issue.body), 2 * maxCharacters);
  const shortened = shortenText(withoutBoilerplate(nearby), maxCharacters);
  const { title, body } = await clean({ title: issue.title, body: shortened });
  return buildPrompt(
    {
      title,
      body,
      likely,
      guidance,
      association: issue.authorAssociation,
      meanings: await Promise.all(
        labelsInMenu(meanings, likely).map(async (meaning) => ({
          ...meaning,
          label: { ...meaning.label, description: await redactSecrets(meaning.label.description) },
        })),
      ),
      examples: await Promise.all(
        examples.map((example) => clean({ ...example, body: example.body.slice(0, maxOfExample) })),
      ),
    },
    {
      fence: `=====${randomBytes(12).toString('hex')}=====`,
      mostTokens: promptLimitFor(model),
      countTokens: tokens.count,
      cutToTokens: tokens.cut,
    },
  );
}
