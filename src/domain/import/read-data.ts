import { parse as parseToml } from 'smol-toml';
import { parseDocument } from 'yaml';
import { yamlDanger } from '../settings/yaml-guard.ts';

/** Longest file that is read, in characters. */
export const longestImport = 524_288;
/** Nobody writes settings deeper; the parsers of JSON and TOML take more than the stack may hold. */
const deepest = 40;

/** What a file holds, or null where it can't be read as what its name says: YAML, JSON or TOML. Never throws. */
export function readData(path: string, text: string): unknown {
  if (text.length > longestImport) return null;
  try {
    if (/\.json$/i.test(path)) return bracketsWithin(text) ? JSON.parse(withoutByteOrderMark(text)) : null;
    if (/\.toml$/i.test(path)) return bracketsWithin(text) ? parseToml(text) : null;
    if (yamlDanger(text) !== null) return null;
    const document = parseDocument(text, {
      schema: 'core',
      merge: false,
      prettyErrors: false,
      logLevel: 'silent',
    });
    return document.errors.length > 0 ? null : document.toJS({ maxAliasCount: 0 });
  } catch {
    return null;
  }
}

const withoutByteOrderMark = (text: string) => text.replace(/^\uFEFF/, '');

/** Whether brackets stand at most `deepest` within each other, those in texts counted too. */
function bracketsWithin(text: string): boolean {
  let depth = 0;
  for (const [mark] of text.matchAll(/[[\]{}]/g)) {
    depth += mark === '[' || mark === '{' ? 1 : -1;
    if (depth > deepest) return false;
  }
  return true;
}

/** The entries of an object by name, in their order; none of anything else. Names such as `constructor` are names. */
export function entriesOf(value: unknown): [string, unknown][] {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.entries(value) : [];
}

/** A value within objects, by the names on the way; undefined where there is none. */
export function valueIn(value: unknown, ...path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (at, name) =>
      typeof at === 'object' && at !== null && Object.hasOwn(at, name)
        ? (at as Record<string, unknown>)[name]
        : undefined,
    value,
  );
}

/** A list's items; a lone value is a list of one. */
export function listOf(value: unknown): unknown[] {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? value : [value];
}

/** The texts of a list or of a lone text, numbers as text; what is neither is left out. */
export function textsOf(value: unknown): string[] {
  return listOf(value).flatMap((each) =>
    typeof each === 'string' ? each : typeof each === 'number' ? String(each) : [],
  );
}

export const textOf = (value: unknown): string => textsOf(value)[0] ?? '';
