import { type Document, isMap, isScalar, LineCounter, type Node, parseDocument } from 'yaml';
import type { z } from 'zod';
import { nearest } from './nearest.ts';
import { type Settings, settingsSchema } from './settings.ts';
import { yamlDanger } from './yaml-guard.ts';

const maxProblems = 20;

/**
 * Reads `.github/dispatch.yml`. Every problem is one sentence with its line and its path; with any problem there are
 * no settings, so that the last good ones stay in force. An empty file gives the defaults. Never throws.
 */
export function parseSettings(text: string): { settings: Settings } | { problems: string[] } {
  const danger = yamlDanger(text);
  if (danger) return { problems: [danger] };
  const lines = new LineCounter();
  const document = parseDocument(text, {
    lineCounter: lines,
    schema: 'core',
    merge: false,
    prettyErrors: false,
    logLevel: 'silent',
  });
  const faults = [...document.errors, ...document.warnings];
  if (faults.length > 0) {
    return {
      problems: faults
        .slice(0, maxProblems)
        .map((fault) => `line ${lines.linePos(fault.pos[0]).line}: ${yamlFault(fault.code, fault.message)}`),
    };
  }
  const value: unknown = document.toJS({ maxAliasCount: 0 }) ?? {};
  const read = settingsSchema.safeParse(value);
  if (read.success) return { settings: read.data };
  const problems = read.error.issues.flatMap((issue) =>
    explain(issue, value).map((problem) => {
      const line = lineOf(document, lines, problem.path);
      return `${line === null ? '' : `line ${line}: `}${problem.words}`;
    }),
  );
  const more = problems.length - maxProblems;
  return { problems: more > 0 ? [...problems.slice(0, maxProblems), `and ${more} more`] : problems };
}

interface Problem {
  path: PropertyKey[];
  words: string;
}

/** One zod issue in plain words; a strict object's unknown keys become one problem each. */
function explain(issue: z.core.$ZodIssue, root: unknown): Problem[] {
  const path = [...issue.path];
  const name = nameOf(path);
  const found = shown(valueAt(root, path));
  const one = (words: string): Problem[] => [{ path, words: `${name} ${words}` }];
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => {
        const meant = nearest(key, knownKeys(path));
        const words = `unknown key ${shown(key)}${path.length > 0 ? ` in ${name}` : ''}`;
        return { path: [...path, key], words: meant ? `${words}; did you mean "${meant}"?` : words };
      });
    case 'invalid_type':
      return one(
        `must be ${kindInWords[issue.expected] ?? issue.expected}, not ${found}${truthHint(issue.expected, valueAt(root, path))}`,
      );
    case 'invalid_value': {
      const meant =
        typeof valueAt(root, path) === 'string'
          ? nearest(String(valueAt(root, path)), issue.values.map(String))
          : null;
      return one(
        `must be one of ${issue.values.map(String).join(', ')}, not ${found}${meant ? `; did you mean "${meant}"?` : ''}`,
      );
    }
    case 'too_small':
      return one(
        `must ${issue.origin === 'number' || issue.origin === 'int' ? 'be' : 'have'} at least ${issue.minimum}${unit(issue.origin)}`,
      );
    case 'too_big':
      return one(
        `must ${issue.origin === 'number' || issue.origin === 'int' ? 'be' : 'have'} at most ${issue.maximum}${unit(issue.origin)}`,
      );
    case 'invalid_key':
      return one('has an unusable name');
    default:
      return one(`is not right: ${issue.message}, not ${found}`);
  }
}

const kindInWords: Record<string, string> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a group of keys',
  record: 'a group of keys',
};

function unit(origin: string): string {
  return origin === 'string' ? ' characters' : origin === 'array' || origin === 'set' ? ' entries' : '';
}

/** YAML 1.1 habits: `yes` and `on` are plain text in YAML 1.2. */
function truthHint(expected: string, value: unknown): string {
  return expected === 'boolean' && typeof value === 'string' && /^(yes|no|on|off)$/i.test(value)
    ? ' (YAML 1.2 knows only true and false)'
    : '';
}

function yamlFault(code: string, message: string): string {
  if (code === 'DUPLICATE_KEY') return 'a key stands twice in the same place';
  if (code === 'TAB_AS_INDENT') return 'tabs cannot indent; use spaces';
  return `not valid YAML: ${message.split('\n')[0]?.slice(0, 200)}`;
}

/** The keys that the schema knows at a path; empty where any name is allowed. */
function knownKeys(path: readonly PropertyKey[]): string[] {
  let schema: unknown = settingsSchema;
  for (const part of path) schema = unwrapped(shapeOf(schema)?.[String(part)]);
  return Object.keys(shapeOf(schema) ?? {});
}

function shapeOf(schema: unknown): Record<string, unknown> | undefined {
  return (schema as { shape?: Record<string, unknown> } | undefined)?.shape;
}

function unwrapped(schema: unknown): unknown {
  const inner = (schema as { def?: { innerType?: unknown } } | undefined)?.def?.innerType;
  return inner ? unwrapped(inner) : schema;
}

function nameOf(path: readonly PropertyKey[]): string {
  return path.length === 0
    ? 'the file'
    : path
        .map((part, i) =>
          typeof part === 'number' ? `[${part + 1}]` : `${i > 0 ? '.' : ''}${String(part).slice(0, 60)}`,
        )
        .join('');
}

function valueAt(root: unknown, path: readonly PropertyKey[]): unknown {
  let value = root;
  for (const part of path)
    value =
      typeof value === 'object' && value !== null && Object.hasOwn(value, part)
        ? (value as Record<PropertyKey, unknown>)[part]
        : undefined;
  return value;
}

function shown(value: unknown): string {
  if (value === undefined || value === null) return 'nothing';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'a group of keys';
  const text = String(value).replace(/\p{C}/gu, ' ');
  return typeof value === 'string' ? `"${text.length > 60 ? `${text.slice(0, 60)}…` : text}"` : text;
}

function lineOf(document: Document.Parsed, lines: LineCounter, path: readonly PropertyKey[]): number | null {
  for (let length = path.length; length > 0; length--) {
    const parent = document.getIn(path.slice(0, length - 1), true);
    const last = path[length - 1];
    const key = isMap(parent)
      ? parent.items.find((pair) => isScalar(pair.key) && String(pair.key.value) === String(last))?.key
      : undefined;
    const node = (key ?? document.getIn(path.slice(0, length), true)) as Node | undefined;
    if (node?.range) return lines.linePos(node.range[0]).line;
  }
  return null;
}
