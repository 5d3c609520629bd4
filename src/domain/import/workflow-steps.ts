import type { FoundFile } from './finding.ts';
import { entriesOf, listOf, readData, textOf, valueIn } from './read-data.ts';

/** A use of an action or of a reusable workflow, with what it is given. */
export interface WorkflowUse {
  path: string;
  /** `actions/stale`, or `owner/repo/path` of a reusable workflow; without its version. */
  action: string;
  given: (name: string) => string;
}

export const isWorkflow = (path: string) => /^\.github\/workflows\/[^/]+\.ya?ml$/.test(path);

/** Every action that a workflow uses, in its order. */
export function usesIn({ path, text }: FoundFile): WorkflowUse[] {
  return entriesOf(valueIn(readData(path, text), 'jobs')).flatMap(([, job]) =>
    [job, ...listOf(valueIn(job, 'steps'))].flatMap((step) => {
      const action = textOf(valueIn(step, 'uses')).split('@')[0] ?? '';
      const given = (name: string) => {
        const value = valueIn(step, 'with', name);
        return typeof value === 'boolean' ? String(value) : textOf(value);
      };
      return action === '' ? [] : [{ path, action, given }];
    }),
  );
}
