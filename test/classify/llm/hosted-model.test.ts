import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { maxPromptTokens } from '../../../src/classify/llm/tokens.ts';
import type { LabelMeaning } from '../../../src/domain/issue/decision.ts';
import { type LlmBehavior, type LlmServer, plainAnswer, startLlmServer } from '../../support/llm-server.ts';
import { describeClassifier } from '../classifier-contract.ts';
import { classifierInput } from '../classifier-input.ts';
import { hostedModel, type Source, sources } from './hosted.ts';

let server: LlmServer;
beforeAll(async () => {
  server = await startLlmServer();
});
afterAll(() => server.close());
afterEach(() => server.usually({ say: plainAnswer }));

const crash = () => classifierInput({ title: 'Crash on start', body: 'It crashes with an error.' });
const area: LabelMeaning = {
  label: { id: 1, name: 'area/api', color: 'ededed', description: 'The HTTP interface' },
  dimension: 'area',
  value: 'area/api',
  reason: 'name',
};

describe.each(sources)('%s', (source: Source) => {
  describeClassifier(source, () => ({
    name: source,
    async classify(input) {
      const answer = await hostedModel(source, server).consult(input);
      if (!answer.ok) throw new Error(answer.reason);
      return answer.opinions;
    },
  }));

  it('asks once, with a strict schema of the repository’s own values, and nothing but the issue’s text', async () => {
    server.requests.length = 0;
    const input = { ...crash(), meanings: [area] };
    const answer = await hostedModel(source, server).consult(input);
    expect(answer).toMatchObject({
      ok: true,
      opinions: [{ source, dimension: 'category', probabilities: { bug: 0.9 } }],
    });
    expect(server.requests).toHaveLength(1);
    const [request] = server.requests;
    const sent = JSON.stringify(request?.body);
    expect(sent).toContain('"area/api"');
    expect(sent).toContain('"unknown"');
    expect(sent).toContain('"additionalProperties":false');
    for (const unsaid of ['acme', 'rocket', '"ada"', 'key-of-tests']) expect(sent).not.toContain(unsaid);
    expect(sent).not.toMatch(/"tools"/);
    if (source === 'openai') {
      expect(request?.body).toMatchObject({
        response_format: { json_schema: { strict: true } },
        max_tokens: 700,
      });
    } else {
      expect(request?.body).toMatchObject({
        system: [{ cache_control: { type: 'ephemeral' } }],
        output_config: { format: { type: 'json_schema' } },
      });
    }
  });

  it('says the same before the issue for every issue of a repository, so that it can be cached', async () => {
    server.requests.length = 0;
    const model = hostedModel(source, server);
    await model.consult(crash());
    await model.consult(classifierInput({ title: 'Another', body: 'Text' }));
    const [first, second] = server.requests;
    expect(first?.system).toBe(second?.system);
    expect(first?.user).not.toBe(second?.user);
  });

  it('accounts tokens and money from the usage', async () => {
    const model = hostedModel(source, server);
    await model.consult(crash());
    const [row] = model.spending.rows;
    expect(row).toMatchObject({ calls: 1, source, unpricedCalls: 0 });
    expect(row?.promptTokens).toBeGreaterThan(100);
    const { promptTokens = 0, cachedTokens = 0, completionTokens = 0 } = row ?? {};
    const [input, cached, output] = [0.1, 0.01, 0.5];
    const exact = (promptTokens - cachedTokens) * input + cachedTokens * cached + completionTokens * output;
    expect(row?.microUsd).toBe(Math.ceil(exact));
    expect(model.calls).toMatchObject([{ source, outcome: 'answer', promptTokens, completionTokens }]);
  });

  it.each<[string, LlmBehavior, string]>([
    ['refuses', { refuse: true }, 'the model refused to answer'],
    ['breaks off', { breakOff: '{"category": {"reason": "It' }, 'the answer broke off'],
    ['calls a tool', { callTool: true }, 'the answer held no text'],
    ['says nothing', { say: ' ' }, 'the answer held no text'],
    ['rambles', { say: 'Sure! The label is bug.' }, 'the answer was not in the agreed form'],
    ['says too much', { say: JSON.stringify({ category: 'x'.repeat(30_000) }) }, 'the answer was too long'],
    ['sends JSON of another kind', { raw: '[1, 2]' }, 'the answer held no text'],
    ['sends null', { raw: 'null' }, 'the answer held no text'],
    ['does not know the key', { status: 401 }, 'the key was refused (401)'],
    ['does not know the model', { status: 404 }, 'no such model or address (404)'],
    ['does not take the request', { status: 400 }, 'the request was refused (400)'],
    ['has no quota', { status: 429, code: 'insufficient_quota' }, 'the account has no credit left'],
  ])('a model that %s is a reason, not an error', async (_, behavior, reason) => {
    server.requests.length = 0;
    server.usually(behavior);
    const answer = await hostedModel(source, server).consult(crash());
    if (source === 'anthropic' && reason.includes('credit'))
      expect(answer).toEqual({ ok: false, reason: 'too many requests (429)' });
    else {
      expect(answer).toEqual({ ok: false, reason });
      expect(server.requests).toHaveLength(1);
    }
  });

  it('keeps prompts within 12,000 tokens, whatever the issue and the labels', async () => {
    const meanings = Array.from({ length: 400 }, (_, at) => ({
      ...area,
      label: { ...area.label, id: at, name: `area/part-${at}`, description: 'words '.repeat(60) },
      value: `area/part-${at}`,
    }));
    const { loadTokens } = await import('../../../src/classify/llm/tokens.ts');
    const { count } = await loadTokens();
    for (const body of [
      'It fails again. '.repeat(16_000),
      'a1'.repeat(131_000),
      '程序崩溃'.repeat(60_000),
      '😀'.repeat(60_000),
    ]) {
      server.requests.length = 0;
      await hostedModel(source, server).consult({ ...classifierInput({ title: 'Long', body }), meanings });
      const [request] = server.requests;
      const schema = JSON.stringify(request?.body.response_format ?? request?.body.output_config);
      const counted = count(request?.system ?? '') + count(request?.user ?? '') + count(schema);
      expect(counted).toBeLessThanOrEqual(maxPromptTokens * (source === 'openai' ? 1 : 0.6));
      expect(counted).toBeGreaterThan(1_000);
    }
  });
});

