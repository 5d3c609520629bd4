import { z } from 'zod';
import type { SecondLook } from './duplicate-link.ts';

/** What a model's answer came to. `different` is its no; `unusable` an answer that does not hold, with why. */
export type SecondLookVerdict =
  | { kind: 'same'; look: Omit<SecondLook, 'model'> }
  | { kind: 'different' }
  | { kind: 'unusable'; why: string };

const answerSchema = z.strictObject({
  root_cause: z.string().max(2_000),
  quote_newer: z.string().max(4_000),
  quote_older: z.string().max(4_000),
  same: z.boolean(),
});

const longestAnswer = 20_000;
const shortestCause = 12;
const longestCause = 300;
/** A shorter run of characters stands in any two texts. */
const shortestQuote = 12;
const longestQuote = 300;

/**
 * Reads an answer as hostile: it counts only where it has the form, names a cause, and quotes both texts to the letter
 * (line breaks and runs of blanks aside). Any other "yes" is no answer.
 */
export function parseSecondLook(
  answer: string,
  shown: { issue: string; canonical: string },
): SecondLookVerdict {
  const parsed = answerSchema.safeParse(readJson(answer));
  if (!parsed.success) return unusable('the answer does not have the form that was asked for');
  const { same, root_cause, quote_newer, quote_older } = parsed.data;
  if (!same) return { kind: 'different' };
  const rootCause = oneLine(root_cause).slice(0, longestCause);
  if (rootCause.length < shortestCause) return unusable('no root cause is named');
  const quotes = { issue: oneLine(quote_newer), canonical: oneLine(quote_older) };
  if (!isQuoted(quotes.issue, shown.issue)) return unusable('the newer issue is not quoted to the letter');
  if (!isQuoted(quotes.canonical, shown.canonical))
    return unusable('the older issue is not quoted to the letter');
  return { kind: 'same', look: { rootCause, quotes } };
}

function isQuoted(quote: string, text: string): boolean {
  if (quote.length < shortestQuote || quote.length > longestQuote) return false;
  return /\p{L}{3}/u.test(quote) && oneLine(text).includes(quote);
}

const oneLine = (text: string) => text.replace(/\s+/g, ' ').trim();

function readJson(text: string): unknown {
  if (text.length > longestAnswer) return null;
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

const unusable = (why: string): SecondLookVerdict => ({ kind: 'unusable', why });
