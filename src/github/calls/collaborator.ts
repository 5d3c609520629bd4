import type { ProbotOctokit } from 'probot';

type Octokit = InstanceType<typeof ProbotOctokit>;

/** Somebody as GitHub named them once: the id is the person, the login a name that others may have taken since. */
export interface Person {
  /** Null where GitHub names nobody any more. */
  id: number | null;
  login: string;
}

/**
 * GitHub's answer about what a person may do in a repository; null where the login belongs to somebody else by now. What was
 * said under a login counts only while that login is still the same person's.
 *
 * @throws what Octokit throws, for a login that does not exist too
 */
export async function askCollaborator(
  { rest }: Pick<Octokit, 'rest'>,
  { owner, name }: { owner: string; name: string },
  { id, login }: Person,
) {
  const { data } = await rest.repos.getCollaboratorPermissionLevel({ owner, repo: name, username: login });
  return id !== null && data.user?.id === id ? data : null;
}
