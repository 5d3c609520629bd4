import type { GitHub } from '../../triage/ports/core.ts';

/** The same GitHub, to which no comment goes with a secret in it: an issue may hold one, and our comment may quote the issue. */
export function withoutSecrets(github: GitHub, redact: (text: string) => Promise<string>): GitHub {
  return {
    ...github,
    createComment: async (repo, number, body) => github.createComment(repo, number, await redact(body)),
    updateComment: async (repo, id, body) => github.updateComment(repo, id, await redact(body)),
  };
}
