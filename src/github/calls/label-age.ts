import type { ProbotOctokit } from 'probot';
import { orNull, retried } from './call.ts';

type Octokit = InstanceType<typeof ProbotOctokit>;

const query = `query ($owner: String!, $name: String!, $label: String!) {
  repository(owner: $owner, name: $name) { label(name: $label) { createdAt } }
}`;

interface Answer {
  data?: { repository?: { label?: { createdAt?: string } | null } | null } | null;
}

/**
 * Seconds since a label was created, by GitHub's clock; null where GitHub does not say. Only GraphQL tells when that was, and it
 * is asked as a plain request, because the time of its answer is needed too.
 */
export async function askLabelAge(
  octokit: Octokit,
  { owner, name }: { owner: string; name: string },
  label: string,
): Promise<number | null> {
  // A GitHub Enterprise Server has REST at /api/v3, and GraphQL beside it.
  const baseUrl = octokit.request.endpoint.DEFAULTS.baseUrl.replace(/\/v3\/?$/, '');
  const answer = await orNull(() =>
    retried(() => octokit.request('POST /graphql', { baseUrl, query, variables: { owner, name, label } })),
  );
  const createdAt = Date.parse((answer?.data as Answer)?.data?.repository?.label?.createdAt ?? '');
  const now = Date.parse(String(answer?.headers.date));
  return Number.isNaN(createdAt) || Number.isNaN(now) ? null : Math.max(0, (now - createdAt) / 1_000);
}
