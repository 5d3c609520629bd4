/** The parts of an SDK's error that may name a parameter. */
interface NamedError {
  status?: number | undefined;
  param?: unknown;
  message?: unknown;
}

/** These say that the request itself was not taken. */
const ofTheRequest = new Set([400, 422]);
/** A server may quote the issue behind its own words. */
const maxRead = 600;
const refusing =
  /not (?:supported|permitted|allowed|available|implemented|recogni[sz]ed|a valid)|un(?:supported|available|known|recogni[sz]ed|expected)|extra|invalid|does not support|doesn't support|must be|deprecated/i;
/** Naming the answer's limit, these speak of the length of the text. */
const ofTheLength = /context (?:length|window)|too (?:large|long|many tokens)/i;

/**
 * Which of the parameters that were sent a server refused, by the error's `param` or else by its message; null where it was none of
 * them. Nothing of the message leaves this function, since it may quote what was sent.
 */
export function refusedParameter<Name extends string>(error: unknown, sent: readonly Name[]): Name | null {
  const { status, param, message } = (error ?? {}) as NamedError;
  if (!ofTheRequest.has(status ?? 0)) return null;
  if (typeof param === 'string' && param !== '') return firstNamed(param.slice(0, maxRead), sent);
  const text = typeof message === 'string' ? message.slice(0, maxRead) : '';
  if (!refusing.test(text) || ofTheLength.test(text)) return null;
  return firstNamed(text, sent);
}

/** The name that comes first in a text, as a word of its own. */
function firstNamed<Name extends string>(text: string, names: readonly Name[]): Name | null {
  let first: { name: Name; at: number } | null = null;
  for (const name of names) {
    const at = text.search(new RegExp(`(?<![a-z])${name}(?![a-z])`, 'i'));
    if (at >= 0 && (first === null || at < first.at)) first = { name, at };
  }
  return first?.name ?? null;
}
