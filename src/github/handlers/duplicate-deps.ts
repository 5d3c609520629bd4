import type { ProbotOctokit } from 'probot';
import type { LinkDeclaredDuplicateDeps } from '../../triage/duplicates/link-declared-duplicate.ts';
import { createDuplicateReads } from '../calls/duplicate-reads.ts';
import type { AppDeps } from './app-deps.ts';

/** What links said on GitHub work with, on this delivery's GitHub. */
export function duplicateDeps(
  deps: AppDeps,
  octokit: InstanceType<typeof ProbotOctokit>,
): LinkDeclaredDuplicateDeps {
  const { duplicates, learning } = deps;
  return {
    duplicates,
    lessons: learning.lessons,
    github: deps.gateway(octokit),
    reads: createDuplicateReads(octokit),
  };
}
