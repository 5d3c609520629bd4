import { createAppAuth } from '@octokit/auth-app';
import { Octokit } from '@octokit/rest';
import { loadOpenApi } from '../../demo/local-github/hub/openapi.ts';
import type { LocalGitHub } from '../../demo/local-github/local-github.ts';

const openApi = loadOpenApi();
const QUIET = { debug() {}, info() {}, warn() {}, error() {} };

/** A client whose every answer is held against GitHub's own description of it; what differs lands in `unlikeGitHub`. */
export function checkedOctokit(baseUrl: string, auth: object, unlikeGitHub: string[]): Octokit {
  const octokit = new Octokit({ baseUrl, log: QUIET, ...auth });
  octokit.hook.after('request', (response, options) => {
    const { pathname } = new URL(response.url);
    const matched = openApi.match(options.method, pathname);
    const problems = matched
      ? matched.operation.checkResponse(response.status, response.data === '' ? undefined : response.data)
      : ['no such operation'];
    unlikeGitHub.push(...problems.map((one) => `${options.method} ${pathname} ${response.status}: ${one}`));
  });
  return octokit;
}

/** The App as one of its installations. */
export function appOctokit(
  github: LocalGitHub,
  unlikeGitHub: string[],
  installationId: number = github.installationId,
): Octokit {
  const { id: appId, privateKey } = github.app;
  return checkedOctokit(
    github.url,
    { authStrategy: createAppAuth, auth: { appId, privateKey, installationId } },
    unlikeGitHub,
  );
}
