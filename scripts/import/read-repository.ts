import { Octokit } from '@octokit/rest';
import type { FoundFile } from '../../src/domain/import/finding.ts';
import { isImportable } from '../../src/domain/import/readers.ts';
import { mostFiles } from './most-files.ts';

export interface ReadRepositoryOptions {
  /** REST root, for example `https://api.github.com`. */
  apiUrl: string;
  /** Public repositories need none, within 60 requests an hour. */
  token: string | undefined;
}

/**
 * Reads what former bots left on the default branch of a repository on GitHub: the list of its files in one call, then
 * those that matter, the ones outside `OWNERS` first.
 *
 * @throws Error in words for a person when GitHub refuses
 */
export async function readRepository(
  owner: string,
  repo: string,
  { apiUrl, token }: ReadRepositoryOptions,
): Promise<FoundFile[]> {
  const octokit = new Octokit({ baseUrl: apiUrl, ...(token ? { auth: token } : {}), log: silent });
  try {
    const { data } = await octokit.rest.git.getTree({ owner, repo, tree_sha: 'HEAD', recursive: '1' });
    const isOwners = (path: string) => path.endsWith('OWNERS');
    const paths = data.tree
      .flatMap(({ type, path }) =>
        type === 'blob' && path !== undefined && isImportable(path) ? [path] : [],
      )
      .sort((a, b) => Number(isOwners(a)) - Number(isOwners(b)))
      .slice(0, mostFiles);
    const found: FoundFile[] = [];
    for (const path of paths) {
      const file = await octokit.rest.repos.getContent({ owner, repo, path, mediaType: { format: 'raw' } });
      found.push({ path, text: String(file.data) });
    }
    return found;
  } catch (error) {
    throw new Error(explain(error, `${owner}/${repo}`), { cause: error });
  }
}

function explain(error: unknown, name: string): string {
  const status = error instanceof Error && 'status' in error ? Number(error.status) : 0;
  if (status === 404)
    return `GitHub has no repository ${name} that can be seen here. Set GITHUB_TOKEN for a private one.`;
  if (status === 409) return `${name} is empty.`;
  if (status === 403 || status === 429)
    return 'GitHub answers no more requests for now. Set GITHUB_TOKEN, or try again in an hour.';
  return `GitHub couldn’t be read: ${error instanceof Error ? error.message : String(error)}`;
}

const none = () => undefined;
const silent = { debug: none, info: none, warn: none, error: none };
