import { expect, it } from 'vitest';
import { redactSecrets } from '../../../src/classify/llm/redact.ts';
import { withoutSecrets } from '../../../src/github/calls/without-secrets.ts';
import { makeIssue, makeRepository } from '../../store/make-repository.ts';
import { createMemoryGitHub } from '../../support/memory-github.ts';

it('no comment that is written or edited carries a secret to GitHub', async () => {
  const repo = makeRepository();
  const secret = `ghp_${'a1B2c3D4e5'.repeat(3)}f6G7h8`;
  const memory = createMemoryGitHub({ issues: [makeIssue(repo, 7)] });
  const github = withoutSecrets(memory.github, redactSecrets);
  const { id } = await github.createComment(repo, 7, `Similar: #3, which says ${secret} too.`);
  await github.updateComment(repo, id, `Still similar, and ${secret} stands there.`);
  const written = JSON.stringify([memory.writes, memory.comments]);
  expect(written).toContain('Similar: #3');
  expect(written).toContain('Still similar');
  expect(written).not.toContain(secret);
});
