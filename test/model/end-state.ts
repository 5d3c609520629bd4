import type { Machine } from './machine.ts';
import type { World } from './world.ts';

/** All that is left in the end: on GitHub, and in what the App knows. */
export async function endState(world: World, { deps }: Machine) {
  const { repo } = world;
  const known = await deps.issues.getIssue(repo, 1);
  const decision = await deps.triage.decisions.latest(repo, 1);
  const asking = await deps.triage.askings.get(repo, 1);
  return {
    github: world.issue && {
      ...world.issue,
      repositoryId: 0,
      labels: [...world.issue.labels].sort(),
      updatedAt: '',
    },
    known: known && { ...known, repositoryId: 0, labels: [...known.labels].sort(), updatedAt: '' },
    comments: world.comments.map(({ body }) => body),
    values: (decision?.decision.values ?? []).map(({ dimension, value }) => `${dimension} ${value}`).sort(),
    missing: decision?.decision.missing ?? [],
    asked: asking?.fields ?? null,
    forgotten: await deps.issues.isForgotten(repo, 1),
  };
}
