import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createCascade } from '../../src/classify/cascade.ts';
import { createEvidencer } from '../../src/classify/evidencer.ts';
import { createKeywordClassifier } from '../../src/classify/keywords.ts';
import type { HostedModel } from '../../src/classify/llm/hosted-model.ts';
import { maxPromptTokens } from '../../src/classify/llm/tokens.ts';
import { emptyLearnedState } from '../../src/domain/decide/decide.ts';
import type { LabelMeaning, Opinion } from '../../src/domain/issue/decision.ts';
import { type Settings, settingsSchema } from '../../src/domain/settings/settings.ts';
import type { Classifier, ClassifierInput } from '../../src/triage/ports/core.ts';
import { type LlmServer, plainAnswer, startLlmServer } from '../support/llm-server.ts';
import { classifierInput } from './classifier-input.ts';
import { hostedModel } from './llm/hosted.ts';

let server: LlmServer;
beforeAll(async () => {
  server = await startLlmServer();
});
afterAll(() => server.close());
beforeEach(() => {
  server.requests.length = 0;
});
afterEach(() => server.usually({ say: plainAnswer }));

const localOpinion = (bug: number): Opinion => ({
  source: 'local',
  model: 'local v1',
  dimension: 'category',
  probabilities: { bug, feature: 1 - bug },
  reasons: {},
});
const local = (...opinions: Opinion[]): Classifier => ({ name: 'local', classify: async () => opinions });
const broken: Classifier = {
  name: 'local',
  classify: async () => {
    throw new Error('no memory');
  },
};

function cascade(base: Classifier, hosted: Partial<Record<HostedModel['source'], HostedModel>>) {
  return createCascade({
    base: createEvidencer([base, createKeywordClassifier()]),
    hosted,
    learnedState: async () => emptyLearnedState,
  });
}

const both = () => ({ openai: hostedModel('openai', server), anthropic: hostedModel('anthropic', server) });

function input(model: Partial<Settings['model']>, over: Partial<ClassifierInput> = {}): ClassifierInput {
  return {
    ...classifierInput({ title: 'Crash on start', body: 'It crashes.' }),
    settings: settingsSchema.parse({ model: { provider: 'openai', ...model } }),
    ...over,
  };
}
const dialects = () => server.requests.map(({ dialect }) => dialect);

