import { Octokit } from '@octokit/rest';

/** What GitHub gives once, when an App is registered from a manifest. */
export interface RegisteredApp {
  variables: Record<'APP_ID' | 'PRIVATE_KEY' | 'WEBHOOK_SECRET' | 'CLIENT_ID' | 'CLIENT_SECRET', string>;
  /** The App's page at GitHub. */
  url: string;
  name: string;
}

/** Trades the code of the manifest flow for the App's credentials. Throws when GitHub does not take it. */
export async function registerApp(githubApiUrl: string, code: string): Promise<RegisteredApp> {
  const octokit = new Octokit({ baseUrl: githubApiUrl, request: { signal: AbortSignal.timeout(15_000) } });
  const { data } = await octokit.rest.apps.createFromManifest({ code });
  if (!data.webhook_secret) throw new Error('GitHub gave no webhook secret');
  return {
    variables: {
      APP_ID: String(data.id),
      PRIVATE_KEY: data.pem,
      WEBHOOK_SECRET: data.webhook_secret,
      CLIENT_ID: data.client_id,
      CLIENT_SECRET: data.client_secret,
    },
    url: data.html_url,
    name: data.name,
  };
}
