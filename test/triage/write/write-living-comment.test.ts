import { expect, it } from 'vitest';
import { marker } from '../../../src/domain/comment/comment.ts';
import { Postponed } from '../../../src/domain/issue/postponed.ts';
import { Refused } from '../../../src/triage/core/refused.ts';
import type { EffectStore } from '../../../src/triage/ports/effects.ts';
import { writeLivingComment } from '../../../src/triage/write/write-living-comment.ts';
import { makeRepository } from '../../store/make-repository.ts';
import { createMemoryGitHub } from '../../support/memory-github.ts';

const repo = makeRepository();

/** One comment stands at GitHub and in the ledger. */
async function world() {
  const { github } = createMemoryGitHub();
  const { id } = await github.createComment(repo, 1, `${marker} old`);
  let deleted = false;
  const effects: Pick<EffectStore, 'livingComment' | 'commentsBegun' | 'markCommentDeleted'> = {
    livingComment: async () => ({ id, body: `${marker} old`, deleted, parts: null }),
    commentsBegun: async () => 1,
    markCommentDeleted: async () => {
      deleted = true;
    },
  };
  const write = (gitHub = github) =>
    writeLivingComment(
      { github: gitHub, effects: effects as EffectStore },
      { repo, number: 1, body: `${marker} new`, fresh: true },
    );
  return { github, id, write, isDeleted: () => deleted };
}

it('a comment that GitHub lists is not taken for deleted because it was not found once', async () => {
  const { github, id, write, isDeleted } = await world();
  await expect(write({ ...github, updateComment: async () => false })).rejects.toThrow(Postponed);
  expect(isDeleted()).toBe(false);
  expect(await write()).toBe(id);
});

it('a comment that GitHub no longer lists was deleted by a person, and stays away', async () => {
  const { github, id, write, isDeleted } = await world();
  await github.deleteComment(repo, id);
  await expect(write()).rejects.toThrow(Refused);
  expect(isDeleted()).toBe(true);
});
