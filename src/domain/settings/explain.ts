import type { z } from 'zod';
import { nearest } from '../text/nearest.ts';
import { knownKeys } from './known-keys.ts';

/** One thing that is wrong, and where. */
export interface Problem {
  path: PropertyKey[];
  words: string;
}

/** A strict object's unknown keys as one issue each. */
export function oneByOne(issue: z.core.$ZodIssue): z.core.$ZodIssue[] {
  return issue.code === 'unrecognized_keys' ? issue.keys.map((key) => ({ ...issue, keys: [key] })) : [issue];
}

/** One issue in plain words, with the nearest thing that was probably meant. `root` is the value that was checked. */
export function explain(issue: z.core.$ZodIssue, root: unknown, schema: z.ZodType): Problem {
  const path = [...issue.path];
  const value = valueAt(root, path);
  const say = (words: string): Problem => ({ path, words: `${nameOf(path)} ${words}` });
  switch (issue.code) {
    case 'unrecognized_keys':
      return unknownKey(path, issue.keys[0] ?? '', schema);
    case 'invalid_type':
      return say(
        `must be ${kinds[issue.expected] ?? issue.expected}, not ${shown(value)}${truthHint(issue.expected, value)}`,
      );
    case 'invalid_value': {
      const choices = issue.values.map(String);
      return say(`must be one of ${choices.join(', ')}, not ${shown(value)}${guess(value, choices)}`);
    }
    case 'too_small':
      return say(`must ${amount('at least', Number(issue.minimum), issue.origin)}`);
    case 'too_big':
      return say(`must ${amount('at most', Number(issue.maximum), issue.origin)}`);
    default:
      return { path, words: `${nameOf(path)}: ${issue.message}` };
  }
}

function unknownKey(path: PropertyKey[], key: string, schema: z.ZodType): Problem {
  const place = path.length > 0 ? ` in ${nameOf(path)}` : '';
  return {
    path: [...path, key],
    words: `unknown key ${shown(key)}${place}${guess(key, knownKeys(schema, path))}`,
  };
}

const kinds: Record<string, string> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a group of keys',
  record: 'a group of keys',
};

function guess(value: unknown, choices: readonly string[]): string {
  const meant = typeof value === 'string' ? nearest(value, choices) : null;
  return meant === null ? '' : `; did you mean "${meant}"?`;
}

function amount(bound: string, limit: number, origin: string): string {
  if (origin === 'string') return `have ${bound} ${limit} character${limit === 1 ? '' : 's'}`;
  if (origin === 'array') return `have ${bound} ${limit} ${limit === 1 ? 'entry' : 'entries'}`;
  return `be ${bound} ${limit}`;
}

/** YAML 1.1 habits: `yes` and `on` are plain text in YAML 1.2. */
function truthHint(expected: string, value: unknown): string {
  const habit = expected === 'boolean' && typeof value === 'string' && /^(yes|no|on|off)$/i.test(value);
  return habit ? ' (YAML 1.2 knows only true and false)' : '';
}

function nameOf(path: readonly PropertyKey[]): string {
  if (path.length === 0) return 'the file';
  return path
    .map((part, i) =>
      typeof part === 'number' ? `[${part + 1}]` : `${i > 0 ? '.' : ''}${String(part).slice(0, 60)}`,
    )
    .join('');
}

function valueAt(root: unknown, path: readonly PropertyKey[]): unknown {
  let value = root;
  for (const part of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, part)) return undefined;
    value = (value as Record<PropertyKey, unknown>)[part];
  }
  return value;
}

function shown(value: unknown): string {
  if (value === undefined || value === null) return 'nothing';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'a group of keys';
  if (typeof value !== 'string') return String(value);
  const text = value.replace(/\p{C}/gu, ' ');
  return `"${text.length > 60 ? `${text.slice(0, 60)}…` : text}"`;
}
