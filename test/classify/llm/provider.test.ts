import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { readRetryAfter } from '../../../src/classify/llm/call-failure.ts';
import { createProvider } from '../../../src/classify/llm/provider.ts';
import { type LlmBehavior, type LlmServer, plainAnswer, startLlmServer } from '../../support/llm-server.ts';
import { until } from '../../support/until.ts';
import { sources, wireTo } from './hosted.ts';

let server: LlmServer;
beforeAll(async () => {
  server = await startLlmServer();
});
afterAll(() => server.close());
beforeEach(() => {
  server.requests.length = 0;
});
afterEach(() => server.usually({ say: plainAnswer }));

const question = {
  model: 'gpt-6-luna',
  system: 'Choose.',
  user: 'Text',
  schema: { type: 'object', properties: {}, required: [], additionalProperties: false },
  maxAnswerTokens: 100,
  stableTokens: 0,
};
const fast = { firstWaitMs: 2 };

describe.each(sources)('a provider over %s', (source) => {
  it.each<[string, LlmBehavior]>([
    ['429 with retry-after', { status: 429, headers: { 'retry-after': '0' } }],
    ['500', { status: 500 }],
    ['503', { status: 503 }],
    ['529', { status: 529 }],
    ['a reset connection', { reset: true }],
    ['no answer in time', { hang: true }],
    ['a body that never ends', { stall: true }],
  ])('recovers from %s', async (_, fault) => {
    server.queue(fault);
    const provider = createProvider(wireTo(source, server, 300), fast);
    expect(await provider.ask(question)).toMatchObject({ kind: 'answer', text: plainAnswer });
    expect(server.requests).toHaveLength(2);
    expect(provider.state()).toBe('closed');
  });

  it('gives up after its attempts, with the last reason, and tells how many may be billed', async () => {
    server.usually({ hang: true });
    const provider = createProvider(wireTo(source, server, 60), fast);
    expect(await provider.ask(question)).toEqual({
      ...{ kind: 'failed', text: 'no answer in time', usage: null, maybeBilled: 3 },
    });
    expect(server.requests).toHaveLength(3);
  });

  it('gives up on a body over 1 MB', async () => {
    server.usually({ raw: `{"a": "${'x'.repeat(1_100_000)}"}` });
    const provider = createProvider(wireTo(source, server), { ...fast, retries: 0 });
    expect(await provider.ask(question)).toMatchObject({ kind: 'failed', text: 'could not be reached' });
  });

  it('follows no redirect, which would carry the key elsewhere', async () => {
    server.usually({ status: 307, headers: { location: `${server.origin}/elsewhere/messages` } });
    const provider = createProvider(wireTo(source, server), { ...fast, retries: 0 });
    expect(await provider.ask(question)).toMatchObject({ kind: 'failed' });
    expect(server.requests.map(({ path }) => path)).not.toContain('/elsewhere/messages');
  });

  it('says nothing of what a server’s error quotes', async () => {
    server.usually({ status: 500 });
    const answer = await createProvider(wireTo(source, server), { ...fast, retries: 0 }).ask(question);
    expect(answer.text).toBe('the server failed (500)');
  });

  it('leaves a server alone that asks for longer than a triage can wait', async () => {
    server.queue({ status: 429, headers: { 'retry-after': '30' } });
    const provider = createProvider(wireTo(source, server), { ...fast, patienceMs: 50 });
    expect((await provider.ask(question)).text).toMatch(/^asks to be left alone for (29|30) s$/);
    expect((await provider.ask(question)).text).toMatch(/^asks to be left alone/);
    expect(server.requests).toHaveLength(1);
    expect(provider.state()).toBe('asked to wait');
  });

  it('waits as long as it is asked to, with every question', async () => {
    server.queue({ status: 429, headers: { 'retry-after-ms': '1000' } });
    const provider = createProvider(wireTo(source, server), fast);
    const first = provider.ask(question);
    await until(() => server.requests.length === 1);
    await until(() => provider.state() === 'asked to wait');
    const second = provider.ask(question);
    expect(server.requests).toHaveLength(1);
    expect((await first).kind).toBe('answer');
    expect((await second).kind).toBe('answer');
    expect(server.requests).toHaveLength(3);
  });

  it('opens its circuit after failures in a row, asks nothing meanwhile, and closes again', async () => {
    server.usually({ status: 503 });
    const provider = createProvider(wireTo(source, server), { ...fast, breakAfter: 3, openMs: 100 });
    expect((await provider.ask(question)).kind).toBe('failed');
    expect(provider.state()).toBe('open');
    expect(await provider.ask(question)).toMatchObject({
      kind: 'failed',
      text: 'circuit open after failures',
    });
    expect(server.requests).toHaveLength(3);
    server.usually({ say: plainAnswer });
    await until(async () => (await provider.ask(question)).kind === 'answer');
    expect(provider.state()).toBe('closed');
  });

  it('opens its circuit when a server takes no request at all', async () => {
    server.usually({ status: 400 });
    const provider = createProvider(wireTo(source, server), { ...fast, breakAfter: 3 });
    for (let at = 0; at < 5; at++) expect((await provider.ask(question)).kind).toBe('failed');
    expect(server.requests).toHaveLength(3);
    expect(provider.state()).toBe('open');
    expect(provider.health.failing()).toMatchObject({ why: 'the request was refused (400)', fault: null });
  });

  it('keeps its circuit closed for texts that are too long', async () => {
    server.usually({ status: 413 });
    const provider = createProvider(wireTo(source, server), { ...fast, breakAfter: 2 });
    for (let at = 0; at < 4; at++) expect((await provider.ask(question)).kind).toBe('failed');
    expect(provider.state()).toBe('closed');
  });

  it('tells since when it fails and why, once, and when it answers again', async () => {
    const told: string[] = [];
    const provider = createProvider(wireTo(source, server), { ...fast, retries: 0 }, () =>
      told.push(provider.health.failing()?.why ?? 'answers'),
    );
    expect(provider.health.failing()).toBeNull();
    server.queue({ status: 500 }, { status: 503 }, { status: 401 });
    for (let at = 0; at < 4; at++) await provider.ask(question);
    expect(told).toEqual(['the server failed (500)', 'the key was refused (401)', 'answers']);
    expect(provider.health.answered()).toBe(true);
  });
});

describe('retry-after', () => {
  const read = (headers: Record<string, string>) =>
    readRetryAfter(new Headers(headers), Date.parse('2026-11-22T12:00:00Z'));
  it.each([
    [{ 'retry-after': '3' }, 3_000],
    [{ 'retry-after': 'Sun, 22 Nov 2026 12:00:10 GMT' }, 10_000],
    [{ 'retry-after-ms': '250', 'retry-after': '9' }, 250],
    [{ 'retry-after': '99999999' }, 3_600_000],
    [{ 'retry-after': '-5' }, null],
    [{ 'retry-after': 'soon' }, null],
    [{}, null],
  ])('%j is %s ms', (headers, ms) => expect(read(headers as Record<string, string>)).toBe(ms));
});
