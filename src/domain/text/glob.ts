/**
 * Patterns in the settings: `*` stands for any run of characters (also none, also `/`), `?` for exactly one;
 * everything else for itself, without regard to case. Label names hold brackets, braces and slashes, so the
 * richer syntax of file globs would bite more often than it helps.
 */

/** Whether `text` matches `pattern` as a whole. Runs in O(pattern × text) at worst; never backtracks further. */
export function matchesGlob(pattern: string, text: string): boolean {
  return matchesCharacters([...pattern.toLowerCase()], [...text.toLowerCase()]).matches;
}

/** The same for characters that are in lower case already; `steps` says how many it took. */
export function matchesCharacters(
  p: readonly string[],
  t: readonly string[],
): { matches: boolean; steps: number } {
  let at = 0;
  let star = -1;
  let restart = 0;
  let i = 0;
  let steps = 1;
  while (i < t.length) {
    steps++;
    if (p[at] === '*') {
      star = at++;
      restart = i;
    } else if (at < p.length && (p[at] === '?' || p[at] === t[i])) {
      at++;
      i++;
    } else if (star >= 0) {
      at = star + 1;
      i = ++restart;
    } else {
      return { matches: false, steps };
    }
  }
  while (p[at] === '*') at++;
  return { matches: at === p.length, steps };
}

/** Whether any of the patterns matches. */
export function matchesAny(patterns: readonly string[], text: string): boolean {
  return patterns.some((pattern) => matchesGlob(pattern, text));
}

/** What is wrong with a pattern, in words; null when nothing is. */
export function globProblem(pattern: string): string | null {
  if (pattern.trim() === '') return 'is empty';
  if (pattern.length > 200) return 'is longer than 200 characters';
  if (/\p{Cc}/u.test(pattern)) return 'holds a control character';
  if (pattern.includes('**')) return 'holds "**": a single "*" already matches any run of characters';
  if (pattern.startsWith('!')) return 'begins with "!": patterns cannot be negated, use the opposite list';
  if (/\{[^}]*,[^}]*\}/.test(pattern)) return 'holds "{a,b}": write one pattern for each';
  return null;
}
