import { type LocalGitHub, startLocalGitHub } from './local-github/local-github.ts';
import type { Role, Seed } from './local-github/world/seed.ts';
import type { SampleRepository } from './replay/ports.ts';
import type { Sample, SamplePerson } from './replay/sample.ts';
import { untilNow } from './until-now.ts';

/** Starts the local GitHub with the sample's repository, its past, its people and the App; what its snapshot holds stays as it is. */
export async function startSampleGitHub(
  sample: Sample,
  options: { port: number; snapshotFile: string; callbackUrl: string },
): Promise<LocalGitHub> {
  return startLocalGitHub({
    port: options.port,
    snapshotFile: options.snapshotFile,
    seed: seedOf(sample, options.callbackUrl),
  });
}

const isBot = (person: SamplePerson) => person.kind === 'bot';

function seedOf(sample: Sample, callbackUrl: string): Seed {
  const { owner, repository, description, labels, files } = sample;
  const past = untilNow(sample.past, Date.now());
  const people = sample.people.filter((person) => !isBot(person));
  const roles = (role: Role) => ({ [`${owner}/${repository}`]: role });
  return {
    accounts: [
      {
        login: owner,
        kind: 'organization',
        owners: people.filter(({ permission }) => permission === 'admin').map(({ login }) => login),
      },
    ],
    users: people.map(({ login, name, permission }) => ({
      login,
      name: name || login,
      roles: roles(permission),
    })),
    bots: sample.people
      .filter(isBot)
      .map(({ login, name }) => ({ slug: login.replace(/\[bot\]$/, ''), name })),
    repositories: [{ owner, name: repository, description, labels, files, past }],
    app: { slug: 'dispatch', name: 'DispatchAI', callbackUrls: [callbackUrl] },
  };
}

/** The sample's repository there, as the replay needs it. */
export function sampleRepository(github: LocalGitHub, sample: Sample): SampleRepository {
  const fullName = `${sample.owner}/${sample.repository}`;
  const maintainer = sample.people[0]?.login ?? sample.owner;
  const ours = `${github.app.slug}[bot]`;
  return {
    async open({ title, body, author, openedWith, locked }) {
      const openedAt = Date.now();
      const { number, deliveryId, delivered } = await github.openIssue(fullName, {
        title,
        body,
        author: author ?? maintainer,
        labels: openedWith,
      });
      await delivered;
      if (locked) await (await github.lockIssue(fullName, number, maintainer)).delivered;
      return { number, deliveryId: deliveryId || null, openedAt };
    },
    issues() {
      const repo = github.world.tables.repos.findOneBy('full_name', fullName);
      if (!repo) return [];
      return github.world.tables.issues
        .findBy('repo_id', repo.id)
        .filter((issue) => !issue.is_pull_request)
        .map(({ number, title, body }) => ({ number, title, body: body ?? '' }));
    },
    labelsWritten(number) {
      return github.ledger
        .filter(
          (entry) =>
            entry.kind === 'label.add' &&
            entry.repo === fullName &&
            entry.number === number &&
            entry.actor === ours,
        )
        .map((entry) => ({ label: String(entry.payload.label ?? ''), at: Date.parse(entry.at) }));
    },
  };
}
