import { resolve } from 'node:path';
import { commandLine, needFiles } from '../scripts/command-line.ts';
import { createBm25 } from './duplicates/bm25-baseline.ts';
import { figuresOf, type Rank } from './duplicates/figures.ts';
import { readLinksInComments } from './duplicates/links-in-comments.ts';
import { openProduct, repo } from './duplicates/product-search.ts';
import { askedNumbers } from './duplicates/read-history.ts';
import { walkHistory } from './duplicates/walk-history.ts';
import { printReport } from './report.ts';

/**
 * How well the shipped ranker does in repositories that it never saw: links as insiders say them in comments, each
 * repository by itself through the product's own store and ranking, all questions counted together.
 */
const { issues: file } = commandLine(
  'bench:transfer',
  'How well related issues are found in repositories that the shipped ranker never saw, by links that insiders said in comments.',
)
  .option('--issues <file>', 'the issues with their comments', '../shared/data/labels/temporal.jsonl')
  .parse()
  .opts();
needFiles([file], 'JSON Lines with repo, number, created_at, title, body and comments', '--issues FILE');
const ranks: Rank[] = [];
const plainRanks: Rank[] = [];
const rows: (string | number)[][] = [];

for (const [name, history] of readLinksInComments(resolve(file))) {
  const asked = askedNumbers(history, 'all');
  if (asked.size === 0) continue;
  const clusters = new Map(history.issues.map(({ number, cluster }) => [number, cluster]));
  const product = await openProduct(history, { byVector: true });
  const bm25 = createBm25();
  const own: Rank[] = [];
  await walkHistory(product.postings, repo, history.issues, {
    isAsked: ({ number }) => asked.has(number),
    async arrived(issues) {
      const { template } = await product.postings.readCollection(repo);
      for (const issue of issues) {
        await product.save(issue);
        bm25.add(issue, template);
      }
    },
    async ask(issue) {
      const place = (numbers: number[]): Rank => {
        const at = numbers.findIndex((number) => clusters.get(number) === issue.cluster);
        return at < 0 ? null : at;
      };
      own.push(place((await product.search(issue)).map(({ number }) => number)));
      const { template } = await product.postings.readCollection(repo);
      plainRanks.push(place(bm25.find(issue, template, 200)));
    },
  });
  await product.close();
  ranks.push(...own);
  const { recall_at_1, recall_at_5, recall_at_10, mrr } = figuresOf(own);
  rows.push([
    `${name} (${asked.size} of ${history.issues.length})`,
    recall_at_1,
    recall_at_5,
    recall_at_10,
    mrr,
  ]);
}

const ours = figuresOf(ranks);
const plain = figuresOf(plainRanks);
printReport({
  title: `Duplicates in repositories never seen in training: ${ranks.length} linked issues`,
  columns: ['', 'recall@1', 'recall@5', 'recall@10', 'MRR'],
  rows: [
    ...rows,
    ['all together', ours.recall_at_1, ours.recall_at_5, ours.recall_at_10, ours.mrr],
    ['BM25, title doubled, code kept', plain.recall_at_1, plain.recall_at_5, plain.recall_at_10, plain.mrr],
  ],
  notes: ['Links are read from comments and unconfirmed; with so few the error is about 0.05.'],
  figures: { ...ours, questions: ranks.length, bm25: plain },
});
