import { Octokit } from '@octokit/rest';

/** The credentials GitHub returns once when an app is registered from a manifest. */
export interface RegisteredApp {
  variables: Record<'APP_ID' | 'PRIVATE_KEY' | 'WEBHOOK_SECRET' | 'CLIENT_ID' | 'CLIENT_SECRET', string>;
  /** URL of the app on GitHub. */
  url: string;
  name: string;
}

/** Exchanges the code of the manifest flow for the app's credentials. Throws if GitHub rejects it. */
export async function registerApp(githubApiUrl: string, code: string): Promise<RegisteredApp> {
  const octokit = new Octokit({ baseUrl: githubApiUrl, request: { signal: AbortSignal.timeout(15_000) } });
  const { data } = await octokit.rest.apps.createFromManifest({ code });
  if (!data.webhook_secret) throw new Error('GitHub returned no webhook secret');
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
