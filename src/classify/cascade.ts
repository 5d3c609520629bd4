import type { LearnedState } from '../domain/decide/learned-state.ts';
import type { RepositoryRef } from '../domain/issue/repository.ts';
import { mayLeave } from '../domain/settings/may-leave.ts';
import type { Settings } from '../domain/settings/settings.ts';
import type { Evidencer } from '../triage/ports/core.ts';
import { isUnsure } from './is-unsure.ts';
import type { HostedModel } from './llm/hosted-model.ts';

export interface CascadeParts {
  /** Who answers without the network: local, then keywords. */
  base: Evidencer;
  /** Those that have a key. */
  hosted: Partial<Record<HostedModel['source'], HostedModel>>;
  learnedState: (repo: RepositoryRef) => Promise<LearnedState>;
  /** The share of the repository's latest issues that carry one of these labels; without it 0. */
  shareOfLabeled?: (repo: RepositoryRef, labels: readonly string[]) => Promise<number>;
}

/**
 * Local opinions first; a hosted model is asked where the settings want it and, in `unsure`, only where it could change
 * what is done. Chain: the settings' provider, the settings' fallback, local, keywords. Whatever a hosted model does, the
 * base's opinions stand; `fallback` tells why a better source is missing.
 */
export function createCascade({
  base,
  hosted,
  learnedState,
  shareOfLabeled = async () => 0,
}: CascadeParts): Evidencer {
  return {
    async gather(input) {
      const { repo, settings, meanings } = input;
      const known = await base.gather(input);
      const wanted = hostedChain(settings);
      if (wanted.length === 0) return known;
      if (settings.model.llm === 'unsure') {
        const state = await learnedState(repo);
        const areas = meanings.filter(({ dimension }) => dimension === 'area').map(({ label }) => label.name);
        const areaShare = areas.length === 0 ? 0 : await shareOfLabeled(repo, areas);
        if (!isUnsure(known.opinions, meanings, settings, state, areaShare)) return known;
      }
      const missed: string[] = [];
      if (!mayLeave(repo, settings)) {
        missed.push(`${wanted[0]}: the settings keep the text of this private repository here`);
        return { ...known, fallback: told(missed, known.fallback) };
      }
      for (const source of wanted) {
        const model = hosted[source];
        const answer = model
          ? await model.consult(
              input,
              source === settings.model.provider ? settings.model.name : undefined,
              known.opinions,
            )
          : { ok: false as const, reason: 'no key is set' };
        if (answer.ok) {
          const opinions = [...known.opinions, ...answer.opinions];
          return { opinions, fallback: told(missed, known.fallback) };
        }
        missed.push(`${source}: ${answer.reason}`);
      }
      return { ...known, fallback: told(missed, known.fallback) };
    },
  };
}

/** The hosted models that the settings name, first choice first. */
export function hostedChain({ model }: Settings): HostedModel['source'][] {
  if (model.llm === 'never' || model.provider === 'local') return [];
  const chain = [model.provider, model.fallback].filter((name) => name !== 'local');
  return [...new Set(chain)];
}

function told(missed: readonly string[], before: string | null): string | null {
  const all = [...missed, ...(before === null ? [] : [before])];
  return all.length > 0 ? all.join('; ') : null;
}
