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

/** The part of the app manifest that doesn't depend on where the app runs. */
export type AppManifest = z.infer<typeof manifestSchema>;

/** Reads `app.yml`. Throws if it is missing or not a manifest. */
export function readManifest(path: string | URL): AppManifest {
  return manifestSchema.parse(parse(readFileSync(path, 'utf8')));
}

/** Paths of this app that are part of the manifest. */
export const setupPaths = {
  start: '/setup',
  /** GitHub redirects here with a code once the app is registered. */
  registered: '/setup/registered',
  /** GitHub redirects here after an installation. */
  installed: '/setup/installed',
};

/**
 * The manifest posted to GitHub:
 * https://docs.github.com/apps/sharing-github-apps/registering-a-github-app-from-a-manifest
 */
export function buildManifest(
  manifest: AppManifest,
  chosen: {
    baseUrl: string;
    webhookUrl: string;
    callbackPath: string;
    /** Whether any account can install the app. */
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
