import { createPrivateKey } from 'node:crypto';
import { readFileSync } from 'node:fs';

/** The GitHub App's credentials. */
export interface AppCredentials {
  appId: number;
  /** PEM, PKCS#8. */
  privateKey: string;
  /** The current webhook secret, followed by the previous one during a rotation. */
  webhookSecrets: string[];
  /** OAuth client for sign-in. Without it, the console is unavailable. */
  oauth: { clientId: string; clientSecret: string } | null;
}

/** Every variable that holds a credential of the app. While all of them are empty, the app is not set up. */
export const credentialNames = [
  'APP_ID',
  'PRIVATE_KEY',
  'PRIVATE_KEY_PATH',
  'WEBHOOK_SECRET',
  'WEBHOOK_SECRET_PREVIOUS',
  'CLIENT_ID',
  'CLIENT_SECRET',
] as const;

/** Reads the credentials. Returns null if all are empty, or if some are invalid, each with a sentence in `problems`. */
export function readCredentials(given: Record<string, string>, problems: string[]): AppCredentials | null {
  if (credentialNames.every((name) => given[name] === undefined)) return null;
  const before = problems.length;
  const { APP_ID, WEBHOOK_SECRET, WEBHOOK_SECRET_PREVIOUS, CLIENT_ID, CLIENT_SECRET } = given;

  if (!APP_ID) problems.push("APP_ID is empty; find it on the app's settings page on GitHub.");
  else if (!/^[1-9]\d{0,15}$/.test(APP_ID)) problems.push('APP_ID must be the numeric ID of the app.');
  const privateKey = readPrivateKey(given, problems);
  if (!WEBHOOK_SECRET?.trim()) {
    problems.push(
      "WEBHOOK_SECRET is empty; set it to the app's webhook secret, or anyone could send fake events.",
    );
  }
  for (const name of ['WEBHOOK_SECRET', 'WEBHOOK_SECRET_PREVIOUS', 'CLIENT_SECRET'] as const) {
    if (/[\r\n]/.test(given[name] ?? ''))
      problems.push(`${name} contains a line break; a secret must be a single line.`);
  }
  if (WEBHOOK_SECRET_PREVIOUS !== undefined && WEBHOOK_SECRET_PREVIOUS.trim() === '') {
    problems.push(
      'WEBHOOK_SECRET_PREVIOUS contains only spaces; remove it or set the secret that is being replaced.',
    );
  }
  if (!CLIENT_ID !== !CLIENT_SECRET)
    problems.push('CLIENT_ID and CLIENT_SECRET belong together; set both or neither.');
  if (problems.length > before || !privateKey || !WEBHOOK_SECRET) return null;
  return {
    appId: Number(APP_ID),
    privateKey,
    webhookSecrets: [WEBHOOK_SECRET, ...(WEBHOOK_SECRET_PREVIOUS ? [WEBHOOK_SECRET_PREVIOUS] : [])],
    oauth: CLIENT_ID && CLIENT_SECRET ? { clientId: CLIENT_ID, clientSecret: CLIENT_SECRET } : null,
  };
}

function readPrivateKey(given: Record<string, string>, problems: string[]): string | null {
  const { PRIVATE_KEY, PRIVATE_KEY_PATH } = given;
  if (PRIVATE_KEY && PRIVATE_KEY_PATH) {
    problems.push('PRIVATE_KEY and PRIVATE_KEY_PATH are both set; keep one.');
    return null;
  }
  if (!PRIVATE_KEY && !PRIVATE_KEY_PATH) {
    problems.push(
      "PRIVATE_KEY is empty; set it to the app's private key, or PRIVATE_KEY_PATH to its .pem file.",
    );
    return null;
  }
  let text = PRIVATE_KEY ?? '';
  if (PRIVATE_KEY_PATH) {
    try {
      text = readFileSync(PRIVATE_KEY_PATH, 'utf8');
    } catch (error) {
      problems.push(
        `PRIVATE_KEY_PATH can't be read (${(error as NodeJS.ErrnoException).code ?? 'error'}): ${PRIVATE_KEY_PATH}.`,
      );
      return null;
    }
  }
  // Many hosting platforms require a single line with \n escapes, or the file in base64.
  const plain = text.replaceAll('\\n', '\n');
  const pem = plain.includes('-----BEGIN') ? plain : Buffer.from(plain, 'base64').toString('utf8');
  try {
    const key = createPrivateKey(pem);
    if (key.asymmetricKeyType !== 'rsa') throw new Error('not RSA');
    return key.export({ type: 'pkcs8', format: 'pem' }).toString();
  } catch {
    const name = PRIVATE_KEY_PATH ? 'The file at PRIVATE_KEY_PATH' : 'PRIVATE_KEY';
    problems.push(
      `${name} is not an RSA private key in PEM format; copy the whole .pem file downloaded from GitHub.`,
    );
    return null;
  }
}
