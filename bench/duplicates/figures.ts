/** Where the first right answer stood in one list, 0 for the first place; null for none. */
export type Rank = number | null;

export interface RankingFigures {
  recall_at_1: number;
  recall_at_5: number;
  recall_at_10: number;
  /** Mean of 1 / place of the first right answer, 0 for none. */
  mrr: number;
}

export function figuresOf(ranks: readonly Rank[]): RankingFigures {
  const share = (within: number) =>
    ranks.filter((rank) => rank !== null && rank < within).length / (ranks.length || 1);
  const reciprocal = ranks.reduce<number>((sum, rank) => sum + (rank === null ? 0 : 1 / (rank + 1)), 0);
  return {
    recall_at_1: rounded(share(1)),
    recall_at_5: rounded(share(5)),
    recall_at_10: rounded(share(10)),
    mrr: rounded(reciprocal / (ranks.length || 1)),
  };
}

export function rounded(value: number): number {
  return Math.round(value * 1000) / 1000;
}
