import { z } from 'zod';
import { readJsonObject } from '../prompt/read-json.ts';
import { type TemplateLines, withoutTemplate } from '../similarity/template-lines.ts';
import type { SecondLook } from './duplicate-link.ts';
import type { LookFault } from './unusable-look.ts';

/** What a model's answer came to. `different` is its no; `unusable` an answer that does not hold. */
export type SecondLookVerdict =
  | { kind: 'same'; look: Omit<SecondLook, 'model'> }
  | { kind: 'different' }
  | { kind: 'unusable'; fault: LookFault };

const answerSchema = z.strictObject({
  root_cause: z.string().max(2_000),
  quote_newer: z.string().max(4_000),
  quote_older: z.string().max(4_000),
  same: z.boolean(),
});

const shortestCause = 12;
const longestCause = 300;
/** A shorter run of characters stands in any two texts. Letters of Chinese, Japanese and Korean say as much as two others. */
const shortestQuote = 12;
const longestQuote = 300;

/**
 * Reads an answer as hostile: it counts only where it has the form, names a cause, and quotes both texts to the letter
 * (line breaks, runs of blanks, the style of quotation marks and code marks aside). What only the issue template says is no quote. Any
 * other "yes" is no answer.
 *
 * @param shown the two texts as the model saw them
 * @param template the lines that many of the repository's issues share
 */
export function parseSecondLook(
  answer: string,
  shown: { issue: string; canonical: string },
  template: TemplateLines = new Set(),
): SecondLookVerdict {
  const read = readJsonObject(answer, (value) => Object.hasOwn(value, 'same'));
  const parsed = answerSchema.safeParse(read.ok ? read.value : null);
  if (!parsed.success) return unusable({ code: 'form' });
  const { same, root_cause, quote_newer, quote_older } = parsed.data;
  if (!same) return { kind: 'different' };
  const rootCause = oneLine(root_cause).slice(0, longestCause);
  if (rootCause.length < shortestCause) return unusable({ code: 'no-cause' });
  const quotes = { issue: readQuote(quote_newer), canonical: readQuote(quote_older) };
  for (const [which, side] of [
    ['issue', 'newer'],
    ['canonical', 'older'],
  ] as const) {
    if (!isQuoted(quotes[which], shown[which])) return unusable({ code: 'not-quoted', side });
    if (!isQuoted(quotes[which], withoutTemplate(shown[which], template)))
      return unusable({ code: 'template', side });
  }
  return { kind: 'same', look: { rootCause, quotes } };
}

function isQuoted(quote: string, text: string): boolean {
  if (weightOf(quote) < shortestQuote || quote.length > longestQuote) return false;
  return /\p{L}{3}/u.test(quote) && evenOut(text).includes(quote);
}

/** A quote as it would stand in the text: without the quotation marks that a model puts around it. */
function readQuote(quote: string): string {
  const plain = evenOut(quote);
  const inner = /^(["'])(.*)\1$/.exec(plain)?.[2];
  return (inner ?? plain).trim();
}

/** Letters that say as much as two of an alphabet. */
const dense = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/gu;

const weightOf = (quote: string) => quote.length + (quote.match(dense)?.length ?? 0);

const oneLine = (text: string) => text.replace(/\s+/g, ' ').trim();

/** One line with straight quotation marks and no marks of code: models write both as they like. */
const evenOut = (text: string) =>
  oneLine(
    text
      .replace(/^[ \t]*(?:`{3,}|~{3,}).*$/gm, ' ')
      .replace(/[“”„‟«»「」『』]/g, '"')
      .replace(/[‘’‚‛]/g, "'")
      .replaceAll('`', ''),
  );

const unusable = (fault: LookFault): SecondLookVerdict => ({ kind: 'unusable', fault });
