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
    const fields = fieldsOf(all);
    const known = new Map<string, Answers | null>();
    return policies.flatMap((policy) => {
      const templates = textsOf(valueIn(policy, 'template'));
      const answersOf = (id: string) => {
        const key = JSON.stringify([id, ...templates]);
        const found = known.get(key) ?? (known.has(key) ? null : answersTo(id, templates, fields));
        known.set(key, found);
        return found;
      };
      return listOf(valueIn(policy, 'section')).flatMap((section) =>
        textsOf(valueIn(section, 'id')).flatMap((id) => ofField(id, section, answersOf(id))),
      );
    });
  },
};

/** The pattern of an answer that holds one of some options, which are patterns themselves. */
type Answers = (options: string) => string;

function ofField(id: string, section: unknown, patternOf: Answers | null): Finding[] {
  const labels = listOf(valueIn(section, 'label'));
  const blocked = new Set(textsOf(valueIn(section, 'block-list')));
  if (patternOf === null)
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
    return findRules(what, label, ['form'], [patternOf(options)]);
  });
}

/** A field of an issue form. */
interface Field {
  path: string;
  id: string;
  type: string;
  /** What an answer stands under. */
  title: string;
  multiple: boolean;
}

function fieldsOf(all: readonly FoundFile[]): Field[] {
  return all
    .filter(({ path }) => /^\.github\/ISSUE_TEMPLATE\/[^/]+\.ya?ml$/i.test(path))
    .flatMap(({ path, text }) =>
      listOf(valueIn(readData(path, text), 'body')).map((field) => ({
        path,
        id: textOf(valueIn(field, 'id')),
        type: textOf(valueIn(field, 'type')),
        title: textOf(valueIn(field, 'attributes', 'label')),
        multiple: valueIn(field, 'attributes', 'multiple') === true,
      })),
    );
}

/**
 * The pattern of an answer to a field by its id: in the named forms, else in any. Null where no form has it. All patterns of a
 * repository together are limited, so each is as short as tells its field from the others.
 */
function answersTo(id: string, templates: readonly string[], fields: readonly Field[]): Answers | null {
  const withId = fields.filter((field) => field.id === id && field.title !== '');
  const named = withId.filter(({ path }) => templates.some((name) => path.endsWith(`/${name}`)));
  const asked = named.length > 0 ? named : withId;
  const [first] = asked;
  if (first === undefined) return null;
  const { type } = first;
  const titles = new Set(asked.filter((field) => field.type === type).map(({ title }) => title));
  const others = fields.map(({ title }) => title).filter((title) => !titles.has(title));
  const starts = [...titles].map((title) => startOf(title, others));
  const start = `^${starts.length > 1 ? `(?:${starts.join('|')})` : starts[0]}`;
  if (type === 'checkboxes') return (options) => `(?s)${start}.*\\] (?:${options})(?:\\n|$)`;
  const isOne = type === 'dropdown' && !asked.some(({ multiple }) => multiple);
  return isOne
    ? (options) => `${start}(?:${options})$`
    : (options) => `${start}(?:.*, )?(?:${options})(?:,|$)`;
}

/** The first words of a title that no other begins with, where that is much shorter than the whole. */
function startOf(title: string, others: readonly string[]): string {
  for (const { index } of title.matchAll(/(?<=\S)(?= )/g)) {
    const words = title.slice(0, index);
    if (title.includes(':') || title.length - index < 8) break;
    if (index >= 8 && !others.some((other) => other.startsWith(words))) return `${literal(words)}[^:]*: `;
  }
  return `${literal(title)}: `;
}
