import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { ConfigError, readConfig } from '../src/app/config/config.ts';

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

describe('blanks and line breaks around values', () => {
  it.each(['\n', '\r\n', '\n\n'])(
    'leave no line break %j at the end of a secret, and the log says so',
    (end) => {
      const config = readConfig({
        ...app,
        WEBHOOK_SECRET: `correct horse${end}`,
        WEBHOOK_SECRET_PREVIOUS: `old${end}`,
        CLIENT_ID: `Iv1.x${end}`,
        CLIENT_SECRET: `y${end}`,
        SESSION_SECRET: `${'s'.repeat(32)}${end}`,
      });
      expect(config.app).toMatchObject({
        webhookSecrets: ['correct horse', 'old'],
        oauth: { clientId: 'Iv1.x', clientSecret: 'y' },
      });
      expect(config.sessionSecret).toBe('s'.repeat(32));
      const changed = 'ended with a line break, which was removed.';
      const secrets = ['CLIENT_SECRET', 'SESSION_SECRET', 'WEBHOOK_SECRET', 'WEBHOOK_SECRET_PREVIOUS'];
      expect(config.notices.toSorted()).toEqual(secrets.map((name) => `${name} ${changed}`));
    },
  );

  it('count as part of a secret otherwise, and the log says so', () => {
    const config = readConfig({
      ...app,
      WEBHOOK_SECRET: ' correct horse ',
      CLIENT_ID: 'a',
      CLIENT_SECRET: '"b"',
    });
    expect(config.app?.webhookSecrets).toEqual([' correct horse ']);
    expect(config.notices).toEqual([
      'WEBHOOK_SECRET starts or ends with a space, which is treated as part of the secret.',
      'CLIENT_SECRET is quoted; the quotes are treated as part of the secret.',
    ]);
  });

  it('are refused within a secret', () => {
    expect(problems({ ...app, WEBHOOK_SECRET: 'one\ntwo' })).toEqual([
      'WEBHOOK_SECRET contains a line break; a secret must be a single line.',
    ]);
  });

  it('are taken off everything else', () => {
    const config = readConfig({
      ...app,
      APP_ID: ' 12\n',
      PORT: '4000\r',
      ROLE: ' web ',
      BASE_URL: ' https://dispatch.example.org\n',
      DATABASE_URL: 'postgres://u:p@h/d\n',
      OPENAI_API_KEY: 'sk-test\n',
      OPENAI_MODEL: 'llama\n',
    });
    expect(config).toMatchObject({
      app: { appId: 12 },
      port: 4000,
      role: 'web',
      baseUrl: 'https://dispatch.example.org',
      databaseUrl: 'postgres://u:p@h/d',
      models: { openai: { apiKey: 'sk-test', model: 'llama' } },
      notices: [],
    });
  });

  it('make nothing of a value that is only a line break', () => {
    expect(readConfig({ APP_ID: '\n', WEBHOOK_SECRET: '\n', PORT: '\n' })).toMatchObject({
      app: null,
      port: 3000,
    });
  });
});

