import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type LlmRequest, type LlmServer, plainAnswer, startLlmServer } from '../support/llm-server.ts';
import { type ModelProvider, modelProviders } from '../support/model-providers.ts';

const run = promisify(execFile);
const timeout = 120_000;
let server: LlmServer;
beforeAll(async () => {
  server = await startLlmServer();
});
afterAll(() => server.close());

async function checkModel(environment: Record<string, string>) {
  const { PATH = '', HOME = '' } = process.env;
  const done = await run(process.execPath, ['--import', 'tsx', 'scripts/check-model.ts'], {
    env: { PATH, HOME, DATA_DIR: '/nonexistent', ...environment },
  }).catch((error: { stdout: string; stderr: string; code: number }) => error);
  return { ...done, code: 'code' in done ? done.code : 0 };
}

const answerOf = (name: string, request: LlmRequest) =>
  (modelProviders[name] as (text: string) => ModelProvider)(plainAnswer)(request);

/** The environment of an operator who set this provider up. */
const environments: Record<string, () => Record<string, string>> = {
  'OpenAI gpt-6-luna': () => ({ OPENAI_API_KEY: 'sk-test', OPENAI_BASE_URL: server.openAiUrl }),
  'Anthropic claude-haiku-5-5': () => ({ ANTHROPIC_API_KEY: 'key', ANTHROPIC_BASE_URL: server.origin }),
  'Azure v1 gpt-5-mini': () => ({
    ...{ OPENAI_API_KEY: 'sk-test', OPENAI_BASE_URL: server.openAiUrl, OPENAI_MODEL: 'triage-deployment' },
  }),
};

describe('npm run check-model', { timeout }, () => {
  it.each(['OpenAI gpt-6-luna', 'Anthropic claude-haiku-5-5'])(
    'says that %s works, and what it costs',
    async (name) => {
      server.usually((request) => answerOf(name, request));
      const { stdout, stderr, code } = await checkModel(environments[name]?.() ?? {});
      expect(stderr).toBe('');
      expect(stdout).toContain('in the agreed form: bug, 90%');
      expect(stdout).toMatch(/It used \d+ prompt tokens/);
      expect(code).toBe(0);
    },
  );

  it('works with every other provider, whatever it refuses', async () => {
    const anthropic = 'Anthropic claude-haiku-4-5';
    const covered = new Set([...Object.keys(environments), anthropic, 'Anthropic claude-opus-5-5']);
    const compatible = Object.keys(modelProviders).filter((name) => !covered.has(name));
    expect(compatible.length).toBeGreaterThan(5);
    // The model's name says which provider is asked, so that several can be asked at once.
    server.usually((request) =>
      answerOf(request.dialect === 'anthropic' ? anthropic : String(request.body.model), request),
    );
    const waiting = [...compatible];
    const askInTurn = async () => {
      for (let name = waiting.shift(); name !== undefined; name = waiting.shift()) {
        const { stdout, code } = await checkModel({
          ...{ OPENAI_BASE_URL: server.openAiUrl, OPENAI_MODEL: name },
          ...(name === compatible[0]
            ? { ...environments['Anthropic claude-haiku-5-5']?.(), ANTHROPIC_MODEL: 'claude-haiku-4-5' }
            : {}),
        });
        expect(`${name}: ${stdout}`).toContain('in the agreed form: bug, 90%');
        expect(code).toBe(0);
      }
    };
    await Promise.all([askInTurn(), askInTurn()]);
  });

  it('says what is refused, where a deployment serves a model that always thinks', async () => {
    server.usually((request) => answerOf('Azure v1 gpt-5-mini', request));
    const { stdout, code } = await checkModel(environments['Azure v1 gpt-5-mini']?.() ?? {});
    expect(code).toBe(0);
    expect(stdout).toContain('in the agreed form: bug, 90%');
    expect(stdout).toContain('It refuses ');
    expect(stdout).toContain('Its price is not known');
  });

  it('gives a model room that cannot answer without thinking', async () => {
    server.usually((request) => answerOf('Anthropic claude-opus-5-5', request));
    const { stdout, code } = await checkModel({
      ...environments['Anthropic claude-haiku-5-5']?.(),
      ANTHROPIC_MODEL: 'claude-opus-5-5',
    });
    expect(stdout).toContain('in the agreed form: bug, 90%');
    expect(code).toBe(0);
  });

  it('says what is wrong, and fails, where there is no credit left', async () => {
    server.usually({
      status: 429,
      error: { error: { message: 'You exceeded your current quota', code: 'insufficient_quota' } },
    });
    const { stdout, code } = await checkModel(environments['OpenAI gpt-6-luna']?.() ?? {});
    expect(stdout).toContain('No answer: ');
    expect(code).toBe(1);
  });

  it('says what to set where nothing is configured', async () => {
    const { stdout, code } = await checkModel({});
    expect(stdout).toContain('set OPENAI_API_KEY');
    expect(code).toBe(1);
  });
});
