import type { RulePlace } from '../rules/usable-rules.ts';
import type { Finding, FoundFile, ImportReader } from './finding.ts';
import { entriesOf, readData, textsOf } from './read-data.ts';
import { findRules } from './to-rule.ts';
import { isWorkflow, usesIn, type WorkflowUse } from './workflow-steps.ts';

/** Actions that label issues by regular expressions, and what each gives the path of its file. */
const labelers: ReadonlyMap<string, string> = new Map([
  ['github/issue-labeler', 'configuration-path'],
  ['naturalclar/issue-action', ''],
  ['srvaroa/labeler', 'config_path'],
]);
const usualPath = '.github/labeler.yml';

/** github/issue-labeler: labels by regular expressions over title and body, in the file that its workflow names. */
export const issueLabeler: ImportReader = {
  name: 'github/issue-labeler',
  reads: (path) => /(?:^|\/)[\w.-]*label(?:er|ler|s)?[\w.-]*\.ya?ml$/i.test(path) && !isWorkflow(path),
  read(file, all) {
    const uses = all.filter(({ path }) => isWorkflow(path)).flatMap(usesIn);
    const own = uses.filter((use) => configurationOf(use) === file.path);
    if (own.length > 0) return own.flatMap((use) => read(file, placesOf(use)));
    if (uses.some(({ action }) => action === 'actions/labeler') && file.path === usualPath)
      return [
        {
          outcome: 'none',
          what: 'labels of pull requests by their files',
          why: 'DispatchAI triages issues; keep actions/labeler for pull requests.',
        },
      ];
    return [];
  },
};

function configurationOf({ action, given }: WorkflowUse): string | null {
  const name = labelers.get(action);
  if (name === undefined) return null;
  return (given(name) || usualPath).replace(/^\.\//, '');
}

const placesOf = ({ given }: WorkflowUse): RulePlace[] => {
  const title = given('include-title') !== '0' && given('include-title') !== 'false';
  const body = given('include-body') !== '0' && given('include-body') !== 'false';
  return [...(title ? (['title'] as const) : []), ...(body ? (['body'] as const) : [])];
};

function read({ path, text }: FoundFile, places: RulePlace[]): Finding[] {
  return entriesOf(readData(path, text)).map(([label, written]) => {
    const patterns = textsOf(written);
    const what = `label ${label}`;
    if (patterns.length === 0)
      return { outcome: 'left', what, why: 'It has no regular expression of its own.' };
    return findRules(what, label, places, patterns);
  });
}
