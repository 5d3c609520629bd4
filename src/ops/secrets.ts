/** Shapes of credentials that must never be printed, whoever put them into a message. */
const shapes: [RegExp, string][] = [
  [/\bgh[pousr]_[A-Za-z0-9]{20,255}\b/g, '[github token]'],
  [/\bgithub_pat_[A-Za-z0-9_]{20,255}\b/g, '[github token]'],
  [/\bsk-(?:ant-)?[A-Za-z0-9_-]{16,255}/g, '[api key]'],
  [/\beyJ[\w-]{8,2000}\.[\w-]{8,4000}\.[\w-]{8,2000}/g, '[json web token]'],
  [/\b(bearer|token)\s+[\w.~+/=-]{16,4000}/gi, '$1 [redacted]'],
  [/(\b[a-z][a-z0-9+]{1,20}:\/\/[^\s:/@"]{0,200}:)[^\s@/"]{1,500}@/gi, '$1[redacted]@'],
  [
    /-----BEGIN [A-Z ]{0,30}PRIVATE KEY-----[^-]{0,10000}(?:-----END [A-Z ]{0,30}PRIVATE KEY-----)?/g,
    '[private key]',
  ],
];

/**
 * A function that takes our own secrets, and whatever looks like someone's, out of a text. It also finds a secret
 * that was written as a JSON string or into a URL. Secrets under 8 characters are left: they would blank out words.
 */
export function createRedactor(secrets: readonly string[]): (text: string) => string {
  const forms = secrets
    .filter((secret) => secret.length >= 8)
    .flatMap((secret) => [secret, JSON.stringify(secret).slice(1, -1), encodeURIComponent(secret)]);
  const own = [...new Set(forms)].sort((a, b) => b.length - a.length);
  return (text) => {
    let clean = text;
    for (const secret of own) if (clean.includes(secret)) clean = clean.replaceAll(secret, '[redacted]');
    for (const [shape, name] of shapes) clean = clean.replace(shape, name);
    return clean;
  };
}
