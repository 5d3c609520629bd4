import type { RulePlace } from '../rules/usable-rules.ts';
import type { Finding, ImportReader } from './finding.ts';
import { listOf, readData, textsOf, valueIn } from './read-data.ts';
import { findRules } from './to-rule.ts';
import { isWorkflow, usesIn, type WorkflowUse } from './workflow-steps.ts';

/** Naturalclar/issue-action: labels and people by keywords, which its workflow holds as JSON. */
export const keywordLabeler: ImportReader = {
  name: 'naturalclar/issue-action',
  reads: isWorkflow,
  read: (file) =>
    usesIn(file)
      .filter(({ action }) => action === 'naturalclar/issue-action')
      .flatMap((use) => ofUse(use)),
};

function ofUse({ given }: WorkflowUse): Finding[] {
  const where = given('title-or-body');
  const places: RulePlace[] = where === 'title' || where === 'body' ? [where] : ['title', 'body'];
  return listOf(readData('parameters.json', given('parameters'))).flatMap((entry): Finding[] => {
    const keywords = textsOf(valueIn(entry, 'keywords'));
    const people = textsOf(valueIn(entry, 'assignees'));
    const what = `keywords ${keywords.join(', ')}`;
    const pattern = `(?i)${keywords.join('|')}`;
    return [
      ...textsOf(valueIn(entry, 'labels')).map((label) =>
        keywords.length === 0
          ? { outcome: 'left' as const, what: `label ${label}`, why: 'It has no keywords.' }
          : findRules(`${what}, label ${label}`, label, places, [pattern]),
      ),
      ...(people.length === 0
        ? []
        : [
            {
              ...{ outcome: 'left' as const, what: `${what}, assigned to ${people.join(', ')}` },
              why: 'Routing goes by labels and files; routing.teams gives the people of a label.',
            },
          ]),
    ];
  });
}
