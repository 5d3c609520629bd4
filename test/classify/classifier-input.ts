import { settingsSchema } from '../../src/domain/settings/settings.ts';
import type { ClassifierInput } from '../../src/triage/ports/core.ts';

/** A classifier's input for a text, in a repository that a classifier knows nothing of. */
export function classifierInput(text: { title: string; body: string } | undefined): ClassifierInput {
  const { title, body } = text ?? { title: '', body: '' };
  return {
    repo: { installationId: 1, repositoryId: 7, owner: 'acme', name: 'rocket', private: false },
    issue: {
      repositoryId: 7,
      number: 1,
      title,
      body,
      author: { login: 'ada', id: 5, kind: 'person' },
      authorAssociation: 'NONE',
      state: 'open',
      stateReason: null,
      labels: [],
      assignees: [],
      type: null,
      locked: false,
      createdAt: '2026-01-02T03:04:05Z',
      updatedAt: '2026-01-02T03:04:05Z',
      closedAt: null,
    },
    meanings: [],
    similar: [],
    settings: settingsSchema.parse({}),
  };
}
