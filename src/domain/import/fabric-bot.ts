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

type Condition =
  /** That an issue was opened, which is when a rule looks. */
  | { kind: 'opened'; surely: boolean }
  /** A text in title or body, as a rule can have it. */
  | { kind: 'text'; place: RulePlace; pattern: string }
  | { kind: 'all' | 'any'; of: Condition[] }
  /** Never true of an issue that was just opened: a comment, a pull request, a later change. */
  | { kind: 'elsewhere' }
  | { kind: 'other' };

/** The first form of the file is a list of tasks, the later one names it. */
function ofTasks(data: unknown): Finding[] {
  return listOf(Array.isArray(data) ? data : valueIn(data, 'tasks')).flatMap((task) => {
    const config = valueIn(task, 'config');
    const what = `task ${textOf(valueIn(config, 'taskName')) || textOf(valueIn(task, 'capabilityId'))}`;
    if (valueIn(task, 'disabled') === true) return [switchedOff(what)];
    const events = textsOf(valueIn(config, 'eventNames'));
    const conditions = [
      ...(events.length > 0 && !events.includes('issues') ? [{ kind: 'elsewhere' as const }] : []),
      ofOperand(valueIn(config, 'conditions'), 0),
    ];
    const actions = listOf(valueIn(config, 'actions')).map((each): [string, unknown] => [
      textOf(valueIn(each, 'name')),
      valueIn(each, 'parameters'),
    ]);
    return ofTask(what, conditions, actions);
  });
}

const switchedOff = (what: string): Finding => ({ outcome: 'none', what, why: 'It is switched off.' });

function ofPolicies(data: unknown): Finding[] {
  if (valueIn(data, 'disabled') === true) return [switchedOff('the policy')];
  const management = valueIn(data, 'configuration', 'resourceManagementConfiguration');
  const searches = listOf(valueIn(management, 'scheduledSearches'));
  const tasks = listOf(valueIn(management, 'eventResponderTasks'));
  return [
    ...tasks.flatMap((task, at) => {
      const what = `task ${textOf(valueIn(task, 'description')) || at + 1}`;
      return ofTask(
        what,
        listOf(valueIn(task, 'if')).map((each) => ofEntry(each, 0)),
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

/** Nobody nests conditions deeper. */
const deepest = 10;

/** A condition of the first form: `{ name, parameters }`, or `{ operator, operands }`. */
function ofOperand(operand: unknown, depth: number): Condition {
  const operands = valueIn(operand, 'operands');
  if (operands === undefined)
    return conditionOf(textOf(valueIn(operand, 'name')), valueIn(operand, 'parameters'));
  const operator = textOf(valueIn(operand, 'operator')) || 'and';
  return combined(operator, depth, () => listOf(operands).map((each) => ofOperand(each, depth + 1)));
}

/** A condition of the later form: `name`, `{ name: parameters }`, or `{ or: [...] }`. */
function ofEntry(entry: unknown, depth: number): Condition {
  if (typeof entry === 'string') return conditionOf(entry, null);
  const conditions = entriesOf(entry).map(([name, of]) =>
    ['and', 'or', 'not'].includes(name)
      ? combined(name, depth, () => listOf(of).map((each) => ofEntry(each, depth + 1)))
      : conditionOf(name, of),
  );
  return conditions.length === 1 ? (conditions[0] ?? { kind: 'other' }) : { kind: 'all', of: conditions };
}

function combined(operator: string, depth: number, of: () => Condition[]): Condition {
  if (depth >= deepest) return { kind: 'other' };
  if (operator === 'and') return { kind: 'all', of: of() };
  return operator === 'or' ? { kind: 'any', of: of() } : { kind: 'other' };
}

const ofText: ReadonlyMap<string, RulePlace> = new Map([
  ['titleContains', 'title'],
  ['titleContainsPattern', 'title'],
  ['bodyContains', 'body'],
  ['bodyContainsPattern', 'body'],
]);

function conditionOf(name: string, of: unknown): Condition {
  if (name === 'isOpen' || name === 'isIssue') return { kind: 'opened', surely: false };
  if (name === 'isAction')
    return textOf(valueIn(of, 'action')).toLowerCase() === 'opened'
      ? { kind: 'opened', surely: true }
      : { kind: 'elsewhere' };
  if (name === 'payloadType')
    return textOf(of).toLowerCase() === 'issues' ? { kind: 'opened', surely: false } : { kind: 'elsewhere' };
  const place = ofText.get(name);
  const text =
    textOf(valueIn(of, 'pattern')) ||
    textOf(valueIn(of, 'titlePattern')) ||
    textOf(valueIn(of, 'bodyPattern'));
  if (place === undefined || text === '') return { kind: 'other' };
  const isRegex = valueIn(of, 'isRegex') === true;
  return { kind: 'text', place, pattern: isRegex ? text : `(?i)${literal(text)}` };
}

/** The conditions that all have to hold, without those that say nothing more. */
function flat(conditions: readonly Condition[]): Condition[] {
  return conditions.flatMap((condition): Condition | Condition[] => {
    if (condition.kind === 'all') return flat(condition.of);
    if (condition.kind !== 'any') return condition;
    const possible = condition.of.flatMap((each) => {
      const within = flat([each]);
      return within.some(({ kind }) => kind === 'elsewhere') ? [] : [within];
    });
    if (possible.length === 0) return { kind: 'elsewhere' as const };
    const [only] = possible;
    if (only && possible.length === 1) return only;
    const texts = possible.flatMap((each) => (each.length === 1 && each[0]?.kind === 'text' ? each : []));
    return texts.length === possible.length ? { kind: 'any', of: texts } : { kind: 'other' };
  });
}

function ofTask(
  what: string,
  conditions: readonly Condition[],
  actions: readonly [string, unknown][],
): Finding[] {
  const labels = actions
    .filter(([name]) => name === 'addLabel')
    .flatMap(([, of]) => textsOf(valueIn(of, 'label')));
  if (labels.length === 0)
    return [{ outcome: 'none', what, why: 'It adds no label to an issue by its text.' }];
  const all = flat(conditions);
  if (all.some(({ kind }) => kind === 'elsewhere'))
    return [{ outcome: 'none', what, why: 'It answers to something other than a new issue.' }];
  const told = all.filter(({ kind }) => kind !== 'opened');
  const [first] = told;
  const isOpening = all.some((each) => each.kind === 'opened' && each.surely);
  const texts: Condition[] =
    first === undefined && isOpening
      ? [{ kind: 'text', place: 'title', pattern: '.' }]
      : told.length === 1 && first
        ? first.kind === 'any'
          ? first.of
          : [first]
        : [];
  const usable = texts.flatMap((each) => (each.kind === 'text' ? each : []));
  if (usable.length === 0 || usable.length < texts.length)
    return [
      { outcome: 'left', what, why: 'A rule can’t have these conditions: it looks at one text of an issue.' },
    ];
  return labels.map((label): Finding => {
    const rules = usable.map(({ place, pattern }) =>
      findRules(`${what}, label ${label}`, label, [place], [pattern]),
    );
    const [of, ...others] = rules;
    const failed = rules.find(({ outcome }) => outcome !== 'taken');
    if (!of || failed || others.length === 0)
      return failed ?? of ?? { outcome: 'left', what, why: 'It names no label.' };
    return {
      ...of,
      why: `It became ${rules.length} rules.`,
      parts: rules.flatMap(({ parts = [] }) => parts),
    };
  });
}
