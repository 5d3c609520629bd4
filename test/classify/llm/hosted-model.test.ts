import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { maxPromptTokens } from '../../../src/classify/llm/tokens.ts';
import type { LabelMeaning, Opinion } from '../../../src/domain/issue/decision.ts';
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
        output_config: { format: { type: 'json_schema' } },
      });
    }
  });

  describe('a second issue of a repository', () => {
    const areas = (count: number) =>
      Array.from({ length: count }, (_, at) => ({
        ...area,
        label: {
          ...area.label,
          id: at,
          name: `area/part-${at}`,
          description: `The part ${at} of the product`,
        },
        value: `area/part-${at}`,
      }));
    const another = classifierInput({ title: 'Another', body: 'Text' });
    /** Two issues of a repository in a row, asked at the provider's own address, and what the second one changed in the count of tokens. */
    const askTwice = async (meanings: LabelMeaning[], known: Opinion[][] = [[], []]) => {
      server.requests.length = 0;
      const model = hostedModel(source, server, { isProvider: true });
      await model.consult({ ...crash(), meanings }, undefined, known[0]);
      const before = { ...model.spending.rows[0] };
      await model.consult({ ...another, meanings }, undefined, known[1]);
      const [row] = model.spending.rows;
      const [first, second] = server.requests.map(({ body }) => body);
      const dollars = (row?.microUsd ?? 0) - (before.microUsd ?? 0);
      return { first, second, cached: [before.cachedTokens, row?.cachedTokens], dollars, before };
    };
    /** All that stands before the issue, as it went over the wire. */
    const beginning = (body: Record<string, unknown> = {}) =>
      JSON.stringify(
        source === 'openai'
          ? [body.response_format, (body.messages as unknown[])[0], body.prompt_cache_key]
          : [body.output_config, body.system],
      );

    it('begins with the same bytes, and the provider says that it read them from its cache', async () => {
      const { first, second, cached, dollars, before } = await askTwice(areas(60));
      expect(beginning(second)).toBe(beginning(first));
      expect(beginning(first)).toContain(source === 'openai' ? 'prompt_cache_breakpoint' : 'cache_control');
      expect(cached[0]).toBe(0);
      expect(cached[1]).toBeGreaterThan(1_024);
      // What was written cost a quarter more than the rest, and what was read a tenth.
      expect(dollars).toBeLessThan((before.microUsd ?? 0) / 2);
    });

    it('caches nothing, and pays nothing for it, where what they share is shorter than providers cache', async () => {
      const { first, second, cached } = await askTwice(areas(3));
      expect(beginning(second)).toBe(beginning(first));
      expect(beginning(first)).not.toMatch(/breakpoint|cache_control/);
      if (source === 'openai') expect(first?.prompt_cache_options).toEqual({ mode: 'explicit' });
      expect(cached).toEqual([0, 0]);
    });

    it('caches nothing where each is offered areas of its own', async () => {
      const likely = (area: string): Opinion => ({
        ...{ source: 'local', model: 'm', dimension: 'area', reasons: {} },
        probabilities: { [area]: 0.5 },
      });
      const { first, second, cached } = await askTwice(areas(400), [
        [likely('area/part-300')],
        [likely('area/part-399')],
      ]);
      expect(beginning(second)).not.toBe(beginning(first));
      expect(beginning(first)).not.toMatch(/breakpoint|cache_control/);
      expect(cached).toEqual([0, 0]);
    });
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

describe('what the model is told', () => {
  const log = (from: number) =>
    Array.from(
      { length: 1_500 },
      (_, at) => `step ${from + at} of the build is done and took some time`,
    ).join('\n');
  const meanings = ['storage', 'network', ...Array.from({ length: 300 }, (_, at) => `part-${at}`)].map(
    (name, id): LabelMeaning => ({
      ...area,
      label: { id, name: `area/${name}`, color: 'ededed', description: `All about ${name}` },
      value: `area/${name}`,
    }),
  );

  it('is the project, its maintainers’ advice, who asks, the answers to the form, and the likeliest areas', async () => {
    server.requests.length = 0;
    const body = `### Version\n\n_No response_\n\n### Area\n\nStorage, on disk\n\n### Log\n\n${log(0)}\njust before\nFATAL: pass two is out of memory\njust after\n${log(2_000)}\n\n### Terms\n\n- [X] I agree to follow the Code of Conduct\n\n### Expected\n\nIt should finish.`;
    const input = classifierInput({ title: 'Build stops', body });
    const settings = {
      ...input.settings,
      model: { ...input.settings.model, guidance: 'Storage is the disk.' },
    };
    const issue = { ...input.issue, authorAssociation: 'MEMBER' };
    const likely = {
      ...{ source: 'local', model: 'm', dimension: 'area' as const, reasons: {} },
      probabilities: { 'area/part-299': 0.6, 'area/storage': 0.2 },
    };
    const description = 'A build cache for large repositories';
    await hostedModel('openai', server).consult(
      { ...input, issue, settings, meanings, description },
      undefined,
      [likely],
    );
    const [request] = server.requests;
    for (const said of [
      'The project describes itself as: "A build cache for large repositories"',
      'The maintainers say of their labels:\nStorage is the disk.',
      '- "area/part-299": "area/part-299: All about part-299"',
      '- "area/storage": "area/storage: All about storage"',
    ])
      expect(request?.system).toContain(said);
    for (const said of [
      'Title: Build stops\nAuthor: member of the organization',
      '### Area\n\nStorage, on disk',
      'step 0 of the build',
      'just before\nFATAL: pass two is out of memory\njust after',
      '[… left out …]',
      'step 3499 of the build',
      '### Expected\n\nIt should finish.',
    ])
      expect(request?.user).toContain(said);
    expect(request?.user).not.toMatch(/No response|### Version|Code of Conduct|### Terms/);
  });

  it('holds no secret of the settings, the description or a label, not even with an invisible character inside', async () => {
    server.requests.length = 0;
    const secret = `ghp_${'a1B2'.repeat(9)}`;
    const hidden = `${secret.slice(0, 9)}\u200b${secret.slice(9)}`;
    const input = crash();
    const settings = { ...input.settings, model: { ...input.settings.model, guidance: `Use ${hidden}` } };
    const label = { ...area.label, description: `For ${hidden}` };
    await hostedModel('openai', server).consult({
      ...{ ...input, settings, description: `Token ${hidden}` },
      meanings: [{ ...area, label }],
    });
    expect(JSON.stringify(server.requests[0]?.body)).not.toContain(secret);
    expect(server.requests[0]?.system.match(/\[secret removed\]/g)).toHaveLength(3);
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
