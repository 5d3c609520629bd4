import type { ProbotOctokit } from 'probot';
import type { ServesAccount } from '../../domain/settings/serves-account.ts';
import type { AppReads } from '../../triage/ports/follow-up.ts';
import { loginOf } from './account-login.ts';
import { orNull, retried } from './call.ts';

type Octokit = InstanceType<typeof ProbotOctokit>;

/** The port `AppReads` over the Octokit of the App itself (its JSON web token). Installations of accounts that are not served are left out. */
export function createAppReads(asApp: () => Promise<Octokit>, serves: ServesAccount = () => true): AppReads {
  return {
    async installations() {
      const { rest } = await asApp();
      const ids: number[] = [];
      for (let page = 1; ; page++) {
        const { data } = await retried(() => rest.apps.listInstallations({ per_page: 100, page }));
        ids.push(...data.filter(({ account }) => serves(loginOf(account))).map(({ id }) => id));
        if (data.length < 100) return ids;
      }
    },
    async installation(id) {
      const { rest } = await asApp();
      const found = await askTwice(() => rest.apps.getInstallation({ installation_id: id }));
      if (!found) return null;
      return found.data.suspended_at ? 'suspended' : 'active';
    },
    async installationOf({ owner, name }) {
      const { rest } = await asApp();
      const found = await askTwice(() => rest.apps.getRepoInstallation({ owner, repo: name }));
      return found?.data.id ?? null;
    },
  };
}

/** Null where GitHub says twice that there is no such thing: much is forgotten upon it. */
async function askTwice<T>(call: () => Promise<T>): Promise<T | null> {
  return (await orNull(() => retried(call))) ?? (await orNull(() => retried(call)));
}
