import { matchesCharacters } from '../text/glob.ts';
import { parseOwner } from '../text/names.ts';

/** A line of CODEOWNERS. */
export interface OwnerRule {
  pattern: string;
  /** Logins, or teams as `organization/team`; without `@`. Empty: nobody owns what matches. */
  owners: string[];
}

/**
 * GitHub reads files up to 3 MB. Of more rules than this the last are kept, since these win; the longest files known have some
 * thousands.
 */
const maxRules = 10_000;
const longestPattern = 300;

/** Lines that are neither empty nor a comment, at most: with a rule or without. */
const maxLines = 1.5 * maxRules;
/** Lines longer than this name no pattern that anybody could read. */
const longestLine = 10_000;

/**
 * Reads a CODEOWNERS file as GitHub does (docs.github.com, "About code owners"): later lines win. Lines that GitHub does
 * not allow, such as negations and ranges, are passed over, as are owners by e-mail address. Never throws.
 */
export function parseCodeowners(text: string): OwnerRule[] {
  const rules: OwnerRule[] = [];
  for (const raw of fullLinesFromEnd(text)) {
    // Most of what is not allowed shows at once.
    if (raw[0] === '!' || raw[0] === '[') continue;
    const words = raw
      .replace(/(^|\s)#.*$/, '')
      .trim()
      .split(/(?<!\\)\s+/);
    const pattern = (words[0] ?? '').replaceAll('\\ ', ' ');
    if (pattern === '' || pattern.length > longestPattern || notAllowed.test(pattern)) continue;
    const owners = words.slice(1).flatMap((word) => parseOwner(word) ?? []);
    rules.push({ pattern, owners });
    if (rules.length === maxRules) break;
  }
  return rules.reverse();
}

/** Negations, ranges and sections, a comment's mark with a backslash (GitHub's documentation names them), and three asterisks. */
const notAllowed = /^[![]|^\\#|\[.*\]|^\^\[|\*\*\*/;

/** The lines that may hold a rule, the last one first: a file of 3 MB may be nothing but line breaks or comments. */
function* fullLinesFromEnd(text: string): Generator<string> {
  let to = text.length;
  let lines = 0;
  while (to > 0 && lines < maxLines) {
    let from = to;
    while (from > 0 && text[from - 1] !== '\n' && text[from - 1] !== '\r') from--;
    if (to > from && text[from] !== '#' && to - from <= longestLine) {
      lines++;
      yield text.slice(from, to);
    }
    to = from - 1;
  }
}

/** Finds the owners of paths; see `createOwnerLookup`. */
export type OwnerLookup = (path: string) => OwnerRule | null;

/** Steps that one lookup's paths may take together, some 30 ms: thousands of rules of wildcards would take seconds. */
const maxSteps = 400_000;
/** A character of a pattern costs more than a word. */
const stepsForACharacter = 2;
/** What reading a pattern costs beside its characters. */
const stepsToCompile = 20;
/** A path, or the folders of a pattern, with more parts than this is not looked up: a set of places in it is one number. */
const maxParts = 30;

/**
 * Finds the owners of a path, by the last rule that matches it; null when no rule does. Paths are case-sensitive, as on GitHub.
 * A lookup has so many steps for all its paths: once they are spent nobody is found any more, since a rule that was not
 * looked at might have won.
 */
export function createOwnerLookup(rules: readonly OwnerRule[], steps = maxSteps): OwnerLookup {
  const words = new Map<string, Wanted>();
  const index = createIndex(rules);
  const left = { steps };
  return (path) => {
    const parts = path.split('/').filter((part) => part !== '' && part !== '.');
    if (parts.length === 0 || parts.length > maxParts) return null;
    for (const each of index(parts)) {
      if (each.compiled === undefined) {
        each.compiled = compile(each.rule, words);
        left.steps -= stepsToCompile + each.rule.pattern.length;
      }
      if (left.steps <= 0) return null;
      if (each.compiled && matchesPath(each.compiled, parts, left) && left.steps > 0) return each.rule;
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
  /** True for `**`. */
  any: boolean;
  /**
   * Null for a part without wildcards. `known` says which parts of paths it matched, so that each is looked at once; its
   * characters are read at the first of them.
   */
  glob: { characters: readonly string[] | null; known: Map<string, boolean> } | null;
}

interface CompiledRule {
  /** `**` for any folders. */
  wanted: readonly Wanted[];
  /** What the end of the pattern owns: what lies within a folder, a lone `*` what lies directly there, any other both. */
  end: 'within' | 'direct' | 'open';
}

/**
 * Patterns are those of gitignore with GitHub's exceptions: one with a slash at its start or within is tied to the root,
 * any other matches at every depth; what a pattern names it owns with all within, but `docs/*` only the files of that folder,
 * and `docs/` or `docs/**` no file that is called `docs`.
 */
function compile({ pattern }: OwnerRule, words: Map<string, Wanted>): CompiledRule | null {
  if (pattern === '/') return null;
  const parts = pattern.split('/').filter((part) => part !== '');
  const tied = pattern.slice(0, -1).includes('/') || parts[0] === '**';
  const wanted = [...(tied ? [] : ['**']), ...parts, ...(pattern.endsWith('/') ? ['**'] : [])].filter(
    (part, i, all) => part !== '**' || all[i - 1] !== '**',
  );
  if (wanted.length > 2 * maxParts) return null;
  const last = wanted.at(-1);
  return {
    wanted: wanted.map((text) => {
      const known = words.get(text) ?? wantedOf(text);
      words.set(text, known);
      return known;
    }),
    end: last === '**' ? 'within' : last === '*' ? 'direct' : 'open',
  };
}

/** A backslash makes the next character stand for itself. */
function wantedOf(written: string): Wanted {
  if (written === '**') return { text: written, any: true, glob: null };
  const isWild = /[*?]/.test(written.includes('\\') ? written.replace(/\\./gu, '') : written);
  if (isWild) return { text: written, any: false, glob: { characters: null, known: new Map() } };
  return { text: written.replace(/\\(.)/gu, '$1'), any: false, glob: null };
}

/** The characters of a pattern; those that stand for themselves are written as no wildcard is. */
function charactersOf(written: string): string[] {
  const characters: string[] = [];
  let escaped = false;
  for (const character of written) {
    if (!escaped && character === '\\') {
      escaped = true;
      continue;
    }
    characters.push(escaped ? asLiteral(character) : character);
    escaped = false;
  }
  return characters;
}

/** A character of a path that no wildcard is taken for. */
const asLiteral = (character: string) =>
  character === '*' || character === '?' ? `\\${character}` : character;

/** A rule that is read when a path first comes to it: most rules of a large file never are. */
interface ListedRule {
  rule: OwnerRule;
  /** Its place in the file. */
  at: number;
  /** Null for a pattern that matches nothing. */
  compiled?: CompiledRule | null;
}

/**
 * The rules that a path may match, the last first. Most rules of a large file begin with the name of a folder, or are nothing but
 * a name: they are looked at only for paths that hold it.
 */
function createIndex(rules: readonly OwnerRule[]): (parts: readonly string[]) => Iterable<ListedRule> {
  const byFirst = new Map<string, ListedRule[]>();
  const byName = new Map<string, ListedRule[]>();
  const others: ListedRule[] = [];
  rules.forEach((rule, at) => {
    const { pattern } = rule;
    const start = pattern[0] === '/' ? 1 : 0;
    const slash = pattern.indexOf('/', start);
    const name = pattern.slice(start, slash < 0 ? undefined : slash);
    const isTied = start === 1 || (slash >= 0 && slash < pattern.length - 1);
    const list = name === '' || /[*?\\]/.test(name) ? others : listAt(isTied ? byFirst : byName, name);
    list.push({ rule, at });
  });
  return function* (parts) {
    const named = [...new Set(parts)].flatMap((part) => byName.get(part) ?? []);
    const near = [...(byFirst.get(parts[0] ?? '') ?? []), ...named].sort((a, b) => a.at - b.at);
    let other = others.length - 1;
    for (let i = near.length - 1; i >= 0; i--) {
      const next = near[i] as ListedRule;
      for (; other >= 0 && (others[other] as ListedRule).at > next.at; other--)
        yield others[other] as ListedRule;
      yield next;
    }
    for (; other >= 0; other--) yield others[other] as ListedRule;
  };
}

function listAt(map: Map<string, ListedRule[]>, key: string): ListedRule[] {
  const known = map.get(key) ?? [];
  map.set(key, known);
  return known;
}

/** Whether the pattern's parts match the path's, or the beginning of it where that names a folder. */
function matchesPath(
  { wanted, end }: CompiledRule,
  path: readonly string[],
  left: { steps: number },
): boolean {
  const whole = 1 << path.length;
  // The places in the path that the pattern read so far can end at, one bit each.
  let ends = 1;
  for (let i = 0; i < wanted.length; i++) {
    const part = wanted[i] as Wanted;
    // At the end of a pattern it stands for what lies within, so something must be left.
    if (part.any && i === wanted.length - 1) return (ends & (whole - 1)) !== 0;
    if (part.any) {
      // From the first such place on, every place up to the end.
      ends = (whole | (whole - 1)) & ~((ends & -ends) - 1);
    } else {
      let next = 0;
      for (let place = 0; place < path.length; place++) {
        if (!(ends & (1 << place))) continue;
        if (matchesPart(part, path[place] ?? '', left)) next |= 1 << (place + 1);
        if (left.steps <= 0) return false;
      }
      ends = next;
    }
    if (ends === 0) return false;
  }
  return end === 'open' || (ends & whole) !== 0;
}

function matchesPart({ text, glob }: Wanted, part: string, left: { steps: number }): boolean {
  left.steps--;
  if (!glob) return text === part;
  const known = glob.known.get(part);
  if (known !== undefined) return known;
  glob.characters ??= charactersOf(text);
  const { matches, steps } = matchesCharacters(glob.characters, [...part].map(asLiteral));
  left.steps -= (steps + glob.characters.length) * stepsForACharacter;
  glob.known.set(part, matches);
  return matches;
}
