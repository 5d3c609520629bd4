/**
 * Secrets that are compared or used as a key, character by character. Only the line break at their end is taken off, which comes from
 * a file or a shell (`echo secret > file`) and is never part of a secret.
 */
const exact: readonly string[] = [
  'WEBHOOK_SECRET',
  'WEBHOOK_SECRET_PREVIOUS',
  'CLIENT_SECRET',
  'SESSION_SECRET',
];

/**
 * The variables of `names` that are set, without what is around their values by mistake. `notices` says in a sentence each what was
 * changed about a secret, or was kept though it looks like a mistake; none of them holds a value.
 */
export function cleanEnvironment(
  environment: Record<string, string | undefined>,
  names: readonly string[],
): { given: Record<string, string>; notices: string[] } {
  const given: Record<string, string> = {};
  const notices: string[] = [];
  for (const name of names) {
    const value = environment[name];
    if (value === undefined || value === '') continue;
    const clean = exact.includes(name) ? value.replace(/[\r\n]+$/, '') : value.trim();
    if (clean === '') continue;
    given[name] = clean;
    if (!exact.includes(name)) continue;
    if (clean !== value) notices.push(`${name} ended with a line break, which is not counted as part of it.`);
    if (clean.trim() !== '' && clean.trim() !== clean)
      notices.push(`${name} begins or ends with a blank, which counts as part of it.`);
    if (/^(["']).*\1$/s.test(clean)) notices.push(`${name} stands in quotes, which count as part of it.`);
  }
  return { given, notices };
}
