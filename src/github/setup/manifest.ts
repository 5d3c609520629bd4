import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';

const manifestSchema = z.object({
  name: z.string().min(1).max(34),
  description: z.string().optional(),
  public: z.boolean().default(false),
  url: z.string().optional(),
  default_permissions: z.record(z.string(), z.enum(['read', 'write', 'admin'])),
  default_events: z.array(z.string()),
});

/** The part of the App's registration that does not depend on where it runs. */
export type AppManifest = z.infer<typeof manifestSchema>;

/** Reads `app.yml`. Throws when it is absent or not a manifest. */
export function readManifest(path: string | URL): AppManifest {
  return manifestSchema.parse(parse(readFileSync(path, 'utf8')));
}

/** Paths of this App that GitHub is told about. */
export const setupPaths = {
  start: '/setup',
  /** GitHub comes back here with a code once the App is registered. */
  registered: '/setup/registered',
  /** People come back here once they have installed the App. */
  installed: '/setup/installed',
};

/** The manifest that GitHub is posted: https://docs.github.com/apps/sharing-github-apps/registering-a-github-app-from-a-manifest */
export function buildManifest(
  manifest: AppManifest,
  chosen: {
    baseUrl: string;
    webhookUrl: string;
    callbackPath: string;
    /** Whether any account may install the App. */
    public: boolean;
  },
) {
  const { baseUrl, webhookUrl, callbackPath } = chosen;
  return {
    ...manifest,
    public: chosen.public,
    url: manifest.url ?? baseUrl,
    hook_attributes: { url: webhookUrl, active: true },
    redirect_url: `${baseUrl}${setupPaths.registered}`,
    callback_urls: [`${baseUrl}${callbackPath}`],
    setup_url: `${baseUrl}${setupPaths.installed}`,
    setup_on_update: false,
    request_oauth_on_install: false,
  };
}
