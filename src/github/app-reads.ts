import type { ProbotOctokit } from 'probot';
import type { AppReads } from '../triage/follow-up-ports.ts';
import { orNull, retried } from './call.ts';

type Octokit = InstanceType<typeof ProbotOctokit>;

/** The port `AppReads` over the Octokit of the App itself (its JSON web token). */
export function createAppReads(asApp: () => Promise<Octokit>): AppReads {
  return {
    async installations() {
      const { rest } = await asApp();
      const ids: number[] = [];
      for (let page = 1; ; page++) {
        const { data } = await retried(() => rest.apps.listInstallations({ per_page: 100, page }));
        ids.push(...data.map(({ id }) => id));
        if (data.length < 100) return ids;
      }
    },
    async installation(id) {
      const { rest } = await asApp();
      const found = await orNull(() => retried(() => rest.apps.getInstallation({ installation_id: id })));
      if (!found) return null;
      return found.data.suspended_at ? 'suspended' : 'active';
    },
    async installationOf({ owner, name }) {
      const { rest } = await asApp();
      const found = await orNull(() => retried(() => rest.apps.getRepoInstallation({ owner, repo: name })));
      return found?.data.id ?? null;
    },
  };
}
