import { scoreKeywords } from '../domain/decide/keywords.ts';
import type { Classifier } from '../triage/ports/core.ts';

/** The last resort of the chain: knows the category only, from keyword cues; needs no training and cannot fail. */
export function createKeywordClassifier(): Classifier {
  return {
    name: 'keywords',
    async classify({ issue }) {
      const { probabilities, reasons } = scoreKeywords(issue.title, issue.body);
      return [{ source: 'keywords', model: 'keywords v1', dimension: 'category', probabilities, reasons }];
    },
  };
}
