import type { Issue } from '../../src/domain/issue.ts';
import type { Label } from '../../src/domain/repository.ts';
import type { GitHub } from '../../src/triage/ports.ts';

/** The port `GitHub` in memory: knows the labels and issues it is given, and remembers what was written. */
export function createMemoryGitHub(known: { labels?: Label[]; issues?: Issue[] } = {}) {
  const writes: { call: string; number: number; what: unknown }[] = [];
  const comments = new Map<number, { id: number; body: string }>();
  const github: GitHub = {
    getIssue: async (_repo, number) => known.issues?.find((issue) => issue.number === number) ?? null,
    listLabels: async () => known.labels ?? [],
    getFile: async () => null,
    listFiles: async () => [],
    addLabels: async (_repo, number, labels) => void writes.push({ call: 'addLabels', number, what: labels }),
    removeLabel: async (_repo, number, label) =>
      void writes.push({ call: 'removeLabel', number, what: label }),
    addAssignee: async (_repo, number, login) =>
      void writes.push({ call: 'addAssignee', number, what: login }),
    findComment: async (_repo, number) => comments.get(number) ?? null,
    createComment: async (_repo, number, body) => {
      writes.push({ call: 'createComment', number, what: body });
      const comment = { id: comments.size + 1, body };
      comments.set(number, comment);
      return { id: comment.id };
    },
    updateComment: async (_repo, commentId, body) => {
      const found = [...comments].find(([, comment]) => comment.id === commentId);
      if (!found) return false;
      writes.push({ call: 'updateComment', number: found[0], what: body });
      comments.set(found[0], { id: commentId, body });
      return true;
    },
  };
  return { github, writes, comments };
}
