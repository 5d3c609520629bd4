import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createLogger, withLogFields } from '../../src/ops/logger.ts';

function logTo(secrets: string[] = []) {
  const lines: string[] = [];
  const destination = { write: (line: string) => void lines.push(line) };
  return { lines, log: createLogger({ level: 'debug', secrets, destination }) };
}

describe('a line', () => {
  it('is one JSON object with time, level and message', () => {
    const { log, lines } = logTo();
    log.info({ issue: 12 }, 'triaged');
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({
      level: 'info',
      name: 'dispatch',
      issue: 12,
      msg: 'triaged',
    });
    expect(JSON.parse(lines[0] ?? '').time).toMatch(/^\d{4}-\d\d-\d\dT/);
  });

  it('carries the fields of its surroundings across awaits and into children, and its own win', async () => {
    const { log, lines } = logTo();
    await withLogFields({ delivery: 'abc', repo: 'acme/shop' }, async () => {
      await Promise.resolve();
      log.child({ part: 'act' }).info('one');
      withLogFields({ repo: 'acme/other' }, () => log.info({ delivery: 'own' }, 'two'));
    });
    log.info('three');
    const [one, two, three] = lines.map((line) => JSON.parse(line));
    expect(one).toMatchObject({ delivery: 'abc', repo: 'acme/shop', part: 'act' });
    expect(two).toMatchObject({ delivery: 'own', repo: 'acme/other' });
    expect(three).not.toHaveProperty('delivery');
  });
});

describe('secrets', () => {
  const key = '-----BEGIN PRIVATE KEY-----\nMIIEvQIBADANBg\n-----END PRIVATE KEY-----\n';
  it.each([
    [
      'our own, in a message',
      (log: ReturnType<typeof logTo>['log']) => log.info("signed with hunter2's secret"),
    ],
    ['our own, deep in fields', (log) => log.info({ a: { b: ["hunter2's secret"] } }, 'x')],
    ['our own, in an error', (log) => log.error({ err: new Error("hunter2's secret") }, 'x')],
    ['our own with line breaks', (log) => log.info({ key }, 'x')],
    ['our own, in a URL', (log) => log.info(`?s=${encodeURIComponent("hunter2's secret")}`)],
  ] as [string, (log: ReturnType<typeof logTo>['log']) => void][])('do not stand in it: %s', (_name, say) => {
    const { log, lines } = logTo(["hunter2's secret", key]);
    say(log);
    expect(lines.join('')).not.toMatch(/hunter2|MIIEvQ/);
    expect(() => JSON.parse(lines[0] ?? '')).not.toThrow();
  });

  const letters = 'abcdefghijklmnopqrstuvwxyz';
  it.each([
    ['a GitHub token', `ghs_${letters}`, letters],
    ['a fine-grained GitHub token', `github_pat_${letters}`, letters],
    ['an authorization header', `Authorization: Bearer ${letters}`, letters],
    ['a JSON web token', `eyJ${letters}.eyJ${letters}.${letters}`, letters],
    ['an address with a password', 'postgres://dispatch:correct-horse@db/dispatch', 'correct-horse'],
    ['an API key', `sk-ant-${letters}`, letters],
    ['a private key', key, 'MIIEvQ'],
  ])('are known by their shape: %s', (_name, text, secret) => {
    const { log, lines } = logTo();
    log.warn({ err: new Error(`failed: ${text}`) }, text);
    expect(lines.join('')).not.toContain(secret);
    expect(() => JSON.parse(lines[0] ?? '')).not.toThrow();
  });
});

describe('an error', () => {
  /** As `@octokit/webhooks` and Octokit throw them: with the delivery, the request and the response hung on. */
  const laden = () =>
    Object.assign(new Error('Validation Failed'), {
      status: 422,
      event: { id: 'abc-1', payload: { issue: { body: 'my password is swordfish' } } },
      request: { url: 'https://api.github.com/x', body: { body: 'swordfish' } },
      response: { headers: { 'x-github-request-id': 'B0:1' }, data: { message: 'swordfish' } },
    });
  const said = (say: (log: ReturnType<typeof logTo>['log']) => void) => {
    const { log, lines } = logTo();
    say(log);
    return lines.join('');
  };

  it.each([
    ['in the field for errors', (log) => log.error({ err: laden() }, 'delivery failed')],
    ['by itself, as Probot logs it', (log) => log.child({ name: 'event', id: 'abc-1' }).error(laden())],
    ['in any other field', (log) => log.warn({ reason: laden() }, 'x')],
    ['among several', (log) => log.error(Object.assign(new AggregateError([laden()], 'all'), laden()))],
    ['as the cause of another', (log) => log.error({ err: new Error('outer', { cause: laden() }) }, 'x')],
  ] as [string, (log: ReturnType<typeof logTo>['log']) => void][])(
    'is logged without what was being worked on: %s',
    (_name, say) => {
      const line = said(say);
      expect(line).not.toContain('swordfish');
      expect(line).toContain('Validation Failed');
      expect(line).toContain('logger.test.ts');
      expect(line).toContain('abc-1');
      expect(line).toContain('B0:1');
    },
  );

  it('keeps a message that quotes a long text short, in its stack too', () => {
    const line = said((log) => log.error({ err: new Error(`no: ${'a '.repeat(5_000)}swordfish`) }, 'x'));
    expect(line).not.toContain('swordfish');
    expect(line.length).toBeLessThan(5_000);
  });
});

it('may stand in a file as well, at every level', () => {
  const path = join(mkdtempSync(join(tmpdir(), 'dispatch-')), 'logs', 'dispatch.log');
  const lines: string[] = [];
  const destination = { write: (line: string) => void lines.push(line) };
  const log = createLogger({ level: 'debug', secrets: ['a long secret'], file: path, destination });
  log.debug('a long secret');
  expect(lines).toHaveLength(1);
  expect(readFileSync(path, 'utf8')).toBe(lines[0]);
  expect(lines[0]).not.toContain('a long secret');
});
