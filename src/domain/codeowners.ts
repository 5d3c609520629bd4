import { matchesGlob } from './glob.ts';
import { parseOwner } from './names.ts';

/** A line of CODEOWNERS. */
export interface OwnerRule {
  pattern: string;
  /** Logins, or teams as `organisation/team`; without `@`. Empty: nobody owns what matches. */
  owners: string[];
}

/** GitHub reads files up to 3 MB; more rules than this would be slow to read with each issue. */
const mostRules = 2_000;
const longestPattern = 300;

/**
 * Reads a CODEOWNERS file as GitHub does (docs.github.com, "About code owners"): later lines win. Lines that GitHub does
 * not allow, such as negations and ranges, are passed over, as are owners by e-mail address. Never throws.
 */
export function parseCodeowners(text: string): OwnerRule[] {
  const rules: OwnerRule[] = [];
  for (const raw of text.split(/\r\n|\n|\r/)) {
    const words = raw
      .replace(/(^|\s)#.*$/, '')
      .trim()
      .split(/(?<!\\)\s+/);
    const pattern = (words[0] ?? '').replaceAll('\\ ', ' ');
    if (pattern === '' || pattern.length > longestPattern || /^[![]|\[.*\]|^\^\[/.test(pattern)) continue;
    const owners = words.slice(1).flatMap((word) => parseOwner(word) ?? []);
    rules.push({ pattern, owners });
    if (rules.length === mostRules) break;
  }
  return rules;
}

/** The owners of a path, by the last rule that matches it; null when no rule does. */
export function ownersOf(rules: readonly OwnerRule[], path: string): OwnerRule | null {
  const parts = path.split('/').filter((part) => part !== '' && part !== '.');
  return rules.findLast(({ pattern }) => matchesPath(pattern, parts)) ?? null;
}

/**
 * Patterns are those of gitignore: one with a slash at its start or within is tied to the root, any other matches at
 * every depth; a folder stands for all within it, but `docs/*` for the files of that folder alone.
 */
function matchesPath(pattern: string, path: readonly string[]): boolean {
  const folder = pattern.endsWith('/');
  const parts = pattern.split('/').filter((part) => part !== '');
  const tied = pattern.slice(0, -1).includes('/');
  const wanted = [...(tied ? [] : ['**']), ...parts, ...(folder ? ['**'] : [])];
  return matchesParts(wanted, path, folder);
}

/** Whether the pattern's parts match the path's, or the beginning of it where that names a folder. */
function matchesParts(wanted: readonly string[], path: readonly string[], folder: boolean): boolean {
  // The places in the path that the pattern read so far can end at.
  let ends = new Set([0]);
  for (const part of wanted) {
    const next = new Set<number>();
    for (const end of ends) {
      if (part === '**') for (let i = end; i <= path.length; i++) next.add(i);
      else if (end < path.length && matchesGlob(part, path[end] ?? '')) next.add(end + 1);
    }
    ends = next;
  }
  const last = wanted.at(-1) ?? '';
  if (folder) return ends.has(path.length) && path.length > 1;
  return ends.has(path.length) || (!last.includes('*') && ends.size > 0);
}
