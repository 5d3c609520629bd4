import type { Ranker } from './ranker.ts';
import { formatTree, parseTree } from './tree-text.ts';

/** A ranker as text, a line a tree: some 100 bytes each. */
export function formatRanker({ handScale, likelihood, trees }: Ranker): string {
  return `${JSON.stringify({ handScale, likelihood, trees: trees.map(formatTree) }, null, 2)}\n`;
}

/** @throws SyntaxError for text that no ranker was written as */
export function parseRanker(text: string): Ranker {
  const { handScale, likelihood, trees } = JSON.parse(text) as {
    handScale: number;
    likelihood: Ranker['likelihood'];
    trees: string[];
  };
  return { handScale, likelihood, trees: trees.map(parseTree) };
}
