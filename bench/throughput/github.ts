import {
  type LocalGitHub,
  type LocalGitHubOptions,
  startLocalGitHub,
} from '../../demo/local-github/local-github.ts';

/** The local GitHub in a process of its own, so that its time is not the worker's. */
export type GitHubOrder =
  | { kind: 'start'; seed: NonNullable<LocalGitHubOptions['seed']> }
  | { kind: 'deliver'; to: string }
  | { kind: 'open'; repository: string; issues: { title: string; body: string; author: string }[] }
  | { kind: 'repository'; repository: string }
  | { kind: 'delivered' | 'labeled' };

let github: LocalGitHub | null = null;

process.on('message', async (order: GitHubOrder | { kind: 'end' }) => {
  if (order.kind === 'end') {
    await github?.close();
    process.exit(0);
  }
  process.send?.(await obey(order));
});

async function obey(order: GitHubOrder): Promise<object> {
  if (order.kind === 'start') {
    github = await startLocalGitHub({ webhookSecret: 'a secret of the bench', seed: order.seed });
    const { app, url } = github;
    return {
      APP_ID: String(app.id),
      PRIVATE_KEY: app.privateKey,
      WEBHOOK_SECRET: app.webhookSecret,
      CLIENT_ID: app.clientId,
      CLIENT_SECRET: app.clientSecret,
      GITHUB_API_URL: url,
      GITHUB_URL: url,
    };
  }
  if (!github) throw new Error('the local GitHub was not started');
  switch (order.kind) {
    case 'deliver':
      github.deliverTo(order.to);
      return {};
    case 'open': {
      for (const issue of order.issues) await github.openIssue(order.repository, issue);
      return {};
    }
    case 'repository': {
      const repo = github.world.tables.repos.findOneBy('full_name', order.repository);
      const [owner = '', name = ''] = order.repository.split('/');
      return {
        ...{ installationId: github.installationId, repositoryId: repo?.id ?? 0 },
        ...{ owner, name, private: false },
      };
    }
    case 'delivered':
      await github.deliveries.settled();
      return {};
    case 'labeled': {
      const labeled = github.ledger.filter(({ kind }) => kind === 'label.add');
      return { labeled: new Set(labeled.map(({ number }) => number)).size, requests: github.requests.length };
    }
  }
}
