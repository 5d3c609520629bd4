import type { Reason } from '../issue/decision.ts';

/** One way in which people word a kind of issue. */
export interface KeywordCue {
  /** For a person: `crash`, `how to`. */
  name: string;
  pattern: RegExp;
  /** Log-odds in nats that one match in the body lends; a match in the title lends twice as much. */
  weight: number;
}

const cue = (name: string, pattern: RegExp, weight: number): KeywordCue => ({ name, pattern, weight });

/** Cues for each category, written from general knowledge of how people word issues; no project's own words. */
export const keywordCues = {
  bug: [
    cue('bug', /\bbug(?:s|gy)?\b/gi, 0.6),
    cue(
      'crash',
      /\b(?:crash(?:es|ed|ing)?|segfault|segmentation fault|panic(?:s|ked)?|core dumped)\b/gi,
      0.9,
    ),
    cue('error', /\b(?:errors?|exception|traceback|stack ?trace|assertion)\b/gi, 0.5),
    cue('fails', /\b(?:fail(?:s|ed|ing|ure|ures)?|broken|breaks)\b/gi, 0.5),
    cue(
      'does not work',
      /\b(?:does(?:n['’]?t| not)|do(?:n['’]?t| not)|not|stopp?ed) work(?:ing|s)?\b/gi,
      0.7,
    ),
    cue('regression', /\b(?:regress(?:ion|ed)|used to work|worked (?:fine )?(?:in|before|until))\b/gi, 1.1),
    cue(
      'wrong result',
      /\b(?:wrong|incorrect(?:ly)?|unexpected(?:ly)?|invalid|corrupt(?:ed)?|leak(?:s|ing)?|hangs?|freezes?|infinite)\b/gi,
      0.5,
    ),
    cue(
      'steps to reproduce',
      /\b(?:steps to reproduce|to reproduce|repro(?:duction)?\b|expected (?:behaviou?r|result)|actual (?:behaviou?r|result))/gi,
      0.5,
    ),
  ],
  feature: [
    cue('feature request', /\b(?:feature|enhancement|proposal|suggestion|rfc)\b/gi, 0.9),
    cue('add', /\b(?:adds?|adding|implement(?:ing|ation)?|introduce|provide)\b/gi, 0.4),
    cue('support', /\bsupport(?: for|ing)?\b/gi, 0.5),
    cue('allow', /\b(?:allow(?:ing|s)?|enable|make it possible|ability to|option to|configurable)\b/gi, 0.5),
    cue(
      'would be nice',
      /\b(?:would be (?:nice|great|good|useful|helpful|cool)|it['’]d be|nice to have|i(?:['’]d| would) (?:like|love))\b/gi,
      1.0,
    ),
    cue(
      'improve',
      /\b(?:improve(?:ment|ments)?|refactor(?:ing)?|optimi[sz]e|simplify|consider|instead of|alternative)\b/gi,
      0.4,
    ),
    cue('use case', /\b(?:use[- ]cases?|motivation|describe (?:the|alternatives))\b/gi, 0.4),
  ],
  question: [
    cue('how to', /\bhow (?:to|do|does|can|could|should|would)\b/gi, 0.9),
    cue(
      'what or why',
      /\b(?:why (?:is|does|do|are|did|can)|what (?:is|does|are|should)|which one|when should)\b/gi,
      0.6,
    ),
    cue(
      'is it possible',
      /\b(?:is (?:it|there|this)|are there|can i|could i|should i|may i|does anyone|anyone knows?)\b/gi,
      0.6,
    ),
    cue(
      'question',
      /\b(?:questions?|wonder(?:ing)?|confus(?:ed|ing)|understand|clarif(?:y|ication)|curious)\b/gi,
      0.6,
    ),
    cue(
      'asks for help',
      /\b(?:help(?: me)?|please advise|any (?:ideas?|suggestions?|advice)|trying to|stuck|new to|beginner|tutorial)\b/gi,
      0.6,
    ),
    cue('question mark', /\?(?=\s|$)/g, 0.4),
  ],
  documentation: [
    cue('documentation', /\b(?:documentation|docs?|javadoc|docstrings?|readme|man ?pages?)\b/gi, 0.8),
    cue('document this', /\b(?:document(?:ed|ing|s)?|undocumented)\b/gi, 0.7),
    cue('typo', /\b(?:typos?|misspell(?:ed|ing)|grammar|spelling|wording)\b/gi, 1.0),
    cue(
      'guide',
      /\b(?:guides?|changelog|release notes|examples? (?:in|of|for)|broken link|dead link|outdated page)\b/gi,
      0.5,
    ),
    cue('website page', /\b(?:web ?site|doc(?:s|umentation)? page|api reference|section)\b/gi, 0.3),
  ],
} as const satisfies Record<string, readonly KeywordCue[]>;

export type KeywordCategory = keyof typeof keywordCues;
export const keywordCategories = Object.keys(keywordCues) as KeywordCategory[];

/** How common the category is before a word is read, in nats, so that silence favors bugs over documentation. */
const start: Record<KeywordCategory, number> = { bug: 0.5, feature: 0.4, question: 0, documentation: -0.8 };

/** Body text read, in characters; cues beyond it add little. */
const readUpTo = 4_000;

const count = (pattern: RegExp, text: string, most: number): number => {
  pattern.lastIndex = 0;
  let found = 0;
  while (found < most && pattern.exec(text)) found++;
  return found;
};

/** How often each category's cues stand in the title (each at most 3 times) and the body (each at most 10). */
export function countKeywords(
  title: string,
  body: string,
): Record<KeywordCategory, { title: number; body: number }> {
  const read = body.slice(0, readUpTo);
  const total = (category: KeywordCategory, text: string, most: number) =>
    keywordCues[category].reduce((sum, { pattern }) => sum + count(pattern, text, most), 0);
  return Object.fromEntries(
    keywordCategories.map((category) => [
      category,
      { title: total(category, title, 3), body: total(category, read, 10) },
    ]),
  ) as Record<KeywordCategory, { title: number; body: number }>;
}

/**
 * Scores a text by keyword cues alone.
 * Sums the cues' log-odds (title twice, body as ln(1 + count)) and takes the softmax over the categories.
 * @returns probabilities that sum to 1, and the cues found for each category, strongest first
 */
export function scoreKeywords(title: string, body: string) {
  const read = body.slice(0, readUpTo);
  const scores = { ...start };
  const reasons = {} as Record<KeywordCategory, Reason[]>;
  for (const category of keywordCategories) {
    reasons[category] = [];
    for (const { name, pattern, weight } of keywordCues[category]) {
      const inTitle = Math.min(1, count(pattern, title, 1));
      const strength = weight * (2 * inTitle + Math.log1p(count(pattern, read, 10)) / 2);
      if (strength === 0) continue;
      scores[category] += strength;
      reasons[category].push({
        kind: 'keyword',
        text: inTitle ? `title says "${name}"` : `text says "${name}"`,
        weight: strength,
      });
    }
    reasons[category].sort((a, b) => b.weight - a.weight);
  }
  const top = Math.max(...Object.values(scores));
  const exps = keywordCategories.map((category) => Math.exp(scores[category] - top));
  const sum = exps.reduce((a, b) => a + b, 0);
  const probabilities = Object.fromEntries(
    keywordCategories.map((c, i) => [c, (exps[i] ?? 0) / sum]),
  ) as Record<KeywordCategory, number>;
  return { probabilities, reasons };
}
