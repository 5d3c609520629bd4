/** Longer answers, thinking aside, are not read. */
const longestAnswer = 20_000;
/** With what a model thought aloud before it. */
const longestText = 200_000;
/** A text of nothing but opening braces is looked at so often and no more. */
const maxAttempts = 50;

/** The object that a model answered with, or why there is none, in words that hold nothing of the answer. */
export type ReadObject = { ok: true; value: Record<string, unknown> } | { ok: false; reason: string };

/**
 * Reads the JSON object out of a model's answer: plain, in a code fence, after `<think>…</think>`, or with prose around it. Of several
 * the last that `fits` is the answer, since models write drafts first. Never throws; the time is bounded by the text's length.
 */
export function readJsonObject(text: string, fits: (value: Record<string, unknown>) => boolean): ReadObject {
  const misfit = { ok: false, reason: 'the answer was not in the agreed form' } as const;
  if (text.length > longestText) return { ok: false, reason: 'the answer was too long' };
  const whole = text.length <= longestAnswer ? parseObject(text) : null;
  if (whole) return fits(whole) ? { ok: true, value: whole } : misfit;
  const said = withoutThinking(text);
  if (said.length > longestAnswer) return { ok: false, reason: 'the answer was too long' };
  const found = objectsIn(said).findLast(fits);
  return found ? { ok: true, value: found } : misfit;
}

/** The text behind what a model thought aloud; servers drop the opening mark at times. */
function withoutThinking(text: string): string {
  const end = '</think>';
  const at = text.lastIndexOf(end);
  return at < 0 ? text : text.slice(at + end.length);
}

/** Every outermost JSON object in a text, in its order. */
function objectsIn(text: string): Record<string, unknown>[] {
  const found: Record<string, unknown>[] = [];
  let from = 0;
  for (let attempts = 0; attempts < maxAttempts; attempts++) {
    const start = text.indexOf('{', from);
    if (start < 0) break;
    const end = endOfObject(text, start);
    const value = end === null ? null : parseObject(text.slice(start, end));
    if (value) found.push(value);
    from = value && end !== null ? end : start + 1;
  }
  return found;
}

/** Where the object that begins at `start` ends; null where it doesn't. Braces in strings don't count. */
function endOfObject(text: string, start: number): number | null {
  let depth = 0;
  let inString = false;
  for (let at = start; at < text.length; at++) {
    const character = text[at];
    if (inString) {
      if (character === '\\') at++;
      else if (character === '"') inString = false;
    } else if (character === '"') inString = true;
    else if (character === '{') depth++;
    else if (character === '}' && --depth === 0) return at + 1;
  }
  return null;
}

function parseObject(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : null;
  } catch {
    return null;
  }
}
