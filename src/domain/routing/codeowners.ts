import { matchesCharacters } from '../text/glob.ts';
import { parseOwner } from '../text/names.ts';

/** A line of CODEOWNERS. */
export interface OwnerRule {
  pattern: string;
  /** Logins, or teams as `organization/team`; without `@`. Empty: nobody owns what matches. */
  owners: string[];
}

/** GitHub reads files up to 3 MB; more rules than this would be slow to read with each issue. */
const maxRules = 2_000;
const longestPattern = 300;

/** Lines that are neither empty nor a comment, at most: with a rule or without. */
const maxLines = 4 * maxRules;
/** Lines longer than this name no pattern that anybody could read. */
const longestLine = 10_000;

/**
 * Reads a CODEOWNERS file as GitHub does (docs.github.com, "About code owners"): later lines win. Lines that GitHub does
 * not allow, such as negations and ranges, are passed over, as are owners by e-mail address. Never throws.
 */
export function parseCodeowners(text: string): OwnerRule[] {
  const rules: OwnerRule[] = [];
  for (const raw of fullLines(text)) {
    const words = raw
      .replace(/(^|\s)#.*$/, '')
      .trim()
      .split(/(?<!\\)\s+/);
    const pattern = (words[0] ?? '').replaceAll('\\ ', ' ');
    if (pattern === '' || pattern.length > longestPattern || /^[![]|\[.*\]|^\^\[/.test(pattern)) continue;
    const owners = words.slice(1).flatMap((word) => parseOwner(word) ?? []);
    rules.push({ pattern, owners });
    if (rules.length === maxRules) break;
  }
  return rules;
}

/** The lines that may hold a rule, one after the other: a file of 3 MB may be nothing but line breaks or comments. */
function* fullLines(text: string): Generator<string> {
  let from = 0;
  let lines = 0;
  while (from < text.length && lines < maxLines) {
    let to = from;
    while (to < text.length && text[to] !== '\n' && text[to] !== '\r') to++;
    if (to > from && text[from] !== '#' && to - from <= longestLine) {
      lines++;
      yield text.slice(from, to);
    }
    from = to + 1;
  }
}

/** Finds the owners of paths; see `createOwnerLookup`. */
export type OwnerLookup = (path: string) => OwnerRule | null;

/** Steps that one lookup's paths may take together, some 30 ms: thousands of rules of wildcards would take seconds. */
const maxSteps = 1_000_000;
/** A character of a pattern costs more than a word. */
const stepsForACharacter = 2;
/** A path, or the folders of a pattern, with more parts than this is not looked up: a set of places in it is one number. */
const maxParts = 30;

/**
 * Finds the owners of a path, by the last rule that matches it; null when no rule does. A lookup has so many steps for all its
 * paths: once they are spent nobody is found any more, since a rule that was not looked at might have won.
 */
export function createOwnerLookup(rules: readonly OwnerRule[], steps = maxSteps): OwnerLookup {
  const words = new Map<string, Wanted>();
  const compiled = rules.map((rule) => compile(rule, words));
  const left = { steps };
  return (path) => {
    const parts = path
      .toLowerCase()
      .split('/')
      .filter((part) => part !== '' && part !== '.');
    if (parts.length > maxParts) return null;
    for (let i = compiled.length - 1; i >= 0 && left.steps > 0; i--) {
      const each = compiled[i];
      if (each && matchesPath(each, parts, left) && left.steps > 0) return each.rule;
    }
    return null;
  };
}

/** The owners of one path; see `createOwnerLookup`. */
export function ownersOf(rules: readonly OwnerRule[], path: string): OwnerRule | null {
  return createOwnerLookup(rules)(path);
}

interface Wanted {
  text: string;
  /** Null for a part without wildcards. `known` says which parts of paths it matched, so that each is looked at once. */
  glob: { characters: readonly string[]; known: Map<string, boolean> } | null;
}

interface CompiledRule {
  rule: OwnerRule;
  /** In lower case; `**` for any folders. */
  wanted: readonly Wanted[];
  folder: boolean;
  /** Whether the pattern may name a folder, and with it all within. */
  open: boolean;
}

/**
 * Patterns are those of gitignore: one with a slash at its start or within is tied to the root, any other matches at
 * every depth; a folder stands for all within it, but `docs/*` for the files of that folder alone.
 */
function compile(rule: OwnerRule, words: Map<string, Wanted>): CompiledRule | null {
  const pattern = rule.pattern.toLowerCase();
  const folder = pattern.endsWith('/');
  const parts = pattern.split('/').filter((part) => part !== '');
  const tied = pattern.slice(0, -1).includes('/');
  const wanted = [...(tied ? [] : ['**']), ...parts, ...(folder ? ['**'] : [])].filter(
    (part, i, all) => part !== '**' || all[i - 1] !== '**',
  );
  if (wanted.length > 2 * maxParts) return null;
  return {
    rule,
    wanted: wanted.map((text) => {
      const known = words.get(text) ?? { text, glob: globOf(text) };
      words.set(text, known);
      return known;
    }),
    folder,
    open: !(wanted.at(-1) ?? '').includes('*'),
  };
}

const globOf = (text: string): Wanted['glob'] =>
  text !== '**' && /[*?]/.test(text) ? { characters: [...text], known: new Map() } : null;

/** Whether the pattern's parts match the path's, or the beginning of it where that names a folder. */
function matchesPath(
  { wanted, folder, open }: CompiledRule,
  path: readonly string[],
  left: { steps: number },
): boolean {
  const whole = 1 << path.length;
  // The places in the path that the pattern read so far can end at, one bit each.
  let ends = 1;
  for (const part of wanted) {
    if (part.text === '**') {
      // From the first such place on, every place up to the end.
      ends = (whole | (whole - 1)) & ~((ends & -ends) - 1);
    } else {
      let next = 0;
      for (let end = 0; end < path.length; end++) {
        if (!(ends & (1 << end))) continue;
        if (matchesPart(part, path[end] ?? '', left)) next |= 1 << (end + 1);
        if (left.steps <= 0) return false;
      }
      ends = next;
    }
    if (ends === 0) return false;
  }
  if (folder) return (ends & whole) !== 0 && path.length > 1;
  return (ends & whole) !== 0 || open;
}

function matchesPart({ text, glob }: Wanted, part: string, left: { steps: number }): boolean {
  left.steps--;
  if (!glob) return text === part;
  const known = glob.known.get(part);
  if (known !== undefined) return known;
  const { matches, steps } = matchesCharacters(glob.characters, [...part]);
  left.steps -= steps * stepsForACharacter;
  glob.known.set(part, matches);
  return matches;
}
