import { bm25Idf } from '../../src/domain/similarity/collection.ts';
import { type TemplateLines, withoutTemplate } from '../../src/domain/similarity/template-lines.ts';
import type { RecordedIssue } from './read-history.ts';

const k1 = 1.2;
const b = 0.75;

interface Posting {
  number: number;
  count: number;
}

/**
 * Plain BM25 beside ours: title doubled, code kept, words as they stand, template lines out. It shares no tokenizer and
 * no index with the product.
 */
export function createBm25() {
  const lists = new Map<string, Posting[]>();
  const lengths = new Map<number, number>();
  let words = 0;

  return {
    add(issue: RecordedIssue, template: TemplateLines): void {
      const counts = countWords(issue, template);
      let length = 0;
      for (const [word, count] of counts) {
        length += count;
        const list = lists.get(word);
        if (list) list.push({ number: issue.number, count });
        else lists.set(word, [{ number: issue.number, count }]);
      }
      lengths.set(issue.number, length);
      words += length;
    },

    /** Numbers of the best issues, best first. */
    find(issue: RecordedIssue, template: TemplateLines, most: number): number[] {
      const average = words / Math.max(1, lengths.size);
      const scores = new Map<number, number>();
      for (const [word, asked] of countWords(issue, template)) {
        const list = lists.get(word) ?? [];
        const weight = asked * bm25Idf(lengths.size, list.length) * (k1 + 1);
        for (const { number, count } of list) {
          const length = k1 * (1 - b + (b * (lengths.get(number) ?? 0)) / average);
          scores.set(number, (scores.get(number) ?? 0) + (weight * count) / (count + length));
        }
      }
      return [...scores]
        .sort((one, other) => other[1] - one[1] || other[0] - one[0])
        .slice(0, most)
        .map(([number]) => number);
    },
  };
}

function countWords(issue: RecordedIssue, template: TemplateLines): Map<string, number> {
  const counts = new Map<string, number>();
  const text = `${issue.title}\n${issue.title}\n${withoutTemplate(issue.body, template)}`;
  for (const word of text.toLowerCase().match(/[\p{L}\p{N}_]+/gu) ?? [])
    counts.set(word, (counts.get(word) ?? 0) + 1);
  return counts;
}
