import { randomUUID } from 'node:crypto';
import type { Probot } from 'probot';

export interface Sample {
  owner: string;
  name: string;
  number: number;
  title: string;
  /** An `issues.opened` as GitHub would send it for this issue. */
  payload: string;
  /** The labels that the issue has now. */
  readLabels: () => Promise<string[]>;
}

/**
 * Makes an `issues.opened` of a real issue: the requested one, or else the newest open one that the App
 * can see.
 */
export async function makeSample(
  probot: Probot,
  asked: { repository: string | undefined; issue: number | undefined },
): Promise<Sample> {
  const app = await probot.auth();
  const installation = asked.repository
    ? (await app.rest.apps.getRepoInstallation(split(asked.repository))).data
    : (await app.rest.apps.listInstallations({ per_page: 1 })).data[0];
  if (!installation) throw new Error('The app is not installed anywhere yet.');

  const octokit = await probot.auth(installation.id);
  const [owner, name] = asked.repository
    ? Object.values(split(asked.repository))
    : await firstRepository(octokit);
  if (!owner || !name) throw new Error('The installation has no repositories.');
  const place = { owner, repo: name };
  const { data: repository } = await octokit.rest.repos.get(place);
  const issue = asked.issue
    ? (await octokit.rest.issues.get({ ...place, issue_number: asked.issue })).data
    : (await octokit.rest.issues.listForRepo({ ...place, state: 'open', per_page: 20 })).data.find(
        (one) => !one.pull_request,
      );
  if (!issue) throw new Error(`${owner}/${name} has no open issues. Open one first.`);

  const sender = issue.user;
  const body = { action: 'opened', issue, repository, sender, installation: { id: installation.id } };
  return {
    owner,
    name,
    number: issue.number,
    title: issue.title,
    // The extra field makes each sample another body, so that it does not count as seen.
    payload: JSON.stringify({ ...body, sample: randomUUID() }),
    readLabels: async () => {
      const { data } = await octokit.rest.issues.get({ ...place, issue_number: issue.number });
      return data.labels.map((label) => (typeof label === 'string' ? label : (label.name ?? '')));
    },
  };
}

function split(repository: string): { owner: string; repo: string } {
  const [owner = '', repo = ''] = repository.split('/');
  return { owner, repo };
}

async function firstRepository(octokit: Awaited<ReturnType<Probot['auth']>>): Promise<string[]> {
  const { data } = await octokit.rest.apps.listReposAccessibleToInstallation({ per_page: 1 });
  return (data.repositories[0]?.full_name ?? '').split('/');
}
