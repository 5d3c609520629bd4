import type { RequestDeps } from '../../triage/commands/run-request.ts';
import type { GitHub } from '../../triage/ports/core.ts';
import type { AppDeps } from './app-deps.ts';

/** What commands and requests work with, on this GitHub. */
export function commandDeps(deps: AppDeps, github: GitHub): RequestDeps {
  const { repositories, timeline, issues, triage, commands, learning } = deps;
  return { ...triage, ...commands, repositories, timeline, issues, github, lessons: learning.lessons };
}
