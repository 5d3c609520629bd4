import type { Settings } from './settings.ts';

/** Whether the text of a repository's issues may be sent to a hosted model at all: of a private one only where its settings say so. */
export function mayLeave(repo: { private: boolean }, { model }: Pick<Settings, 'model'>): boolean {
  return !repo.private || model.private_repositories;
}
