/** Where a run over past issues stands: `priced` waits for somebody to confirm, `cancelling` for the provider. */
export const labelingStages = [
  'pricing',
  'priced',
  'running',
  'cancelling',
  'done',
  'cancelled',
  'failed',
] as const;
export type LabelingStage = (typeof labelingStages)[number];

/** Why a run could not start or go on. */
export const labelingProblems = [
  'not_wanted',
  'private',
  'no_areas',
  'nothing_to_label',
  'no_batches',
  'over_budget',
  'key',
  'credit',
  'model',
  'refused',
] as const;
export type LabelingProblem = (typeof labelingProblems)[number];

/** One pass of a hosted model over a repository's past issues. Money is in millionths of a dollar, times are ISO 8601, UTC. */
export interface LabelingRun {
  /** A UUID. */
  id: string;
  stage: LabelingStage;
  /** Null until it is priced. */
  source: string | null;
  model: string | null;
  /** Issues that the model is asked about, and those it was asked about so far. */
  issues: number;
  asked: number;
  estimateMicroUsd: number;
  spentMicroUsd: number;
  /** Whether the estimate counts half the list price. */
  halfPrice: boolean;
  /** The day's budget is spent; the run continues the next day. */
  waiting: boolean;
  problem: LabelingProblem | null;
  /** Weak labels that it has given. */
  labels: number;
  /** Descriptions of area labels without one, by the label's name. */
  descriptions: { label: string; description: string }[];
  startedAt: string;
  finishedAt: string | null;
}

/** Whether a worker is still at it. */
export function isUnderWay({ stage }: Pick<LabelingRun, 'stage'>): boolean {
  return stage === 'pricing' || stage === 'running' || stage === 'cancelling';
}

const sentences: Readonly<Record<LabelingProblem, string>> = {
  not_wanted:
    "The repository's settings use no hosted model that this App has a key for. Set model.provider and model.llm.",
  private:
    'The settings keep the text of this private repository here. Set model.private_repositories to send it to a hosted model.',
  no_areas: 'The repository has no area labels. Add some, or give labels a meaning in the settings.',
  nothing_to_label: 'Every area has enough labeled issues already, or no past issue is without an area.',
  no_batches:
    'The server offers no batches. One by one, the questions would cost twice as much and hold up new issues, so they are not asked.',
  over_budget:
    'Even a small part of the questions costs more than the budget of a day. Raise budget.daily_usd or choose a cheaper model.',
  key: 'The provider refused the key. Nothing more was sent. Set a valid key, restart and start over.',
  credit: 'The account has no credit left. Nothing more was sent. Add credit at the provider and start over.',
  model: 'The provider has no such model. Nothing was labeled by it. Choose another model and start over.',
  refused: 'The provider refused the batch. Nothing more was sent. Start over, or choose another model.',
};

/** What a problem means and what to do, in sentences. */
export function explainLabelingProblem(problem: LabelingProblem): string {
  return sentences[problem];
}