describe('addresses', () => {
  it.each([
    ['https://api.github.com/', 'https://api.github.com', 'https://github.com'],
    ['HTTPS://API.GITHUB.COM', 'https://api.github.com', 'https://github.com'],
    ['https://api.octocorp.ghe.com', 'https://api.octocorp.ghe.com', 'https://octocorp.ghe.com'],
    ['https://API.OctoCorp.ghe.com/', 'https://api.octocorp.ghe.com', 'https://octocorp.ghe.com'],
    ['https://ghe.example.org/api/v3/', 'https://ghe.example.org/api/v3', 'https://ghe.example.org'],
    [
      'https://ghe.example.org:8443/api/v3',
      'https://ghe.example.org:8443/api/v3',
      'https://ghe.example.org:8443',
    ],
  ])('GITHUB_API_URL=%s', (given, apiUrl, pages) => {
    const config = readConfig({ GITHUB_API_URL: given });
    expect(config).toMatchObject({ githubApiUrl: apiUrl, githubUrl: pages, notices: [] });
  });

  it('are taken with a scheme in capitals', () => {
    expect(
      readConfig({
        BASE_URL: 'HTTPS://Dispatch.Example.org/',
        DATABASE_URL: 'POSTGRESQL://u:P@h/D',
        OPENAI_BASE_URL: 'HTTP://127.0.0.1:11434/v1/',
      }),
    ).toMatchObject({
      baseUrl: 'https://dispatch.example.org',
      databaseUrl: 'postgresql://u:P@h/D',
      models: { openai: { baseUrl: 'http://127.0.0.1:11434/v1' } },
    });
  });

  it.each([
    ['BASE_URL', 'https://example.org/dispatch', /must not have a path/],
    ['BASE_URL', 'https://example.org/?a=b', /must end before any \? or #/],
    ['BASE_URL', 'https://mona:pw@example.org', /must not contain a user name or password/],
    ['BASE_URL', 'example.org', /must be a URL such as/],
    ['GITHUB_API_URL', 'https://github.com', /the API is at https:\/\/api\.github\.com/],
    ['GITHUB_API_URL', 'https://octocorp.ghe.com', /the API is at https:\/\/api\.octocorp\.ghe\.com/],
    ['GITHUB_URL', 'https://api.github.com', /is the API URL/],
    ['GITHUB_URL', 'https://ghe.example.org/api/v3', /is the API URL/],
    ['GITHUB_URL', 'https://ghe.example.org/acme', /must not have a path/],
    ['DATABASE_URL', 'mysql://u:hunter2@h/d', /must be a URL such as postgres:/],
    ['DATABASE_URL', 'postgres://u:hunter2%zz@h/d', /percent-encoded/],
    ['DATABASE_URL', 'postgres://u:hunter2/x@h:5432/d', /percent-encoded/],
    ['DATABASE_URL', 'postgres://u:hunter2#x@h:5432/d', /percent-encoded/],
    ['DATABASE_URL', 'postgres://h:port/d', /can.t be parsed/],
    ['DATABASE_URL', '"postgres://u:hunter2@h/d"', /must be a URL such as postgres:/],
    ['HOST', '0.0.0.0:3000', /without a port/],
    ['HOST', 'http://127.0.0.1', /without a port/],
    ['DATA_DIR', '~/dispatch', /starts with ~/],
    ['LOG_FILE', '~/dispatch.log', /starts with ~/],
    ['ALLOWED_ACCOUNTS', 'acme, https://github.com/octocat', /must be account logins/],
    ['ALLOWED_ACCOUNTS', ',', /must be account logins/],
  ])('%s=%s is refused by name, and no password is printed', (name, value, problem) => {
    const found = problems({ [name]: value });
    expect(found).toHaveLength(1);
    expect(found[0]).toMatch(new RegExp(`^${name} `));
    expect(found[0]).toMatch(problem);
    expect(found[0]).not.toContain('hunter2');
  });

  it('of an API without /api/v3 is taken, and the log asks', () => {
    expect(readConfig({ GITHUB_API_URL: 'https://ghe.example.org' }).notices).toEqual([
      expect.stringContaining("GITHUB_API_URL doesn't end with /api/v3"),
    ]);
    expect(readConfig({ GITHUB_API_URL: 'http://127.0.0.1:4000' }).notices).toEqual([]);
  });

  it('to listen on may be IPv6, with or without brackets', () => {
    for (const HOST of ['::1', '[::1]'])
      expect(readConfig({ HOST })).toMatchObject({ host: '::1', baseUrl: 'http://[::1]:3000' });
  });
});

it('takes words in capitals, and logins with or without @', () => {
  expect(
    readConfig({ ROLE: 'Worker', LOG_LEVEL: 'INFO', ALLOWED_ACCOUNTS: '@Octocat, acme some_emu' }),
  ).toMatchObject({ role: 'worker', logLevel: 'info', allowedAccounts: ['octocat', 'acme', 'some_emu'] });
  expect(readConfig({}).allowedAccounts).toBeNull();
});
