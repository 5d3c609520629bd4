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

/** Steps that patterns may take together, some 15 ms: hundreds of them against thousands of labels would take seconds. */
const maxSteps = 1_500_000;

/** What is left of the steps that some texts may take together. */
export interface MatchBudget {
  steps: number;
}

export function createMatchBudget(): MatchBudget {
  return { steps: maxSteps };
}

interface CompiledGlob {
  characters: readonly string[];
  /** Of a text that matches, at least. */
  shortest: number;
}

/**
 * A function that tells whether any of the patterns matches a text. Once the budget is spent, nothing matches any more: whoever
 * gives one looks whether anything is left of it.
 */
export function createMatcher(
  patterns: readonly string[],
  left: MatchBudget = createMatchBudget(),
): (text: string) => boolean {
  const compiled = patterns.map((pattern): CompiledGlob => {
    const characters = [...pattern.toLowerCase()];
    return { characters, shortest: characters.filter((character) => character !== '*').length };
  });
  return (text) => {
    if (compiled.length === 0) return false;
    const t = [...text.toLowerCase()];
    return compiled.some((glob) => {
      if (--left.steps <= 0 || !mayMatch(glob, t)) return false;
      const { matches, steps } = matchesCharacters(glob.characters, t);
      left.steps -= steps;
      return matches;
    });
  };
}

/** False where the length or the ends alone rule it out, as they do for most. */
function mayMatch({ characters: p, shortest }: CompiledGlob, t: readonly string[]): boolean {
  const fits = (wanted: string | undefined, is: string | undefined) =>
    wanted === '*' || wanted === '?' || wanted === is;
  return t.length >= shortest && fits(p[0], t[0]) && fits(p.at(-1), t.at(-1));
}

/** Whether any of the patterns matches. */
export function matchesAny(patterns: readonly string[], text: string): boolean {
  return createMatcher(patterns)(text);
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
