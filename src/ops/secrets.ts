/** Patterns of credentials that must never be logged. */
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
 * Creates a function that removes our own secrets, and anything that looks like a credential, from a text.
 * It also finds secrets that are escaped in JSON or a URL. Secrets under 8 characters are not removed,
 * because that would blank out ordinary words.
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
