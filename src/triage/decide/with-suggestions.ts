import type { RepositoryRef } from '../../domain/issue/repository.ts';
import type { Settings } from '../../domain/settings/settings.ts';
import type { ActDeps } from '../write/act.ts';
import type { KnownHere } from './known-here.ts';

/**
 * The same, with whether GitHub takes reasons here, and what people have said there to the labels that it held. GitHub tells
 * nobody of a dismissal, so it is asked wherever something of ours was held, and nowhere else.
 */
export async function withSuggestions(
  deps: Pick<ActDeps, 'github' | 'reasons' | 'unit'>,
  { repo, settings }: { repo: RepositoryRef; settings: Pick<Settings, 'suggestions'> },
  number: number,
  known: KnownHere,
): Promise<KnownHere> {
  if (settings.suggestions === 'off' || !(await deps.reasons?.areTaken(deps.github, repo, number)))
    return known;
  const reasoned = { ...known, takesReasons: true };
  const held = await deps.unit(repo, ({ effects }) => effects.heldLabels(repo, number));
  if (held.length === 0) return reasoned;
  const suggestions = (await deps.github.listSuggestions(repo, number)) ?? [];
  const inState = (state: string) =>
    suggestions.flatMap((each) => (each.state === state && each.label !== null ? [each.label] : []));
  return {
    ...reasoned,
    pending: inState('pending'),
    // An answer of a person counts, whatever we would say next.
    removedByPeople: [...known.removedByPeople, ...inState('dismissed')],
  };
}
