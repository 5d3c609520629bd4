import type { RulePlace } from '../rules/usable-rules.ts';
import type { Finding, ImportReader } from './finding.ts';
import { entriesOf, listOf, readData, textOf, textsOf, valueIn } from './read-data.ts';
import { findRules, literal } from './to-rule.ts';

/** FabricBot, and the policy service after it: tasks with conditions and actions. */
export const fabricBot: ImportReader = {
  name: 'FabricBot',
  reads: (path) => path === '.github/fabricbot.json' || /^\.github\/policies\/[^/]+\.ya?ml$/.test(path),
  read: ({ path, text }) => {
    const data = readData(path, text);
    return path.endsWith('.json') ? ofTasks(data) : ofPolicies(data);
  },
};

/** A condition that a rule can have: a text in title or body. */
interface Condition {
  place: RulePlace;
  pattern: string;
}

function ofTasks(data: unknown): Finding[] {
  return listOf(valueIn(data, 'tasks')).flatMap((task) => {
    const config = valueIn(task, 'config');
    const what = `task ${textOf(valueIn(config, 'taskName')) || textOf(valueIn(task, 'capabilityId'))}`;
    const operator = textOf(valueIn(config, 'conditions', 'operator'));
    const operands = listOf(valueIn(config, 'conditions', 'operands')).map((each): [string, unknown] => [
      textOf(valueIn(each, 'name')),
      valueIn(each, 'parameters'),
    ]);
    const actions = listOf(valueIn(config, 'actions')).map((each): [string, unknown] => [
      textOf(valueIn(each, 'name')),
      valueIn(each, 'parameters'),
    ]);
    return ofTask(what, operator, operands, actions);
  });
}

function ofPolicies(data: unknown): Finding[] {
  const management = valueIn(data, 'configuration', 'resourceManagementConfiguration');
  const searches = listOf(valueIn(management, 'scheduledSearches'));
  const tasks = listOf(valueIn(management, 'eventResponderTasks'));
  return [
    ...tasks.flatMap((task, at) => {
      const what = `task ${textOf(valueIn(task, 'description')) || at + 1}`;
      return ofTask(
        what,
        'and',
        listOf(valueIn(task, 'if')).flatMap(entriesOf),
        listOf(valueIn(task, 'then')).flatMap(entriesOf),
      );
    }),
    ...searches.map(
      (search): Finding => ({
        ...{ outcome: 'none', what: `scheduled search ${textOf(valueIn(search, 'description'))}` },
        why: 'DispatchAI changes no issue for its age.',
      }),
    ),
  ];
}

/** Conditions that say no more than that an issue was opened. */
const ofOpening = new Set(['isAction', 'isOpen', 'payloadType', 'isIssue']);
const ofText: ReadonlyMap<string, RulePlace> = new Map([
  ['titleContains', 'title'],
  ['titleContainsPattern', 'title'],
  ['bodyContains', 'body'],
  ['bodyContainsPattern', 'body'],
]);

function ofTask(
  what: string,
  operator: string,
  conditions: readonly [string, unknown][],
  actions: readonly [string, unknown][],
): Finding[] {
  const labels = actions
    .filter(([name]) => name === 'addLabel')
    .flatMap(([, of]) => textsOf(valueIn(of, 'label')));
  if (labels.length === 0)
    return [{ outcome: 'none', what, why: 'It adds no label to an issue by its text.' }];
  const told = conditions.filter(([name]) => !ofOpening.has(name)).map(toCondition);
  if (told.length === 0 || told.includes(null) || (operator !== '' && operator !== 'and') || told.length > 1)
    return [
      { outcome: 'left', what, why: 'A rule can’t have these conditions: it looks at one text of an issue.' },
    ];
  return labels.map((label) => {
    const [condition] = told;
    return findRules(
      `${what}, label ${label}`,
      label,
      [condition?.place ?? 'title'],
      [condition?.pattern ?? ''],
    );
  });
}

function toCondition([name, of]: [string, unknown]): Condition | null {
  const place = ofText.get(name);
  const text =
    textOf(valueIn(of, 'pattern')) ||
    textOf(valueIn(of, 'titlePattern')) ||
    textOf(valueIn(of, 'bodyPattern'));
  if (place === undefined || text === '') return null;
  const isRegex = valueIn(of, 'isRegex') === true;
  return { place, pattern: isRegex ? text : `(?i)${literal(text)}` };
}
