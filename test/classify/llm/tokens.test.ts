import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  loadTokens,
  maxPromptTokens,
  promptLimitFor,
  type Tokens,
} from '../../../src/classify/llm/tokens.ts';
import { hostileText } from '../../domain/hostile-text.ts';

describe('tokens', () => {
  let tokens: Tokens;
  beforeAll(async () => {
    tokens = await loadTokens();
  });

  it('count control tokens of a vocabulary as the text that they are', () => {
    expect(tokens.count('<|endoftext|>')).toBeGreaterThan(3);
    expect(tokens.cut('<|endoftext|> and more', 1_000)).toBe('<|endoftext|> and more');
  });

  it('cut to a beginning of the text that keeps within the limit', () => {
    fc.assert(
      fc.property(hostileText, fc.nat(40), (foreign, most) => {
        const text = foreign.toWellFormed();
        const cut = tokens.cut(text, most);
        expect(text.startsWith(cut)).toBe(true);
        expect(cut.isWellFormed()).toBe(true);
        expect(tokens.count(cut)).toBeLessThanOrEqual(most + 1);
      }),
      { numRuns: 500 },
    );
    expect(tokens.cut('anything', 0)).toBe('');
    expect(tokens.cut('a'.repeat(262_144), 3_000).length).toBeGreaterThan(3_000);
  });

  it('leave room for vocabularies that split finer', () => {
    expect(promptLimitFor('gpt-6-luna')).toBe(11_400);
    expect(promptLimitFor('openai/gpt-6-luna')).toBe(11_400);
    expect(promptLimitFor('claude-haiku-5-5')).toBe(6_600);
    expect(promptLimitFor('llama3.2')).toBe(2_800);
    expect(promptLimitFor('gpt-6-luna')).toBeLessThan(maxPromptTokens);
  });
});
