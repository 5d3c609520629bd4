import { z } from 'zod';
import { type Dimension, dimensions } from '../issue/decision.ts';
import type { Menu } from './menu.ts';
import { plainLine } from './plain-text.ts';
import { readConfidence } from './read-confidence.ts';
import { readJsonObject } from './read-json.ts';

/** One value that a model chose from the menu. */
export interface Choice {
  value: string;
  /** As the model said it, 0 to 1. */
  confidence: number;
  /** Plain text on one line, at most 200 characters; may be empty. Only pages that escape may show it. */
  reason: string;
}

/** What was chosen; a dimension that the model does not know is absent. An empty list of areas says: none of them. */
export type Choices = Partial<Record<Dimension, Choice[]>>;

/** A failure is normal: models refuse, ramble and break off. `reason` is in words, and holds nothing of the answer. */
export type ParsedAnswer = { ok: true; choices: Choices } | { ok: false; reason: string };

const maxAreas = 10;

/** Each field is looked at by itself, so that one broken part does not take the others with it. */
const choice = z.looseObject({
  value: z.string().max(200),
  confidence: z.unknown().transform((given, context) => {
    const read = readConfidence(given);
    if (read !== null) return read;
    context.addIssue({ code: 'custom', message: 'no confidence' });
    return z.NEVER;
  }),
  reason: z.string().catch(''),
});

/**
 * Reads a model's answer. Only values of the menu come out, each once, with a confidence from 0 to 1; everything else is
 * dropped. Never throws, whatever the text.
 */
export function parseAnswer(text: string, menu: Menu): ParsedAnswer {
  const asked = dimensions.filter((dimension) => (menu[dimension]?.length ?? 0) > 0);
  const read = readJsonObject(text, (value) =>
    asked.some((dimension) => Object.hasOwn(value, keyOf(dimension))),
  );
  if (!read.ok) return read;
  const fields = read.value;
  const choices: Choices = {};
  let understood = 0;
  for (const dimension of asked) {
    if (!Object.hasOwn(fields, keyOf(dimension))) continue;
    const given = fields[keyOf(dimension)];
    const list = dimension === 'area' ? (Array.isArray(given) ? given.slice(0, 100) : []) : [given];
    const said = list.flatMap((each) => choice.safeParse(each).data ?? []);
    const chosen = allowedChoices(said, menu[dimension] ?? []).slice(0, maxAreas);
    const none = dimension === 'area' && Array.isArray(given) && given.length === 0;
    if (said.length > 0 || none) understood++;
    if (chosen.length > 0 || none) choices[dimension] = chosen;
  }
  return understood > 0
    ? { ok: true, choices }
    : { ok: false, reason: 'the answer was not in the agreed form' };
}

const keyOf = (dimension: Dimension) => (dimension === 'area' ? 'areas' : dimension);

function allowedChoices(
  said: readonly z.infer<typeof choice>[],
  entries: readonly { value: string }[],
): Choice[] {
  const exact = new Set(entries.map(({ value }) => value));
  const inAnyCase = valuesInAnyCase(exact);
  const seen = new Map<string, Choice>();
  for (const { value: given, confidence, reason } of said) {
    const value = exact.has(given) ? given : inAnyCase.get(given.toLowerCase());
    if (value === undefined || seen.has(value)) continue;
    seen.set(value, { value, confidence, reason: plainLine(reason.slice(0, 2_000), 200) });
  }
  return [...seen.values()];
}

/** Values by their lower case, those left out that only case tells apart. */
function valuesInAnyCase(values: ReadonlySet<string>): Map<string, string> {
  const found = new Map<string, string>();
  const ambiguous = new Set<string>();
  for (const value of values) {
    const key = value.toLowerCase();
    if (found.has(key)) ambiguous.add(key);
    found.set(key, value);
  }
  for (const key of ambiguous) found.delete(key);
  return found;
}
