import { z } from 'zod';
import { type Dimension, dimensions } from '../issue/decision.ts';
import { type Menu, unknown } from './menu.ts';
import { plainLine } from './plain-text.ts';

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

const longestAnswer = 20_000;
const mostAreas = 10;

/** Each field is looked at by itself, so that one broken part does not take the others with it. */
const answer = z.looseObject({});
const choice = z.looseObject({
  value: z.string().max(200),
  confidence: z.number(),
  reason: z.string().catch(''),
});

/**
 * Reads a model's answer. Only values of the menu come out, each once, with a confidence from 0 to 1; everything else is
 * dropped. Never throws, whatever the text.
 */
export function parseAnswer(text: string, menu: Menu): ParsedAnswer {
  if (text.length > longestAnswer) return { ok: false, reason: 'the answer was too long' };
  const parsed = answer.safeParse(parseJson(withoutCodeFence(text)));
  if (!parsed.success) return { ok: false, reason: 'the answer was not in the agreed form' };
  const fields = parsed.data;
  const choices: Choices = {};
  let understood = 0;
  for (const dimension of dimensions) {
    const allowed = new Set(menu[dimension]?.map(({ value }) => value));
    const key = dimension === 'area' ? 'areas' : dimension;
    if (allowed.size === 0 || !Object.hasOwn(fields, key)) continue;
    const given = fields[key];
    const list = dimension === 'area' ? (Array.isArray(given) ? given.slice(0, 100) : []) : [given];
    const said = list.flatMap((each) => choice.safeParse(each).data ?? []);
    const chosen = allowedChoices(said, allowed).slice(0, mostAreas);
    const none = dimension === 'area' && Array.isArray(given) && given.length === 0;
    if (said.length > 0 || none) understood++;
    if (chosen.length > 0 || none) choices[dimension] = chosen;
  }
  return understood > 0
    ? { ok: true, choices }
    : { ok: false, reason: 'the answer was not in the agreed form' };
}

function allowedChoices(said: readonly z.infer<typeof choice>[], allowed: ReadonlySet<string>): Choice[] {
  const seen = new Map<string, Choice>();
  for (const { value, confidence, reason } of said) {
    if (value === unknown || !allowed.has(value) || seen.has(value)) continue;
    seen.set(value, {
      value,
      confidence: Math.min(1, Math.max(0, confidence)),
      reason: plainLine(reason.slice(0, 2_000), 200),
    });
  }
  return [...seen.values()];
}

/** Undefined where the text is no JSON. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Servers without strict output like to wrap JSON in a code block. */
function withoutCodeFence(text: string): string {
  const inner = /^\s*```(?:json)?\s*\n([\s\S]*?)\n?\s*```\s*$/.exec(text);
  return inner?.[1] ?? text;
}
