import { isLabelName } from '../text/names.ts';
import type { Finding, FoundFile, ImportReader } from './finding.ts';
import { listOf, readData, textOf, textsOf, valueIn } from './read-data.ts';
import { findRules, literal } from './to-rule.ts';

/** advanced-issue-labeler: labels by the options that people chose in an issue form. */
export const advancedIssueLabeler: ImportReader = {
  name: 'advanced-issue-labeler',
  reads: (path) => /^\.github\/advanced-issue-labeler\.ya?ml$/.test(path),
  read({ path, text }, all) {
    const policies = listOf(valueIn(readData(path, text), 'policy'));
    return policies.flatMap((policy) =>
      listOf(valueIn(policy, 'section')).flatMap((section) =>
        textsOf(valueIn(section, 'id')).flatMap((id) =>
          ofField(id, section, textsOf(valueIn(policy, 'template')), all),
        ),
      ),
    );
  },
};

function ofField(
  id: string,
  section: unknown,
  templates: readonly string[],
  all: readonly FoundFile[],
): Finding[] {
  const title = titleOf(id, templates, all);
  const labels = listOf(valueIn(section, 'label'));
  const blocked = new Set(textsOf(valueIn(section, 'block-list')));
  if (title === null)
    return [{ outcome: 'left', what: `field ${id}`, why: 'No issue form here has a field of this id.' }];
  if (labels.length === 0)
    return [
      {
        outcome: 'left',
        what: `field ${id}`,
        why: 'An option that is called like a label stands for it already; settings: forms names fields by hand.',
      },
    ];
  return labels.map((entry) => {
    const label = textOf(valueIn(entry, 'name'));
    const keys = textsOf(valueIn(entry, 'keys')).filter((key) => !blocked.has(key));
    const what = `field ${id}, label ${label}`;
    if (!isLabelName(label)) return { outcome: 'left', what, why: 'It names no label.' };
    const options = (keys.length > 0 ? keys : [label]).map(literal).join('|');
    return findRules(what, label, ['form'], [`^${literal(title)}: (?:.*, )?(?:${options})(?:,|$)`]);
  });
}

/** The label of a field, which is what an answer stands under; of the named forms first, else of any. */
function titleOf(id: string, templates: readonly string[], all: readonly FoundFile[]): string | null {
  const forms = all.filter(({ path }) => /^\.github\/ISSUE_TEMPLATE\/[^/]+\.ya?ml$/i.test(path));
  const isNamed = ({ path }: FoundFile) => templates.some((name) => path.endsWith(`/${name}`));
  for (const { path, text } of [...forms.filter(isNamed), ...forms.filter((form) => !isNamed(form))])
    for (const field of listOf(valueIn(readData(path, text), 'body')))
      if (textOf(valueIn(field, 'id')) === id) return textOf(valueIn(field, 'attributes', 'label')) || null;
  return null;
}
