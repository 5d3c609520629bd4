import { trainTfidfScores } from '../label-baselines.ts';

/** Scores of an issue's labels, higher is likelier; learns from the issues that carry one. */
export interface AreaBaseline {
  score(issue: { title: string; body: string }): number[];
  learn(issue: { title: string; body: string }, given: readonly number[]): void;
  refit(): void;
}

const window = 1_000;

/** How often each label was given. */
export function mostFrequent(labels: readonly string[]): AreaBaseline {
  const counts = labels.map(() => 0);
  let issues = 0;
  return {
    score: () => counts.map((count) => count / Math.max(1, issues)),
    learn(_issue, given) {
      issues++;
      for (const k of given) counts[k] = (counts[k] ?? 0) + 1;
    },
    refit() {},
  };
}

/** TF-IDF of words and a logistic regression a label, on the newest thousand issues. */
export function tfidfLogistic(labels: readonly string[]): AreaBaseline {
  let past: { title: string; body: string; labels: string[] }[] = [];
  let model: ReturnType<typeof trainTfidfScores> | null = null;
  return {
    score(issue) {
      const scores = model?.(issue) ?? new Map<string, number>();
      return labels.map((label) => scores.get(label) ?? 0);
    },
    learn({ title, body }, given) {
      past.push({ title, body, labels: given.map((k) => labels[k] as string) });
      if (past.length > window) past = past.slice(-window);
    },
    refit() {
      if (past.length > 1) model = trainTfidfScores(past);
    },
  };
}
