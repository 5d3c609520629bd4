import type { RulePlace } from '../rules/usable-rules.ts';
import type { Finding, FoundFile, ImportReader } from './finding.ts';
import { entriesOf, readData, textsOf } from './read-data.ts';
import { findRules } from './to-rule.ts';
import { isWorkflow, usesIn, type WorkflowUse } from './workflow-steps.ts';

const usualPath = '.github/labeler.yml';

/** github/issue-labeler: labels by regular expressions over title and body, in the file that its workflow names. */
export const issueLabeler: ImportReader = {
  name: 'github/issue-labeler',
  reads: (path) => !isWorkflow(path) && (isOfGitHub(path) || isOfLabels(path)),
  read(file, all) {
    const uses = all.filter(({ path }) => isWorkflow(path)).flatMap(usesIn);
    const own = uses.filter(
      (use) => use.action === 'github/issue-labeler' && isConfiguration(file.path, pathOf(use), use),
    );
    if (own.length > 0) return own.flatMap((use) => ofUse(use, file, all));
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

const isOfGitHub = (path: string) => /^\.github\/[^/]+\.ya?ml$/.test(path);
const isOfLabels = (path: string) => /(?:^|\/)[\w.-]*label(?:er|ler|s)?[\w.-]*\.ya?ml$/i.test(path);

const pathOf = ({ given }: WorkflowUse) => (given('configuration-path') || usualPath).replace(/^\.\//, '');

/** With versions, the file is `NAME-vN.yml`, where an issue says which N it was filed with. */
function isConfiguration(path: string, named: string, { given }: WorkflowUse): boolean {
  return given('enable-versioned-regex') === '1' ? versionOf(path, named) !== null : path === named;
}

function versionOf(path: string, named: string): number | null {
  const stem = named.slice(0, Math.max(0, named.lastIndexOf('.')));
  const [, version] = path.startsWith(`${stem}-v`)
    ? (/^(\d{1,9})\.yml$/.exec(path.slice(stem.length + 2)) ?? [])
    : [];
  return version === undefined ? null : Number(version);
}

function ofUse(use: WorkflowUse, file: FoundFile, all: readonly FoundFile[]): Finding[] {
  const named = pathOf(use);
  const version = versionOf(file.path, named);
  if (version !== null && all.some(({ path }) => (versionOf(path, named) ?? -1) > version))
    return [
      {
        ...{ outcome: 'left', what: 'the file' },
        why: 'It is for issues that were filed with an earlier version of the templates.',
      },
    ];
  return read(file, placesOf(use));
}

/** It looks at the body unless told not to, and at the title only where told to. */
const placesOf = ({ given }: WorkflowUse): RulePlace[] => [
  ...(given('include-title') === '1' ? (['title'] as const) : []),
  ...(['', '1'].includes(given('include-body')) ? (['body'] as const) : []),
];

function read({ path, text }: FoundFile, places: RulePlace[]): Finding[] {
  return entriesOf(readData(path, text)).map(([label, written]) => {
    const patterns = textsOf(written);
    const what = `label ${label}`;
    if (patterns.length === 0)
      return { outcome: 'left', what, why: 'It has no regular expression of its own.' };
    if (places.length === 0)
      return { outcome: 'left', what, why: 'Its workflow looks neither at titles nor at bodies.' };
    return findRules(what, label, places, patterns);
  });
}
