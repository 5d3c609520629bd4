/**
 * Secrets that are compared or used as a key byte by byte. Only a trailing line break is removed, which
 * comes from a file or a shell (`echo secret > file`) and is never part of a secret.
 */
const exact: readonly string[] = [
  'WEBHOOK_SECRET',
  'WEBHOOK_SECRET_PREVIOUS',
  'CLIENT_SECRET',
  'SESSION_SECRET',
];

/**
 * Returns the variables in `names` that are set, without accidental whitespace and quotes around their
 * values. `notices` describes what was removed from a secret, or was kept although it looks like a mistake;
 * none of them contains a value.
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
    if (clean !== value) notices.push(`${name} ended with a line break, which was removed.`);
    if (clean.trim() !== '' && clean.trim() !== clean)
      notices.push(`${name} starts or ends with a space, which is treated as part of the secret.`);
    if (/^(["']).*\1$/s.test(clean))
      notices.push(`${name} is quoted; the quotes are treated as part of the secret.`);
  }
  return { given, notices };
}
