import type { RepositoryRef } from '../../domain/issue/repository.ts';
import { plainText } from '../../domain/prompt/plain-text.ts';
import type { Settings } from '../../domain/settings/settings.ts';
import type { Embedder, Embedding } from '../../triage/ports/search.ts';
import { vectorWidth } from '../embedding/hashed-vector.ts';
import type { Budget } from './budget.ts';
import { type CallHealth, createCallHealth } from './call-health.ts';
import { createPatientCalls, type Patience, type PatientCalls } from './patient-calls.ts';
import { redactSecrets } from './redact.ts';
import { loadTokens, maxPromptTokens } from './tokens.ts';
import type { EmbeddingWire } from './wire.ts';

export interface HostedEmbedder {
  /** Vectors for a repository's issues, paid from its budget. */
  for(repo: RepositoryRef, settings: Settings): Embedder;
  state: PatientCalls['state'];
  health: Pick<CallHealth, 'failing' | 'answered'>;
}

/** Tokens of one text, and so many texts a call: together what the budget sets aside for one. */
const maxOfText = 800;
const maxTexts = Math.floor(maxPromptTokens / maxOfText);
/** A triage waits for it: less patience than with a question. */
const patience: Patience = { retries: 1, patienceMs: 1_000, giveUpMs: 5_000 };

/**
 * Vectors by a hosted model, without the secrets that people paste. Where none come (no budget, a server that is down, a model
 * wider than what is kept) the local ones stand in, under their own model's name: vectors of two models are never compared,
 * and the chore `themes` gives those issues a hosted one later.
 */
export function createHostedEmbedder(parts: {
  wire: EmbeddingWire;
  model: string;
  budget: Budget;
  local: Embedder;
  patience?: Patience;
}): HostedEmbedder {
  const { wire, budget, local } = parts;
  const calls = createPatientCalls(parts.patience ?? patience);
  const health = createCallHealth();
  const model = `${wire.source}/${parts.model}/${vectorWidth}`.slice(0, 200);

  async function embedSome(
    input: { repo: RepositoryRef; settings: Settings },
    texts: { title: string; body: string }[],
  ): Promise<Embedding[]> {
    const asked = await Promise.all(texts.map(toText));
    const held = await budget.reserve(input, { source: wire.source, model: parts.model, billable: 0 });
    if (!held.ok) return local.embed(texts);
    const request = { model: parts.model, texts: asked, width: vectorWidth };
    const called = await calls.call((signal) => wire.embed(request, signal));
    const { maybeBilled } = called;
    health.note(parts.model, called.ok ? null : { why: called.why, fault: called.fault });
    const usage = called.ok ? called.value.usage : null;
    await held.settle({ kind: called.ok ? 'answer' : 'failed', text: '', usage, maybeBilled });
    const vectors = called.ok ? called.value.vectors.map(toUnit) : [];
    if (vectors.length !== texts.length || vectors.includes(null)) return local.embed(texts);
    return vectors.map((vector) => ({ model, vector: vector as Float32Array }));
  }

  return {
    state: calls.state,
    health,
    for: (repo, settings) => ({
      model,
      async embed(texts) {
        const found: Embedding[] = [];
        for (let from = 0; from < texts.length; from += maxTexts)
          found.push(...(await embedSome({ repo, settings }, texts.slice(from, from + maxTexts))));
        return found;
      },
    }),
  };
}

async function toText({ title, body }: { title: string; body: string }): Promise<string> {
  const tokens = await loadTokens();
  // Made plain first: an invisible character within a secret would hide it.
  const whole = await redactSecrets(`${plainText(title)}\n\n${plainText(body)}`);
  // Servers refuse an empty text.
  return tokens.cut(whole, maxOfText).trim() || '-';
}

/** Of length 1, with zeros up to the width that is kept, which changes no cosine; null for a wider one. */
function toUnit(vector: readonly number[]): Float32Array | null {
  if (vector.length > vectorWidth) return null;
  const length = Math.hypot(...vector) || 1;
  const unit = new Float32Array(vectorWidth);
  unit.set(vector.map((each) => each / length));
  return unit;
}
