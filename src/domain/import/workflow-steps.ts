import type { FoundFile } from './finding.ts';
import { entriesOf, listOf, readData, textOf, valueIn } from './read-data.ts';

/** A use of an action or of a reusable workflow, with what it is given. */
export interface WorkflowUse {
  path: string;
  /** `actions/stale`, or `owner/repo/path` of a reusable workflow; without its version, in lower case as GitHub compares. */
  action: string;
  /** What it is given under a name, with `${{ env.NAME }}` put in; other expressions stay as they are written. */
  given: (name: string) => string;
}

export const isWorkflow = (path: string) => /^\.github\/workflows\/[^/]+\.ya?ml$/.test(path);

/** Every action that a workflow uses, in its order. */
export function usesIn({ path, text }: FoundFile): WorkflowUse[] {
  const workflow = readData(path, text);
  return entriesOf(valueIn(workflow, 'jobs')).flatMap(([, job]) =>
    [job, ...listOf(valueIn(job, 'steps'))].flatMap((step) => {
      const action = (textOf(valueIn(step, 'uses')).split('@')[0] ?? '').toLowerCase();
      const variable = (name: string) =>
        [step, job, workflow].map((of) => writtenIn(valueIn(of, 'env', name))).find((value) => value !== '');
      const given = (name: string) =>
        writtenIn(valueIn(step, 'with', name)).replace(
          /\$\{\{ {0,9}env\.(\w{1,100}) {0,9}\}\}/g,
          (expression, named: string) => variable(named) ?? expression,
        );
      return action === '' ? [] : [{ path, action, given }];
    }),
  );
}

const writtenIn = (value: unknown) => (typeof value === 'boolean' ? String(value) : textOf(value));

/** Whether a value is only known while the workflow runs. */
export const isComputed = (value: string) => value.includes('${{');
