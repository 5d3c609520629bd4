import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { describe, expect, it } from 'vitest';
import { ConfigError, readConfig, variableNames } from '../../../src/app/config/config.ts';

const { privateKey } = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
  publicKeyEncoding: { type: 'spki', format: 'pem' },
});
const app = { APP_ID: '12', PRIVATE_KEY: privateKey, WEBHOOK_SECRET: 'correct horse' };

function problems(environment: Record<string, string>): readonly string[] {
  try {
    readConfig(environment);
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
  return [];
}

describe('without anything set', () => {
  it('is in Setup mode, embedded, on loopback', () => {
    expect(readConfig({})).toMatchObject({
      app: null,
      role: 'both',
      host: '127.0.0.1',
      port: 3000,
      baseUrl: 'http://127.0.0.1:3000',
      githubApiUrl: 'https://api.github.com',
      githubUrl: 'https://github.com',
      databaseUrl: null,
    });
  });

  it('takes empty values as absent', () => {
    expect(
      readConfig({ APP_ID: '', PRIVATE_KEY: '', WEBHOOK_SECRET: '', PORT: '', DATABASE_URL: '' }).app,
    ).toBeNull();
  });
});

describe('the credentials', () => {
  it('are read, the previous secret after the present one', () => {
    const config = readConfig({
      ...app,
      WEBHOOK_SECRET_PREVIOUS: 'old one',
      CLIENT_ID: 'Iv1.x',
      CLIENT_SECRET: 'y',
    });
    expect(config.app).toMatchObject({
      appId: 12,
      webhookSecrets: ['correct horse', 'old one'],
      oauth: { clientId: 'Iv1.x', clientSecret: 'y' },
    });
    expect(config.app?.privateKey).toMatch(/^-----BEGIN PRIVATE KEY-----\n/);
  });

  it.each([
    ['with \\n written out', privateKey.replaceAll('\n', '\\n')],
    ['in base64', Buffer.from(privateKey).toString('base64')],
  ])('may have the key %s', (_name, key) => {
    expect(readConfig({ ...app, PRIVATE_KEY: key }).app?.privateKey).toBe(readConfig(app).app?.privateKey);
  });

  it('may have the key in a file', () => {
    const path = join(mkdtempSync(join(tmpdir(), 'dispatch-')), "it's a key.pem");
    writeFileSync(path, privateKey);
    const { PRIVATE_KEY: _, ...rest } = app;
    expect(readConfig({ ...rest, PRIVATE_KEY_PATH: path }).app?.privateKey).toBe(
      readConfig(app).app?.privateKey,
    );
  });

  it.each([
    ['an empty secret', { ...app, WEBHOOK_SECRET: '' }, [/^WEBHOOK_SECRET is empty/]],
    ['a secret of spaces', { ...app, WEBHOOK_SECRET: '  ' }, [/^WEBHOOK_SECRET is empty/]],
    [
      'a previous secret of spaces',
      { ...app, WEBHOOK_SECRET_PREVIOUS: ' ' },
      [/^WEBHOOK_SECRET_PREVIOUS contains only spaces/],
    ],
    ['only the secret', { WEBHOOK_SECRET: 'x' }, [/^APP_ID is empty/, /^PRIVATE_KEY is empty/]],
    ['a key that is none', { ...app, PRIVATE_KEY: 'hello' }, [/^PRIVATE_KEY is not an RSA private key/]],
    ['two keys', { ...app, PRIVATE_KEY_PATH: 'x.pem' }, [/both set/]],
    [
      'a key file that is not there',
      { APP_ID: '1', WEBHOOK_SECRET: 'x', PRIVATE_KEY_PATH: 'no/such.pem' },
      [/can't be read \(ENOENT\)/],
    ],
    ['an id that is none', { ...app, APP_ID: 'Iv1.abc' }, [/^APP_ID must be the numeric ID/]],
    ['half of the sign-in', { ...app, CLIENT_ID: 'x' }, [/belong together/]],
  ])('are refused with %s', (_name, environment, expected) => {
    const found = problems(environment as Record<string, string>);
    expect(found).toHaveLength(expected.length);
    for (const [index, pattern] of expected.entries()) expect(found[index]).toMatch(pattern);
  });
});

it('names every problem at once, and no secret', () => {
  const environment = {
    ...app,
    WEBHOOK_SECRET: '',
    PRIVATE_KEY: 'hunter2',
    PORT: '70000',
    ROLE: 'boss',
    DATABASE_URL: 'mysql://root:hunter2@x',
    LOG_LEVEL: 'loud',
    SESSION_SECRET: 'short',
    BASE_URL: 'dispatch.example.org',
  };
  expect(problems(environment)).toHaveLength(8);
  expect(() => readConfig(environment)).toThrow(/^DispatchAI can't start:\n {2}- /);
  expect(problems(environment).join()).not.toContain('hunter2');
});

it('finds the pages of a GitHub Enterprise Server from its API', () => {
  expect(readConfig({ GITHUB_API_URL: 'https://ghe.example.org/api/v3/' })).toMatchObject({
    githubApiUrl: 'https://ghe.example.org/api/v3',
    githubUrl: 'https://ghe.example.org',
  });
});

it('lists every secret for the logger', () => {
  const { secrets } = readConfig({
    ...app,
    CLIENT_ID: 'a',
    CLIENT_SECRET: 'client hush',
    DATABASE_URL: 'postgres://u:p%40ss@h/d',
  });
  expect(secrets).toEqual(
    expect.arrayContaining(['correct horse', 'client hush', 'p@ss', privateKey.trim()]),
  );
});

it('documents every variable in .env.example, and the example itself is a good start', () => {
  const example = parseEnv(readFileSync(new URL('../../../.env.example', import.meta.url), 'utf8'));
  const compose = readFileSync(new URL('../../../docker-compose.yml', import.meta.url), 'utf8');
  const composeNames = [...compose.matchAll(/\$\{([A-Z_]+)/g)].map(([, name]) => name ?? '');
  const all = new Set([...variableNames, ...composeNames]);
  expect(Object.keys(example).sort()).toEqual([...all].sort());
  expect(readConfig(example).app).toBeNull();
});
