import { describe, expect, it } from 'vitest';
import { redactSecrets } from '../../../src/classify/llm/redact.ts';

const key = 'A1b2C3d4E5f6G7h8J9k0';
/** Built from parts, so that no scanner takes this file for a leak. */
const secrets: Record<string, [text: string, secret: string]> = {
  'a GitHub token': [`use ghp_${key}${key} now`, `ghp_${key}${key}`],
  'a fine-grained GitHub token': [`github_pat_${key}_${key}${key}`, `github_pat_${key}`],
  'a GitLab token': [`glpat-${key}`, `glpat-${key}`],
  'an OpenAI key': [`OPENAI: sk-proj-${key}${key}`, `sk-proj-${key}`],
  'an Anthropic key': [`sk-ant-api03-${key.repeat(4)}`, `sk-ant-api03-${key}`],
  'a Stripe key': [`sk_live_${key}${key}`, `sk_live_${key}`],
  'an AWS key id': ['AKIAQ3EGABCDEFGHIJKL', 'AKIAQ3EGABCDEFGHIJKL'],
  'an AWS secret': [`aws_secret_access_key = ${key}/${key}`, `${key}/${key}`],
  'a Google key': [`AIza${key}${key}`, `AIza${key}`],
  'a Slack token': [`xoxb-123456789012-1234567890123-${key}abcd`, `1234567890123-${key}abcd`],
  'an npm token': [`npm_${key}abcdefghijklmnop`, `npm_${key}`],
  'a JSON web token': [`eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.${key}${key}`, 'eyJzdWIiOiIxMjM0In0'],
  'a bearer header': [`Authorization: Bearer ${key}.${key}`, `${key}.${key}`],
  'a private key': [
    `-----BEGIN RSA PRIVATE KEY-----\nMIIEpAIBAAKCAQEA${key}\n${key}\n-----END RSA PRIVATE KEY-----`,
    key,
  ],
  'a private key that was cut': [`-----BEGIN OPENSSH PRIVATE KEY-----\n${key}`, key],
  'a password in an address': ['postgres://app:tide-and-time@db.example.org/x', 'tide-and-time'],
  'a password in an address of any kind': ['redis://default:tide-and-time@cache:6379', 'tide-and-time'],
  'a password in a setting': ['"db_password": "tide-and-time"', 'tide-and-time'],
  'a secret in the environment': ['export CLIENT_SECRET=tide-and-time', 'tide-and-time'],
};

describe('redaction takes out', () => {
  it.each(Object.entries(secrets))('%s', async (_, [text, secret]) => {
    expect(await redactSecrets(`Before ${text} after`)).not.toContain(secret);
    expect(await redactSecrets(`<!-- secretlint-disable -->\n${text}\n`)).not.toContain(secret);
  });
});

describe('redaction leaves', () => {
  it.each([
    'The password field is empty after a restart, and the token is not refreshed.',
    'How do I set the API key? See https://example.org/docs#api-key for the secret name.',
    'TypeError: cannot read properties of undefined (reading "token") at auth.js:12:34',
    'commit 9f1c2d3e4b5a69788796a5b4c3d2e1f001234567 broke it, version 1.2.3-beta.4',
  ])('%s', async (text) => expect(await redactSecrets(text)).toBe(text));

  it('no marks behind in a process that lives long', async () => {
    await redactSecrets('Text');
    expect(performance.getEntriesByType('mark')).toEqual([]);
  });
});

it('takes hostile texts in time that grows with their length', async () => {
  const units = [
    'a',
    ' ',
    'a.',
    'password',
    '://a:',
    '-----BEGIN PRIVATE KEY-----',
    'eyJaaaaaaaa.',
    'sk-',
    'secret=',
    '\n',
    '=:"',
  ];
  for (const unit of units) {
    const text = unit.repeat(Math.ceil(128_000 / unit.length));
    expect((await redactSecrets(text)).length).toBeLessThanOrEqual(text.length + 20);
  }
});