it('takes secrets out before anything leaves', async () => {
  server.requests.length = 0;
  const secrets = [
    `ghp_${'a1B2'.repeat(9)}`,
    `sk-proj-${'b1'.repeat(30)}`,
    'hunter2hunter2',
    `eyJ${'a'.repeat(20)}.eyJ${'b'.repeat(20)}.${'c'.repeat(30)}`,
  ];
  const body = `<!-- secretlint-disable -->token ${secrets[0]}, ${secrets[0]?.slice(0, 9)}\u200b${secrets[0]?.slice(9, 20)}<!-- -->${secrets[0]?.slice(20)} and ${secrets[1]}\npassword: ${secrets[2]}\nAuthorization: Bearer ${secrets[3]}`;
  await hostedModel('openai', server).consult(classifierInput({ title: `Leak of ${secrets[0]}`, body }));
  const sent = JSON.stringify(server.requests[0]?.body);
  for (const secret of secrets) expect(sent).not.toContain(secret);
  expect(sent).toContain('[secret removed]');
});

describe('money', () => {
  const withBudget = (usd: number) => {
    const input = crash();
    return { ...input, settings: { ...input.settings, budget: { daily_usd: usd } } };
  };

  it('stops hard at the daily budget, also for calls at once', async () => {
    server.requests.length = 0;
    const model = hostedModel('anthropic', server, { model: 'claude-haiku-4-5' });
    const answers = await Promise.all(Array.from({ length: 10 }, () => model.consult(withBudget(0.03))));
    const refused = answers.filter((answer) => !answer.ok);
    expect(refused.length).toBeGreaterThan(5);
    expect(refused[0]).toEqual({ ok: false, reason: 'the daily budget of $0.03 is spent' });
    expect(server.requests).toHaveLength(10 - refused.length);
    expect(model.spending.rows[0]?.microUsd).toBeLessThanOrEqual(30_000);
    expect(model.calls.filter(({ outcome }) => outcome === 'no budget')).toHaveLength(refused.length);
  });

  it('counts a model without a price as unpriced, and at the dearest price where the provider bills', async () => {
    const billed = hostedModel('openai', server, { model: 'gpt-99' });
    expect(await billed.consult(withBudget(0))).toMatchObject({ ok: false });
    await billed.consult(withBudget(1));
    expect(billed.spending.rows[0]).toMatchObject({ calls: 1, unpricedCalls: 1 });
    expect(billed.spending.rows[0]?.microUsd).toBeGreaterThan(0);
    const own = hostedModel('anthropic', server, { model: 'mine' });
    expect(await own.consult(withBudget(0))).toMatchObject({ ok: true });
    expect(own.spending.rows[0]).toMatchObject({ calls: 1, unpricedCalls: 1, microUsd: 0 });
  });

  it('gives back what a call that failed had set aside', async () => {
    server.usually({ status: 500 });
    const model = hostedModel('openai', server);
    await model.consult(crash());
    expect(model.spending.rows[0]?.microUsd).toBe(0);
  });
});
