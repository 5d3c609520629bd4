import { describe, expect, it } from 'vitest';
import { daysLeft, type HostedState, hostedWarnings } from '../../../src/domain/settings/hosted-state.ts';

const now = new Date('2026-11-30T12:00:00Z');
const well: HostedState = { model: 'gpt-6-luna', failing: null, refused: [], endsOn: null };
const failing = (fault: 'key' | 'credit' | 'model' | null) => ({
  ...well,
  failing: { model: 'm', since: '2026-11-30T09:15:30.000Z', why: 'the server failed (500)', fault },
});

describe('warnings about a hosted provider', () => {
  it('are none while it answers', () => expect(hostedWarnings('openai', well, now)).toEqual([]));

  it('say since when it fails and what to do', () => {
    expect(hostedWarnings('openai', failing('key'), now)).toEqual([
      'OpenAI has refused the key since 2026-11-30 09:15 UTC. Set a valid OPENAI_API_KEY and restart. The local model decides alone until then.',
    ]);
    expect(hostedWarnings('anthropic', failing('credit'), now)[0]).toContain('Add credit at the provider.');
    expect(hostedWarnings('openai', failing('model'), now)[0]).toContain('such as gpt-6-luna');
    expect(hostedWarnings('openai', failing(null), now)[0]).toContain('the server failed (500)');
  });

  it('name a model’s end 60 days ahead', () => {
    expect(hostedWarnings('openai', { ...well, model: 'gpt-4o-mini', endsOn: '2027-01-14' }, now)).toEqual([
      'gpt-4o-mini is shut down on 2027-01-14 (OpenAI). Set OPENAI_MODEL to another model, such as gpt-6-luna.',
    ]);
    expect(hostedWarnings('openai', { ...well, endsOn: '2027-04-01' }, now)).toEqual([]);
    expect(hostedWarnings('openai', { ...well, endsOn: '2026-11-01' }, now)[0]).toContain('was shut down on');
    expect(daysLeft('2027-01-29', now)).toBe(60);
    expect(daysLeft('soon', now)).toBeNull();
  });

  it('name what a model refused', () => {
    const refused = [{ model: 'triage', parameter: 'temperature' }];
    expect(hostedWarnings('openai', { ...well, refused }, now)).toEqual([
      'triage refused temperature and is asked without it, or with something in its place.',
    ]);
  });
});