describe('the cascade', () => {
  it.each<[string, Partial<Settings['model']>, number, number]>([
    ['never asks when told never', { llm: 'never' }, 0.3, 0],
    ['never asks for the local provider', { provider: 'local' }, 0.3, 0],
    ['asks where local is unsure', { llm: 'unsure' }, 0.79, 1],
    ['does not ask where local is sure', { llm: 'unsure' }, 0.81, 0],
    ['always asks when told always', { llm: 'always' }, 0.99, 1],
  ])('%s', async (_, model, confidence, calls) => {
    const gathered = await cascade(local(localOpinion(confidence)), both()).gather(input(model));
    expect(server.requests).toHaveLength(calls);
    expect(gathered.opinions.map(({ source }) => source)).toEqual(calls ? ['local', 'openai'] : ['local']);
    expect(gathered.fallback).toBeNull();
  });

  it('measures unsure by the label’s own threshold', async () => {
    const bug: LabelMeaning = {
      label: { id: 1, name: 'kind/bug', color: 'ededed', description: '' },
      ...{ dimension: 'category', value: 'bug', reason: 'name' },
    };
    const settings = settingsSchema.parse({
      model: { provider: 'openai' },
      labels: { thresholds: { 'kind/bug': 0.95 } },
    });
    await cascade(local(localOpinion(0.9)), both()).gather(input({}, { settings, meanings: [bug] }));
    expect(server.requests).toHaveLength(1);
  });

  it('asks when a second opinion could lift an area to its threshold, and not when local is silent on it', async () => {
    const area: LabelMeaning = {
      label: { id: 2, name: 'api', color: 'ededed', description: '' },
      ...{ dimension: 'area', value: 'api', reason: 'name' },
    };
    const on = (p: number): Opinion => ({ ...localOpinion(0), dimension: 'area', probabilities: { api: p } });
    const asked = async (...opinions: Opinion[]) => {
      server.requests.length = 0;
      await cascade(local(...opinions), both()).gather(input({}, { meanings: [area] }));
      return server.requests.length;
    };
    expect(await asked(localOpinion(0.9))).toBe(0);
    expect(await asked(localOpinion(0.9), on(0.6))).toBe(1);
    expect(await asked(localOpinion(0.9), on(0.3))).toBe(1);
    expect(await asked(localOpinion(0.9), on(0.1))).toBe(0);
    expect(await asked(localOpinion(0.9), on(0.9))).toBe(0);
  });

  it.each([
    [0.9, 1],
    [0.3, 0],
  ])('asks where no area is likely and %d of the latest issues carry one: %d times', async (share, calls) => {
    const area: LabelMeaning = {
      label: { id: 2, name: 'api', color: 'ededed', description: '' },
      ...{ dimension: 'area', value: 'api', reason: 'name' },
    };
    const silent: Opinion = { ...localOpinion(0), dimension: 'area', probabilities: { api: 0.05 } };
    const gathered = createCascade({
      base: createEvidencer([local(localOpinion(0.9), silent)]),
      hosted: both(),
      learnedState: async () => emptyLearnedState,
      shareOfLabeled: async (_repo, names) => (names.includes('api') ? share : 0),
    });
    await gathered.gather(input({}, { meanings: [area] }));
    expect(server.requests).toHaveLength(calls);
  });

  it('keeps the text of a private repository here without its own opt-in, and says so', async () => {
    const repo = { ...classifierInput({ title: '', body: '' }).repo, private: true };
    const gathered = await cascade(local(localOpinion(0.5)), both()).gather(input({}, { repo }));
    expect(server.requests).toHaveLength(0);
    expect(gathered.fallback).toBe('openai: the settings keep the text of this private repository here');
    await cascade(local(localOpinion(0.5)), both()).gather(input({ private_repositories: true }, { repo }));
    expect(server.requests).toHaveLength(1);
  });

  it('goes on to the second provider, and tells why the first did not answer', async () => {
    server.usually((request) => (request.dialect === 'openai' ? { refuse: true } : { say: plainAnswer }));
    const model = { provider: 'openai', fallback: 'anthropic', name: 'gpt-6.1-terra' } as const;
    const gathered = await cascade(local(localOpinion(0.5)), both()).gather(input(model));
    expect(dialects()).toEqual(['openai', 'anthropic']);
    // The settings' model is the first provider's; the second keeps the App's choice.
    expect(server.requests.map(({ body }) => body.model)).toEqual(['gpt-6.1-terra', 'claude-haiku-5-5']);
    expect(gathered.opinions.map(({ source }) => source)).toEqual(['local', 'anthropic']);
    expect(gathered.fallback).toBe('openai: the model refused to answer');
  });

  it('ends in local, and names everyone who did not answer', async () => {
    server.usually({ status: 401 });
    const { openai } = both();
    const gathered = await cascade(local(localOpinion(0.5)), { openai }).gather(
      input({ fallback: 'anthropic' }),
    );
    expect(gathered.opinions).toEqual([localOpinion(0.5)]);
    expect(gathered.fallback).toBe('openai: the key was refused (401); anthropic: no key is set');
  });

  it('ends in keywords where local fails too', async () => {
    server.usually({ status: 401 });
    const gathered = await cascade(broken, both()).gather(input({}));
    expect(gathered.opinions.map(({ source }) => source)).toEqual(['keywords']);
    expect(gathered.fallback).toBe('openai: the key was refused (401); local: no memory');
  });

  it('stops asking when the day’s budget is spent, and says so', async () => {
    // What claude-haiku-4-5 could cost for one question at most, and a little for those that come before it.
    const dailyUsd = (maxPromptTokens * 1.25 + 700 * 5 + 2_000) / 1e6;
    const settings = settingsSchema.parse({
      model: { provider: 'anthropic', name: 'claude-haiku-4-5', llm: 'always' },
      budget: { daily_usd: dailyUsd },
    });
    const gather = cascade(local(localOpinion(0.9)), both()).gather;
    const fallbacks: (string | null)[] = [];
    for (let at = 0; at < 20; at++) fallbacks.push((await gather(input({}, { settings }))).fallback);
    expect(fallbacks[0]).toBeNull();
    expect(fallbacks.at(-1)).toBe(`anthropic: the daily budget of $${dailyUsd} is spent`);
    expect(server.requests).toHaveLength(fallbacks.filter((fallback) => fallback === null).length);
  });

  it('never costs a triage its answer, whatever the provider does', async () => {
    const behaviors = [
      { status: 500 },
      { status: 429, headers: { 'retry-after': '3600' } },
      { hang: true },
      { stall: true },
      { reset: true },
      { raw: '<html>' },
      { say: '{"category": "bug"}' },
      { breakOff: '{' },
      { callTool: true },
    ] as const;
    for (const behavior of behaviors) {
      server.usually(behavior);
      const openai = hostedModel('openai', server, { timeoutMs: 60, retries: 1 });
      const gathered = await cascade(local(localOpinion(0.5)), { openai }).gather(input({}));
      expect(gathered.opinions[0]).toEqual(localOpinion(0.5));
      expect(gathered.fallback).toMatch(/^openai: /);
    }
  });
});
